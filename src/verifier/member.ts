/**
 * Members of the family, by the definition and nothing else. With c = (x, free, v, w, λ),
 *
 *   point   φ_c(θ) = Σ_m w_m ⟨v, F(θ)(x; m)⟩
 *   line    φ_c(θ) = Σ_e λ_e [s^e] Σ_m w_m ⟨v, F(θ)(x₀ + s·x; m)⟩
 *
 * m over the values of the finite inputs; Y_c = ∇φ_c. Where F is itself the field X, v is one number and
 * Y_c is Σ_m w_m v X_x(θ; m), or the same under [s^e], not differentiated. Every Y_c is tangent to every orbit, whatever the
 * real numbers in c are: it is a combination of members of 𝔉, or a derivative in s of one, and tangent
 * spaces of orbits are closed under both. So nothing about an expansion has to be believed.
 */
import type { Field } from '../analytic/field.ts';
import type { Rational } from '../numerics/rational.ts';
import { type CertifiedModel, chosen } from './certified-model.ts';
import { dualField, gradientOf } from './derivatives.ts';
import type { Series, SeriesField } from './series-field.ts';

export interface Member<T> {
  /** x of a point, or the direction of a line. */
  readonly x: readonly T[];
  /** The other inputs; entries of finite ones do not count. */
  readonly free: readonly T[];
  /** v. */
  readonly output: readonly T[];
  /** w, one for each value of the finite inputs; none where there are none. */
  readonly choices: readonly T[];
  /** λ₀ … λ_top; none in point mode. */
  readonly powers: readonly T[];
}

/** Null: points. Else x₀ and the highest power of s that is kept. */
export type Line = { readonly base: readonly Rational[]; readonly top: number } | null;

export function mapMember<T, U>(member: Member<T>, map: (value: T) => U): Member<U> {
  return {
    x: member.x.map(map),
    free: member.free.map(map),
    output: member.output.map(map),
    choices: member.choices.map(map),
    powers: member.powers.map(map),
  };
}

/**
 * The member's Y_c(θ), and with directions y₁, y₂, … the field D^kY_c(θ)[y₁, y₂, …], as series in t. θ and
 * the directions are elements of the field.
 */
export function fieldOf(
  subject: CertifiedModel,
  line: Line,
  field: SeriesField,
  member: Member<ArrayLike<number>>,
  theta: readonly Series[],
  directions: readonly (readonly Series[])[] = [],
): Series[] {
  const embed = (values: ArrayLike<number>) => field.embed(values);
  const x =
    line === null
      ? member.x.map(embed)
      : member.x.map((u, j) => field.add(field.rational(line.base[j]), field.embed(u, 1)));
  const at = { ...mapMember(member, embed), x };
  const gradient = differentiated(subject, field, at, theta, directions);
  const weights = line === null ? [[1]] : member.powers;
  return gradient.map((entry) => field.weighted(entry, weights));
}

/** ∇⟨v, F⟩ and its directional derivatives: one layer of dual numbers for each direction. */
function differentiated<T>(
  subject: CertifiedModel,
  field: Field<T>,
  member: Member<T>,
  theta: readonly T[],
  directions: readonly (readonly T[])[],
): T[] {
  if (directions.length === 0) return outputGradient(subject, field, member, theta);
  const [along, ...rest] = directions;
  const still = (value: T) => ({ value, tangent: field.zero });
  const moving = theta.map((value, i) => ({ value, tangent: along[i] }));
  return differentiated(
    subject,
    dualField(field),
    mapMember(member, still),
    moving,
    rest.map((y) => y.map(still)),
  ).map(({ tangent }) => tangent);
}

/** Σ_m w_m ∇_θ⟨v, F(θ)(x; m)⟩. */
function outputGradient<T>(
  subject: CertifiedModel,
  field: Field<T>,
  member: Member<T>,
  theta: readonly T[],
): T[] {
  const parts = subject.choices.map((choice, m) => {
    if (subject.isGiven) {
      const free = chosen(member.free, choice, (n) => field.rational(n));
      const v = weighted(field, member.output[0], member.choices[m]);
      return subject.evaluate(field, theta, member.x, free).map((x) => field.mul(v, x));
    }
    return gradientOf(field, theta, (tape, point, constant) => {
      const values = subject.evaluate(
        tape,
        point,
        member.x.map(constant),
        chosen(member.free.map(constant), choice, (n) => tape.rational(n)),
      );
      return tape.dot(
        values,
        member.output.map((v) => weighted(field, v, member.choices[m])).map(constant),
      );
    });
  });
  return parts.reduce((sum, part) => sum.map((value, i) => field.add(value, part[i])));
}

function weighted<T>(field: Field<T>, v: T, weight: T | undefined): T {
  return weight === undefined ? v : field.mul(v, weight);
}

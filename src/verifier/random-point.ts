/**
 * Identities are tested at random θ and x modulo random primes, F as it stands and nothing truncated. A
 * function that is met at u ≠ 0 gets one random element for each number that its Taylor coefficients are
 * made of, the same for the same u, with its reflection law: an identity that holds then holds for
 * the functions (specialise the elements). Relations that are left out, e^{a+b} = e^a e^b, can make a
 * true identity fail and no false one pass.
 *
 * A false identity of degree D passes one point with probability at most D/p.
 */
import type { Field } from '../analytic/field.ts';
import type { JetField } from '../analytic/jet-field.ts';
import type { Rng } from '../numerics/random.ts';
import { rational } from '../numerics/rational.ts';
import { type CertifiedModel, chosen } from './certified-model.ts';
import { NotVerifiable } from './not-verifiable.ts';
import type { PinnedRoot } from './pinned-roots.ts';
import { type Residues, randomUnit } from './residues.ts';
import { RadicandWatch, rootsModulo } from './root-signs.ts';

/**
 * 𝔽_p with functions at generic points.
 *
 * @param roots of rationals u that θ pins; the signs of others are drawn.
 * @param watch told of those.
 */
export function pointField(
  scalars: Residues,
  rng: Rng,
  roots: readonly PinnedRoot[] = [],
  watch: RadicandWatch = new RadicandWatch(),
): Field<number> {
  const { prime, add, mul } = scalars;
  /** The same for the same name. */
  const element = (name: string) => randomUnit(rng.fork(name), prime);
  const isNegative = (u: number) => rng.fork(`sign of sqrt ${u}`).chance(0.5);
  const rootOf = rootsModulo(scalars, roots, isNegative, watch);
  const jets: JetField<number> = {
    ring: scalars,
    inverse: scalars.inverse,
    canonical: (u) =>
      u <= prime - u ? { value: u, reflected: false } : { value: prime - u, reflected: true },
    generator(name, u) {
      return name === 'sqrt' ? rootOf(u) : element(`${name} ${u}`);
    },
    constant: element,
  };
  const rationalIn = (q: Parameters<Field<number>['rational']>[0]) =>
    scalars.rational(typeof q === 'number' ? rational(q) : q);
  const applyDerivative: Field<number>['applyDerivative'] = (f, order, a) => {
    let value = f.jet(jets, a, order + 1)[order];
    for (let i = 2; i <= order; i++) value = mul(value, i);
    return value;
  };
  return {
    ...scalars,
    rational: rationalIn,
    dot: (a, b) => a.reduce((sum, x, i) => add(sum, mul(x, b[i])), 0),
    apply: (f, a) => applyDerivative(f, 0, a),
    applyDerivative,
  };
}

/** x and the other inputs at random; one point for each value of the finite inputs. */
export function randomInputs(
  subject: CertifiedModel,
  prime: number,
  rng: Rng,
): { readonly x: number[]; readonly free: number[] }[] {
  const draw = (count: number) => Array.from({ length: count }, () => rng.integer(0, prime - 1));
  const x = draw(subject.datum);
  const free = draw(subject.free);
  const integer = (n: number) => ((n % prime) + prime) % prime;
  return subject.choices.map((choice) => ({ x, free: chosen(free, choice, integer) }));
}

/** Degrees of numerator and denominator. */
interface Degree {
  readonly top: number;
  readonly bottom: number;
}

/** A bound for the degree of F's numerator and denominator together, in θ, the inputs and all elements. */
export function degreeOf(subject: CertifiedModel): number {
  const one: Degree = { top: 0, bottom: 0 };
  const variable: Degree = { top: 1, bottom: 0 };
  const add = (a: Degree, b: Degree) => ({
    top: Math.max(a.top + b.bottom, b.top + a.bottom),
    bottom: a.bottom + b.bottom,
  });
  const mul = (a: Degree, b: Degree) => ({ top: a.top + b.top, bottom: a.bottom + b.bottom });
  const ring = {
    name: 'degrees',
    zero: one,
    one,
    add,
    sub: add,
    mul,
    neg: (a: Degree) => a,
    isZero: () => false,
    rational: () => one,
  };
  const inverse = ({ top, bottom }: Degree) => ({ top: bottom, bottom: top });
  const jets: JetField<Degree> = {
    ring,
    inverse,
    canonical: (value) => ({ value, reflected: true }),
    generator: () => variable,
    constant: () => variable,
  };
  const field: Field<Degree> = {
    ...ring,
    inverse,
    dot: (a, b) => a.reduce<Degree>((sum, x, i) => add(sum, mul(x, b[i])), one),
    apply: (f, a) => f.jet(jets, a, 1)[0],
    applyDerivative: (f, order, a) => f.jet(jets, a, order + 1)[order],
  };
  const of = (count: number) => new Array<Degree>(count).fill(variable);
  const values = subject.evaluate(field, of(subject.size), of(subject.datum), of(subject.free));
  return Math.max(...values.map(({ top, bottom }) => top + bottom));
}

/** How many points make (D/p)ᵏ ≤ 2⁻⁶⁰ with p > 2²¹: three for D = 1. */
export function pointsFor(degree: number): number {
  const bits = 21 - Math.log2(Math.max(1, degree));
  if (bits < 1)
    throw new NotVerifiable(`an identity of degree ${degree} cannot be tested at points`);
  return Math.ceil(60 / bits);
}

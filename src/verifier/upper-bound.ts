/**
 * dim O(θ) from above. Isometries that fix θ, and equations that are invariant where they hold, cut an
 * affine subspace A through θ to which every field is tangent; n laws conserved on A with gradients
 * independent on A at θ leave dim O(θ) ≤ dim A − n.
 *
 * Exact over ℚ: QᵀQ = 1, Qθ = θ, dim A, independence. Tested at random points: F∘Q = F, tangency,
 * conservation, each up to the stated chance.
 */
import type { Rng } from '../numerics/random.ts';
import * as q from '../numerics/rational.ts';
import { rationalRing } from '../numerics/rational-ring.ts';
import { type Certificate, type CertificateLaw, exactly } from './certificate.ts';
import type { CertifiedModel } from './certified-model.ts';
import { gradientOf } from './derivatives.ts';
import { Echelon, type Form, formOf } from './echelon.ts';
import { fixedForms, type Isometry, imageModulo, isometryOf } from './isometry.ts';
import { lawDegree, lawGradient } from './law.ts';
import { NotVerifiable } from './not-verifiable.ts';
import { type PinnedRoot, pinnedRoots } from './pinned-roots.ts';
import { degreeOf, pointField, pointsFor, randomInputs } from './random-point.ts';
import { Refused } from './refused.ts';
import { atPrimes, type Residues, randomUnit, residues } from './residues.ts';
import { RadicandWatch } from './root-signs.ts';

export interface UpperBound {
  /** dim A − n. */
  readonly upper: number;
  /** dim of the common fixed points of the isometries. */
  readonly fixed: number;
  /** dim A. */
  readonly subspace: number;
  /** How identities were tested: false ones pass with probability at most (degree/p)^points. */
  readonly tested: { readonly degree: number; readonly points: number } | null;
}

const rationals = {
  ...rationalRing,
  inverse(a: q.Rational) {
    if (q.isZero(a)) throw new Refused('a law has a pole at θ');
    return q.divide(q.ONE, a);
  },
};

/** @throws Refused, NotVerifiable, InputError. */
export function upperBound(
  subject: CertifiedModel,
  theta: readonly q.Rational[],
  { isometries, equations, laws }: Certificate['upper'],
  rng: Rng,
): UpperBound {
  const { size } = subject;
  const symmetries = isometries.map((given, i) =>
    isometryOf(given, size, `upper.isometries[${i}]`),
  );
  const fixed = new Echelon();
  symmetries.forEach((symmetry, i) => {
    for (const form of fixedForms(symmetry, theta, `upper.isometries[${i}]`)) fixed.insert(form);
  });
  const subspace = fixed.copy();
  const forms = equations.map((entries, i) => {
    const form = formOf(entries.map(([index, value]) => [index, exactly(value)]));
    if ([...form.keys()].some((index) => index >= size) || !subspace.insert(form))
      throw new Refused(`upper.equations[${i}] is not independent of those before`);
    return form;
  });
  const inside = subspace.copy();
  laws.forEach((law, i) => {
    if (!inside.insert(formOf(lawGradient(law, theta, rationals).entries())))
      throw new Refused(`upper.laws[${i}] is not independent at θ of what comes before`);
  });
  const bounds = {
    upper: size - inside.rank,
    fixed: size - fixed.rank,
    subspace: size - subspace.rank,
  };
  if ([symmetries, forms, laws].every((list) => list.length === 0))
    return { ...bounds, tested: null };
  const degree = degreeOf(subject) + Math.max(1, ...laws.map(lawDegree));
  const fewest = pointsFor(degree);
  const roots = pinnedRoots(subject, theta);
  const watch = new RadicandWatch();
  const question = { subject, theta, symmetries, forms, laws, subspace, roots, watch };
  const { length: points } = atPrimes(
    rng,
    () => Math.max(fewest, watch.pointsNeeded()),
    (prime, stream) => testIdentities(question, residues(prime), stream),
    (reason) => new NotVerifiable(`no points to test identities at: ${reason}`),
  );
  return { ...bounds, tested: { degree, points } };
}

interface Identities {
  readonly subject: CertifiedModel;
  readonly theta: readonly q.Rational[];
  readonly symmetries: readonly Isometry[];
  readonly forms: readonly Form[];
  readonly laws: readonly CertificateLaw[];
  readonly subspace: Echelon;
  readonly roots: readonly PinnedRoot[];
  readonly watch: RadicandWatch;
}

/** All identities at one random point modulo one prime. @throws Refused */
function testIdentities(
  { subject, theta, symmetries, forms, laws, subspace, roots, watch }: Identities,
  field: Residues,
  rng: Rng,
): void {
  const { prime } = field;
  const over = pointField(field, rng, roots, watch);
  const isMovedEverywhere = laws.some(({ on }) => on === 'everywhere');
  const anywhere = theta.map(() => rng.integer(0, prime - 1));
  const within = pointWithin(subspace, theta, field, rng);
  for (const { x, free } of randomInputs(subject, prime, rng)) {
    const values = symmetries.length > 0 ? subject.evaluate(over, anywhere, x, free) : [];
    symmetries.forEach((symmetry, i) => {
      const images = subject.evaluate(over, imageModulo(symmetry, anywhere, field), x, free);
      const expected = subject.isGiven ? linearImage(symmetry, values, field) : values;
      const identity = subject.isGiven ? 'X(Qθ) = Q₀X(θ)' : 'F(Qθ) = F(θ)';
      if (images.some((value, o) => value !== expected[o]))
        throw new Refused(`upper.isometries[${i}]: ${identity} fails modulo ${prime}`);
    });
    const weights = Array.from({ length: subject.outputs }, () => randomUnit(rng, prime));
    const slope = (point: readonly number[]): readonly number[] =>
      subject.isGiven
        ? subject.evaluate(over, point, x, free)
        : gradientOf(over, point, (tape, variables, constant) =>
            tape.dot(
              subject.evaluate(tape, variables, x.map(constant), free.map(constant)),
              weights.map(constant),
            ),
          );
    const inside = slope(within);
    const everywhere = isMovedEverywhere ? slope(anywhere) : inside;
    forms.forEach((form, i) => {
      const entries = [...form].map(([j, value]) => field.mul(field.rational(value), inside[j]));
      if (entries.reduce(field.add, 0) !== 0)
        throw new Refused(`upper.equations[${i}]: a field leaves the subspace, modulo ${prime}`);
    });
    laws.forEach((law, i) => {
      const [point, along] = law.on === 'everywhere' ? [anywhere, everywhere] : [within, inside];
      if (over.dot(lawGradient(law, point, field), along) !== 0)
        throw new Refused(`upper.laws[${i}] is not conserved, modulo ${prime}`);
    });
  }
}

/** Q₀y, Q₀ the linear part of the isometry. */
function linearImage(symmetry: Isometry, y: readonly number[], field: Residues): number[] {
  const origin = imageModulo(
    symmetry,
    y.map(() => 0),
    field,
  );
  return imageModulo(symmetry, y, field).map((value, i) => field.sub(value, origin[i]));
}

/** θ + δ with δ a random common zero of the forms. */
function pointWithin(
  { rows }: Echelon,
  theta: readonly q.Rational[],
  field: Residues,
  rng: Rng,
): number[] {
  // 0 where a row has its pivot, until the row says what stands there.
  const offset = theta.map((_, i) => (rows.has(i) ? 0 : rng.integer(0, field.prime - 1)));
  for (const [pivot, row] of rows)
    offset[pivot] = [...row].reduce(
      (sum, [j, value]) => field.sub(sum, field.mul(field.rational(value), offset[j])),
      0,
    );
  return offset.map((value, i) => field.add(value, field.rational(theta[i])));
}

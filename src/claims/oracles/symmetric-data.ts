/**
 * Gradient flow on data to which every permutation of the inputs, with changes of sign or without, is applied, labels
 * kept, for one output F = Σⱼ pⱼ(θ) xⱼ that is linear in x.
 *
 * The fields are those of the potentials Σ_g ℓ(F(gx), y) over x and y. With ℓ of degree K in F they are polynomials in
 * the symmetric functions of p of degree K at most, hence functions of the power sums P_k = Σⱼ pⱼᵏ, k ≤ K, which are
 * among them (x = s·e₁); with signs of those with k even. What is a function of the P_k has a gradient in their span, and
 * the bracket of fX and gY is in the span of X, Y and theirs: so Lie_θ is that of the ∇P_k, of which the first d are
 * enough.
 *
 * A loss that is no polynomial has infinitely many P_k. At θ with |pⱼ| different and not 0 their gradients span those
 * of all pⱼ (k pⱼᵏ⁻¹ is dominated by the largest |pⱼ| as k grows), so nothing is added. Elsewhere the first d span
 * at least as much as there are fields.
 */

import { rationals } from '../../analytic/fields/rationals.ts';
import type { Instance } from '../../instances/instance.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { equal, isZero, negate, ONE, type Rational, ZERO } from '../../numerics/rational.ts';
import { FORMULAS } from './formulas.ts';

/** Degree of a loss in F; Infinity where it is no polynomial. */
export const lossDegree = (loss: string | undefined): number =>
  loss === 'linear'
    ? 1
    : loss === 'squared'
      ? 2
      : loss === 'quartic'
        ? 4
        : Number.POSITIVE_INFINITY;

const unit = <T>(size: number, at: number, zero: T, one: T): T[] =>
  Array.from({ length: size }, (_, j) => (j === at ? one : zero));

/** p₁ … p_d at θ. */
export function slopesOf({ model, exact }: Subject): Rational[] {
  const { datum } = model.inputs;
  return Array.from({ length: datum }, (_, j) =>
    model.evaluate(rationals, exact, unit(datum, j, ZERO, ONE)),
  ).map(([p]) => p);
}

/** Whether they differ in size, and none is 0. */
export function areSlopesDistinct(subject: Subject): boolean {
  const slopes = slopesOf(subject);
  return slopes.every(
    (p, j) => !isZero(p) && slopes.slice(0, j).every((q) => !equal(p, q) && !equal(p, negate(q))),
  );
}

/**
 * The power sums of the loss's degree as a model of the same θ.
 *
 * @param signs whether signs are changed as well. Null where no field is left.
 */
export function augmented({ model, instance, numerals }: Subject, signs: boolean): Subject | null {
  const { datum } = model.inputs;
  const variables = numerals.map((_, i) => `p${i + 1}`);
  const slopes = Array.from({ length: datum }, (_, j) =>
    model.evaluate(FORMULAS, variables, unit(datum, j, '0', '1')),
  ).map(([p]) => p);
  const step = signs ? 2 : 1;
  const count = Math.min(datum, Math.floor(lossDegree(instance.loss) / step));
  if (count === 0) return null;
  const features = Array.from({ length: count }, (_, k) =>
    slopes.map((p) => `(${p})^${step * (k + 1)}`).join(' + '),
  );
  const layers = [{ weights: [numerals], bias: null }];
  return open({
    model: { kind: 'polynomial', variables, features },
    parameters: { layers },
  } as Instance);
}

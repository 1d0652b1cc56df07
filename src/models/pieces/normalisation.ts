/**
 * Normalisations of a vector z ∈ ℝⁿ,
 *
 *   RMS     z / √(Σ zᵢ²/n + ε)
 *   layer   RMS of z − mean(z)
 *   unit    z / √(Σ zᵢ² + ε)
 *
 * analytic where the root's argument is positive: for ε = 0 not at z = 0, so such models are expanded
 * away from x = 0.
 * Sources: Zhang & Sennrich, *Root mean square layer normalization*, NeurIPS 2019; Ba, Kiros, Hinton,
 * *Layer normalization*, arXiv:1607.06450.
 */
import type { Field } from '../../analytic/field.ts';
import { inverseSqrt } from '../../analytic/functions/inverse-sqrt.ts';
import { isZero, type Rational, rational, ZERO } from '../../numerics/rational.ts';
import { sum } from '../contract.ts';
import { scaled } from './vectors.ts';

/** z / √(c Σ zᵢ² + ε). */
function normalisedBy<T>(f: Field<T>, z: readonly T[], c: Rational, epsilon: Rational): T[] {
  const square = f.mul(f.rational(c), f.dot(z, z));
  const radicand = isZero(epsilon) ? square : f.add(square, f.rational(epsilon));
  return scaled(f, f.apply(inverseSqrt, radicand), z);
}

/** z / √(Σ zᵢ² + ε). */
export function unitNormalised<T>(f: Field<T>, z: readonly T[], epsilon: Rational = ZERO): T[] {
  return normalisedBy(f, z, rational(1), epsilon);
}

/** z / √(Σ zᵢ²/n + ε). */
export function rmsNormalised<T>(f: Field<T>, z: readonly T[], epsilon: Rational = ZERO): T[] {
  return normalisedBy(f, z, rational(1, z.length), epsilon);
}

/** (z − m) / √(Σ (zᵢ − m)²/n + ε), m = Σ zᵢ/n. */
export function layerNormalised<T>(f: Field<T>, z: readonly T[], epsilon: Rational = ZERO): T[] {
  const mean = f.mul(f.rational(rational(1, z.length)), sum(f, z));
  return rmsNormalised(
    f,
    z.map((value) => f.sub(value, mean)),
    epsilon,
  );
}

/** Rows gₖ vₖ/‖vₖ‖. Source: Salimans & Kingma, *Weight normalization*, NeurIPS 2016. */
export function weightNormalised<T>(
  f: Field<T>,
  directions: readonly (readonly T[])[],
  lengths: readonly T[],
): T[][] {
  return directions.map((v, k) => scaled(f, lengths[k], unitNormalised(f, v)));
}

/**
 * Models F(x) = Σⱼ fⱼ(θ) xⱼ with polynomials fⱼ: the members are (x, u) with potential u·F(x),
 * every linear combination of the fⱼ. Diagonal linear networks are the case fⱼ = Πₗ θₗⱼ.
 *
 * A monomial is a product of factors v₁⋯v_D, repeated ones written out. With P_s = v₁⋯v_s and
 * S_s = v_s⋯v_D its derivative by the factor in place s is P_{s−1}·S_{s+1}; along y everything is
 * carried as a dual number. O(D) products of series for a monomial of degree D.
 */

import { rationalModulo } from '../numerics/prime-field.ts';
import { type Rational, rational } from '../numerics/rational.ts';
import { addSeriesProduct, multiplySeries, reduceSeries } from '../numerics/truncated-series.ts';
import type { FamilySequence, FieldFamily } from './family.ts';

/** coefficient · Π θ_i over `factors`, repeated where a power is higher than one. */
export interface FactoredMonomial {
  readonly coefficient: Rational;
  readonly factors: readonly number[];
}

/** One list of monomials per feature fⱼ. */
export type Features = readonly (readonly FactoredMonomial[])[];

/** F(x) = Σᵢ (Πₗ θₗᵢ) xᵢ. */
export function diagonalFeatures(depth: number, inputs: number): Features {
  return Array.from({ length: inputs }, (_, i) => [
    { coefficient: rational(1), factors: Array.from({ length: depth }, (_, l) => l * inputs + i) },
  ]);
}

export function polynomialSequence(features: Features, size: number): FamilySequence {
  return {
    levels: 1,
    generic: false,
    spec: () => ({ kind: 'output' }),
    family: (prime) => polynomialFamily(features, size, prime),
  };
}

function polynomialFamily(features: Features, size: number, prime: number): FieldFamily {
  const reciprocal = 1 / prime;
  const monomials = features.flatMap((feature, j) =>
    feature
      .filter(({ factors }) => factors.length > 0)
      .map(({ coefficient, factors }) => ({
        feature: j,
        scale: rationalModulo(coefficient, prime),
        factors: Int32Array.from(factors),
      })),
  );
  const degree = monomials.reduce((most, { factors }) => Math.max(most, factors.length), 1);
  // prefix[s] = scale·u·xⱼ·v₁⋯v_s, then one running suffix; dotted ones are derivatives along y.
  let capacity = 0;
  let [prefix, prefixDot, suffix, suffixDot, mix] = Array.from(
    { length: 5 },
    () => new Float64Array(0),
  );
  function reserve(length: number): void {
    if (length <= capacity) return;
    capacity = length;
    [prefix, prefixDot] = [0, 0].map(() => new Float64Array((degree + 1) * length));
    [suffix, suffixDot, mix] = [0, 0, 0].map(() => new Float64Array(length));
  }

  function accumulate(
    c: Float64Array,
    theta: Float64Array,
    y: Float64Array | null,
    length: number,
    out: Float64Array,
  ): void {
    reserve(length);
    out.fill(0, 0, size * length);
    for (const { feature, scale, factors } of monomials) {
      const u = features.length * length;
      multiplySeries(prefix, 0, c, feature * length, c, u, length, prime, reciprocal);
      for (let k = 0; k < length; k++) prefix[k] = prefix[k] * scale;
      reduceSeries(prefix, 0, length, prime, reciprocal);
      prefixDot.fill(0, 0, length);
      for (let s = 1; s < factors.length; s++) {
        const v = factors[s - 1] * length;
        const [from, to] = [(s - 1) * length, s * length];
        multiplySeries(prefix, to, prefix, from, theta, v, length, prime, reciprocal);
        if (y === null) continue;
        prefixDot.fill(0, to, to + length);
        addSeriesProduct(prefixDot, to, prefixDot, from, theta, v, length);
        addSeriesProduct(prefixDot, to, prefix, from, y, v, length);
        reduceSeries(prefixDot, to, length, prime, reciprocal);
      }
      suffix.fill(0, 0, length);
      suffix[0] = 1;
      suffixDot.fill(0, 0, length);
      for (let s = factors.length - 1; s >= 0; s--) {
        const v = factors[s] * length;
        const at = s * length;
        if (y === null) addSeriesProduct(out, v, prefix, at, suffix, 0, length);
        else {
          addSeriesProduct(out, v, prefixDot, at, suffix, 0, length);
          addSeriesProduct(out, v, prefix, at, suffixDot, 0, length);
          mix.fill(0, 0, length);
          addSeriesProduct(mix, 0, suffixDot, 0, theta, v, length);
          addSeriesProduct(mix, 0, suffix, 0, y, v, length);
          for (let k = 0; k < length; k++) suffixDot[k] = mix[k];
          reduceSeries(suffixDot, 0, length, prime, reciprocal);
        }
        reduceSeries(out, v, length, prime, reciprocal);
        multiplySeries(mix, 0, suffix, 0, theta, v, length, prime, reciprocal);
        for (let k = 0; k < length; k++) suffix[k] = mix[k];
      }
    }
  }

  return {
    prime,
    size,
    coefficientCount: features.length + 1,
    description: 'all combinations u·Σⱼ xⱼ fⱼ(θ) of the features',
    generic: false,
    gradient: (c, theta, length, out) => accumulate(c, theta, null, length, out),
    hessianVector: (c, theta, y, length, out) => accumulate(c, theta, y, length, out),
  };
}

/**
 * σ(z) = z·Φ(z) = z(1 + erf(z/√2))/2; σ′ = Φ + zφ, σ″ = (2 − z²)φ. At 0,
 * z/2 + (1/√(2π)) Σ (−1)ᵏ z^{2k+2} / (2ᵏ k! (2k+1)).
 */
import type { Rational } from '../../numerics/rational.ts';
import * as Q from '../../numerics/rational.ts';
import type { TaylorSupport } from '../analytic-function.ts';
import { arithmeticOf, gaussianJet, integrate, multiplyByPoint } from '../jet-arithmetic.ts';
import { named } from '../named-function.ts';
import { hermite, supportOf } from '../support.ts';
import { series } from '../taylor-series.ts';
import { exponential, normalDistribution } from '../transcendental-numbers.ts';
import { DENSITY_UNDERFLOW, integratedGaussian, normalCdf, normalDensity } from './normal.ts';

function coefficient(j: number): Rational {
  if (j === 1) return Q.rational(1, 2);
  if (j === 0 || j % 2 === 1) return Q.ZERO;
  const k = j / 2 - 1;
  return Q.divide(integratedGaussian(k), Q.rational(2n ** BigInt(k)));
}

/**
 * With y = σ″, (2 − z²)y′ = (z³ − 4z)y, so the coefficients of y at a rational s obey a recurrence
 * with leading factor 2 − s² ≠ 0 over the four before; four zeros in a row would make y a polynomial,
 * which it is not: the support is infinite. σ′ = Φ + zφ has one real zero, near −0.7518, which is not
 * known to be rational and is taken not to be; Φ(s)·s ≠ 0.
 */
function supportAt(s: Rational): TaylorSupport {
  // φ⁽ⁿ⁾ = (−1)ⁿHeₙ φ give σ⁽ʲ⁾ = (2 − z²)φ⁽ᵏ⁾ − 2kz φ⁽ᵏ⁻¹⁾ − k(k−1)φ⁽ᵏ⁻²⁾, k = j − 2.
  const h = hermite(s, Q.ONE);
  return supportOf((j) => {
    if (j < 2) return true;
    const k = j - 2;
    let value = Q.multiply(Q.subtract(Q.rational(2), Q.multiply(s, s)), h(k));
    if (k >= 1) value = Q.subtract(value, Q.multiply(Q.multiply(Q.rational(2 * k), s), h(k - 1)));
    if (k >= 2) value = Q.subtract(value, Q.multiply(Q.rational(k * (k - 1)), h(k - 2)));
    return !Q.isZero(value);
  }, null);
}

/** z Φ(z), Φ the normal distribution. */
export const gelu = named({
  name: 'gelu',
  complexity: 12,
  value: (z) => (z < -DENSITY_UNDERFLOW ? 0 : z * normalCdf(z)),
  derivative(z) {
    if (Math.abs(z) > DENSITY_UNDERFLOW) return z < 0 ? 0 : 1;
    return normalCdf(z) + z * normalDensity(z);
  },
  second: (z) => (Math.abs(z) > DENSITY_UNDERFLOW ? 0 : (2 - z * z) * normalDensity(z)),
  parity: 'none',
  taylor: series(
    supportOf((j) => j === 1 || (j > 0 && j % 2 === 0), null),
    coefficient,
    (j) => (j === 1 ? 'one' : '1/sqrt(2pi)'),
  ),
  jet(field, u, terms) {
    const { ring } = field;
    const arithmetic = arithmeticOf(field);
    const half = ring.rational(Q.rational(-1, 2));
    const scale = ring.mul(
      field.constant('1/sqrt(2pi)'),
      exponential(field, ring.mul(half, ring.mul(u, u))),
    );
    const density = gaussianJet(arithmetic, scale, 1, u, terms);
    const cdf = integrate(arithmetic, density, normalDistribution(field, u));
    return multiplyByPoint(ring, cdf, u);
  },
  supportAt,
});

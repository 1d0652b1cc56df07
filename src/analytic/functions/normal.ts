/** The normal distribution: what erf and GELU share. */
import { expMinusHalfSquare, normalTail } from '../../numerics/error-function.ts';
import { divide, type Rational, rational } from '../../numerics/rational.ts';
import { alternating, inverseFactorial } from '../taylor-series.ts';

/** Past this, e^{−z²/2} is 0. */
export const DENSITY_UNDERFLOW = 39;

const ONE_OVER_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

/** φ(z). */
export const normalDensity = (z: number) => ONE_OVER_SQRT_TWO_PI * expMinusHalfSquare(z);

/** Φ(z), the standard normal distribution function. */
export const normalCdf = (z: number) => (z < 0 ? normalTail(-z) : 1 - normalTail(z));

/** (−1)ᵏ / (k! (2k + 1)): the coefficient of z^{2k+1} in ∫₀ᶻ e^{−t²} dt. */
export const integratedGaussian = (k: number): Rational =>
  alternating(k, divide(inverseFactorial(k), rational(2 * k + 1)));

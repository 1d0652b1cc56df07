/**
 * Activations that saturate, and their primitives and products with z. Every exponential is taken of a
 * non-positive number and no difference of nearly equal numbers is formed, so tails are finite and
 * relatively exact.
 */
import {
  erf as erfOf,
  expMinusHalfSquare,
  expMinusSquare,
  normalTail,
} from '../numerics/error-function.ts';
import { tanhDerivative, tanhMap, tanh as tanhOf } from '../numerics/hyperbolic-tangent.ts';
import { named } from './define-activation.ts';
import {
  arctanSeries,
  erfSeries,
  geluSeries,
  sigmoidSeries,
  siluSeries,
  softplusSeries,
  tanhSeries,
} from './taylor-series.ts';

/** Past this, e^{−|z|} times any cofactor used here is 0. */
const EXP_UNDERFLOW = 760;
/** Past this, e^{−z²/2} is 0. */
const DENSITY_UNDERFLOW = 39;

/** σ(z) = tanh z. */
export const tanh = named({
  name: 'tanh',
  value: tanhOf,
  derivative: tanhDerivative,
  second: (z) => -2 * tanhOf(z) * tanhDerivative(z),
  map: tanhMap,
  parity: 'odd',
  taylor: tanhSeries,
});

function sigmoidOf(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** s(1 − s) = e/(1 + e)² with e = e^{−|z|}: even to the last bit. */
function sigmoidDerivative(z: number): number {
  const e = Math.exp(-Math.abs(z));
  const inverse = 1 / (1 + e);
  return e * inverse * inverse;
}

/** 1 − 2s = −tanh(z/2), without cancellation. */
function oneMinusTwice(z: number): number {
  const a = Math.abs(z);
  const value = Math.expm1(-a) / (1 + Math.exp(-a));
  return z < 0 ? -value : value;
}

/** σ(z) = 1/(1 + e^{−z}). */
export const sigmoid = named({
  name: 'sigmoid',
  value: sigmoidOf,
  derivative: sigmoidDerivative,
  second: (z) => sigmoidDerivative(z) * oneMinusTwice(z),
  parity: 'none',
  taylor: sigmoidSeries,
});

/** σ(z) = log(1 + eᶻ). */
export const softplus = named({
  name: 'softplus',
  value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  derivative: sigmoidOf,
  second: sigmoidDerivative,
  parity: 'none',
  taylor: softplusSeries,
});

/** σ(z) = z/(1 + e^{−z}); σ′ = s(1 + z(1 − s)), σ″ = s(1 − s)(2 + z(1 − 2s)). */
export const silu = named({
  name: 'silu',
  value: (z) => (z < -EXP_UNDERFLOW ? 0 : z * sigmoidOf(z)),
  derivative(z) {
    if (Math.abs(z) > EXP_UNDERFLOW) return z < 0 ? 0 : 1;
    return sigmoidOf(z) * (1 + z * sigmoidOf(-z));
  },
  second(z) {
    if (Math.abs(z) > EXP_UNDERFLOW) return 0;
    return sigmoidDerivative(z) * (2 + z * oneMinusTwice(z));
  },
  parity: 'none',
  taylor: siluSeries,
});

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
const ONE_OVER_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

/** σ(z) = erf z. */
export const erf = named({
  name: 'erf',
  value: erfOf,
  derivative: (z) => TWO_OVER_SQRT_PI * expMinusSquare(z),
  second: (z) => (Math.abs(z) > 28 ? 0 : -2 * z * (TWO_OVER_SQRT_PI * expMinusSquare(z))),
  parity: 'odd',
  taylor: erfSeries,
});

const density = (z: number) => ONE_OVER_SQRT_TWO_PI * expMinusHalfSquare(z);

/** Φ(z), the standard normal distribution function. */
const normalCdf = (z: number) => (z < 0 ? normalTail(-z) : 1 - normalTail(z));

/** σ(z) = z·Φ(z) = z(1 + erf(z/√2))/2; σ′ = Φ + zφ, σ″ = (2 − z²)φ. */
export const gelu = named({
  name: 'gelu',
  value: (z) => (z < -DENSITY_UNDERFLOW ? 0 : z * normalCdf(z)),
  derivative(z) {
    if (Math.abs(z) > DENSITY_UNDERFLOW) return z < 0 ? 0 : 1;
    return normalCdf(z) + z * density(z);
  },
  second: (z) => (Math.abs(z) > DENSITY_UNDERFLOW ? 0 : (2 - z * z) * density(z)),
  parity: 'none',
  taylor: geluSeries,
});

/** σ(z) = arctan z, in (−π/2, π/2). */
export const arctan = named({
  name: 'arctan',
  value: (z) => (z < 0 ? -Math.atan(-z) : Math.atan(z)),
  derivative: (z) => 1 / (1 + z * z),
  // −2z/(1 + z²)²; past 10⁸ the 1 is lost in rounding and z⁴ would overflow before the quotient.
  second: (z) => (Math.abs(z) > 1e8 ? -2 / z / z / z : (-2 * z) / ((1 + z * z) * (1 + z * z))),
  parity: 'odd',
  taylor: arctanSeries,
});

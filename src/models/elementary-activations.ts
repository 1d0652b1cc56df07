/** Powers, sine and cosine, exponential and Gaussian. */
import { expMinusSquare } from '../numerics/error-function.ts';
import { ONE, ZERO } from '../numerics/rational.ts';
import { named } from './define-activation.ts';
import {
  cosSeries,
  expSeries,
  gaussianSeries,
  polynomialSeries,
  sinSeries,
} from './taylor-series.ts';

/** σ(z) = z. */
export const identity = named({
  name: 'identity',
  value: (z) => z,
  derivative: () => 1,
  second: () => 0,
  parity: 'odd',
  taylor: polynomialSeries([ZERO, ONE]),
  polynomialDegree: 1,
});

/** σ(z) = z². */
export const square = named({
  name: 'square',
  value: (z) => z * z,
  derivative: (z) => 2 * z,
  second: () => 2,
  parity: 'even',
  taylor: polynomialSeries([ZERO, ZERO, ONE]),
  polynomialDegree: 2,
});

/** σ(z) = z³. */
export const cube = named({
  name: 'cube',
  value: (z) => z * z * z,
  derivative: (z) => 3 * (z * z),
  second: (z) => 6 * z,
  parity: 'odd',
  taylor: polynomialSeries([ZERO, ZERO, ZERO, ONE]),
  polynomialDegree: 3,
});

// The engine's sine need not be odd to the last bit by its specification; this makes it so.
const oddSine = (z: number) => (z < 0 ? -Math.sin(-z) : Math.sin(z));
const evenCosine = (z: number) => Math.cos(Math.abs(z));

/** σ(z) = sin z. */
export const sin = named({
  name: 'sin',
  value: oddSine,
  derivative: evenCosine,
  second: (z) => -oddSine(z),
  parity: 'odd',
  taylor: sinSeries,
});

/** σ(z) = cos z. */
export const cos = named({
  name: 'cos',
  value: evenCosine,
  derivative: (z) => -oddSine(z),
  second: (z) => -evenCosine(z),
  parity: 'even',
  taylor: cosSeries,
});

/** σ(z) = eᶻ. */
export const exp = named({
  name: 'exp',
  value: Math.exp,
  derivative: Math.exp,
  second: Math.exp,
  parity: 'none',
  taylor: expSeries,
});

/** σ(z) = e^{−z²}. Past |z| = 28 it and its derivatives underflow to 0. */
export const gaussian = named({
  name: 'gaussian',
  value: expMinusSquare,
  derivative: (z) => (Math.abs(z) > 28 ? 0 : -2 * z * expMinusSquare(z)),
  second: (z) => (Math.abs(z) > 28 ? 0 : (4 * z * z - 2) * expMinusSquare(z)),
  parity: 'even',
  taylor: gaussianSeries,
});

/**
 * Step sizes for a method whose error estimate behaves like h⁵.
 *
 * PI control: with err the estimate over the tolerance, a step is accepted when err ≤ 1 and the next
 * one is
 *
 *   h · clamp(safety · err^{−(1/5 − 3β/4)} · err_previous^{β}, 1/5, 10)
 *
 * The integral part alone (β = 0) oscillates where stability, not accuracy, limits the step; β = 0.04
 * damps that. After a rejection the step does not grow at once.
 *
 * Sources: K. Gustafsson, Control theoretic techniques for stepsize selection in explicit Runge–Kutta
 * methods, ACM TOMS 17 (1991); Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I,
 * 2nd ed., II.4 (also the initial step) and IV.2 of volume II.
 */
import { euclideanNorm } from './euclidean-norm.ts';
import type { VectorField } from './vector-field.ts';

const BETA = 0.04;
const SAFETY = 0.9;
const SMALLEST_FACTOR = 0.2;
const LARGEST_FACTOR = 10;
/** After a step that was not finite. */
const RETREAT = 0.1;

export interface StepControl {
  /** Factor for the next step after one accepted with estimate/tolerance = err ≤ 1. */
  grow(err: number): number;
  /** Factor for another try after err > 1 or NaN; always < 1. */
  shrink(err: number): number;
}

export function createStepControl(): StepControl {
  let previous = 1e-4;
  let justRejected = false;
  return {
    grow(err) {
      const proposal = SAFETY * Math.max(err, 1e-10) ** (0.75 * BETA - 0.2) * previous ** BETA;
      const limit = justRejected ? 1 : LARGEST_FACTOR;
      previous = Math.max(err, 1e-4);
      justRejected = false;
      return Math.min(limit, Math.max(SMALLEST_FACTOR, proposal));
    },
    shrink(err) {
      justRejected = true;
      if (!Number.isFinite(err)) return RETREAT;
      return Math.max(SMALLEST_FACTOR, SAFETY * err ** (0.75 * BETA - 0.2));
    },
  };
}

/**
 * A first step such that an explicit Euler step changes y by about 1 % and the fifth-order error stays
 * about 1 % of the tolerance; never longer than `span`. Uses one evaluation at an Euler step.
 *
 * @param slope f(t, y).
 * @returns |h| > 0; its sign is the caller's business.
 */
export function initialStep(
  field: VectorField,
  t: number,
  y: Float64Array,
  slope: Float64Array,
  span: number,
  tolerance: (norm: number) => number,
): number {
  const n = y.length;
  const size = euclideanNorm(y);
  const scale = tolerance(size);
  const speed = euclideanNorm(slope);
  const length = Math.abs(span);
  const telling = size / scale >= 1e-5 && speed / scale >= 1e-5;
  let h = telling ? (0.01 * size) / speed : 1e-6;
  h = Math.min(h, length);
  const trial = new Float64Array(n);
  const after = new Float64Array(n);
  const signed = Math.sign(span) * h;
  for (let i = 0; i < n; i++) trial[i] = y[i] + signed * slope[i];
  field.evaluate(t + signed, trial, after);
  for (let i = 0; i < n; i++) after[i] -= slope[i];
  const bend = Math.max(speed, euclideanNorm(after) / h) / scale;
  const byError = bend <= 1e-15 ? Math.max(1e-6, h * 1e-3) : (0.01 / bend) ** 0.2;
  const best = Math.min(100 * h, byError, length);
  // A trial that was not finite says nothing but "shorter".
  return best > 0 ? best : h * RETREAT;
}

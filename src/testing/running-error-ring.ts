/**
 * A priori rounding bounds as a ring: run the readable network over it and each result carries a bound
 * on the error of *any* float64 evaluation of the same expression, whatever the order of its sums.
 *
 * Standard model (Higham, *Accuracy and Stability of Numerical Algorithms*, §2.2, §3.1):
 * fl(a ∘ b) = (a ∘ b)(1 + δ), |δ| ≤ u = 2⁻⁵³. With M the sum of the absolute values of all terms,
 *
 *   sum of terms  each partial sum is at most M, and there are at most `terms` of them: terms·u·M
 *   product       M_a e_b + M_b e_a + e_a e_b + u·M_a M_b
 *   σ             |σ′|e + ½ sup|σ″| e² + accuracy·u·(|σ| + |z σ′|)
 *
 * Overflow and underflow are excluded by the choice of instances.
 */
import { toDouble } from '../numerics/rational.ts';
import type { Ring, Smooth } from '../numerics/ring.ts';

const UNIT_ROUNDOFF = 2 ** -53;

export interface Bounded {
  readonly value: number;
  /** Sum of the absolute values of the terms, ≥ |value|. */
  readonly magnitude: number;
  readonly error: number;
}

export const exactly = (value: number): Bounded => ({
  value,
  magnitude: Math.abs(value),
  error: 0,
});

/** @param terms at least the number of terms of any sum in the expression. */
export function runningErrorRing(terms: number): Ring<Bounded> {
  const add = (a: Bounded, b: Bounded, sign: 1 | -1): Bounded => {
    const magnitude = a.magnitude + b.magnitude;
    return {
      value: a.value + sign * b.value,
      magnitude,
      error: a.error + b.error + terms * UNIT_ROUNDOFF * magnitude,
    };
  };
  return {
    name: 'running error bounds',
    zero: exactly(0),
    one: exactly(1),
    add: (a, b) => add(a, b, 1),
    sub: (a, b) => add(a, b, -1),
    mul: (a, b) => ({
      value: a.value * b.value,
      magnitude: a.magnitude * b.magnitude,
      error:
        a.magnitude * b.error +
        b.magnitude * a.error +
        a.error * b.error +
        UNIT_ROUNDOFF * a.magnitude * b.magnitude,
    }),
    neg: (a) => ({ ...a, value: -a.value }),
    rational: (q) => exactly(toDouble(q)),
  };
}

/**
 * σ⁽ⁿ⁾ with its bound.
 *
 * @param sigma values of the derivatives, n + 2 orders of them for σ⁽ⁿ⁾.
 * @param accuracy of the float64 σ⁽ⁿ⁾, in units of u(|σ⁽ⁿ⁾| + |z σ⁽ⁿ⁺¹⁾|).
 */
export function boundedSmooth(sigma: Smooth<number>, accuracy: number): Smooth<Bounded> {
  return (order, z) => {
    const value = sigma(order, z.value);
    const slope = Math.abs(sigma(order + 1, z.value));
    // Errors are below 1e-6 in all uses, where σ⁽ⁿ⁺²⁾ varies by less than a factor of two plus one.
    const bend = 2 * Math.abs(sigma(order + 2, z.value)) + 1;
    const own = accuracy * UNIT_ROUNDOFF * (Math.abs(value) + Math.abs(z.value) * slope);
    const error = slope * z.error + 0.5 * bend * z.error * z.error + own;
    return { value, magnitude: Math.abs(value) + error, error };
  };
}

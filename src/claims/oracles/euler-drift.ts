/**
 * A conserved quantity along Euler steps in decimals: the same controls as in float64, the same lengths, so
 * that what is left of |h(θ′) − h(θ)| is no rounding.
 */
import type { Decimal } from 'decimal.js';
import type { Subject } from '../../instances/subject.ts';
import { decimalFromDouble, decimalRing } from '../../numerics/decimal-ring.ts';
import type { Ring } from '../../numerics/ring.ts';
import type { Polynomial } from '../../orbits/conserved/invariants-polynomial.ts';
import { type SettledDifference, settleInDecimals } from './decimal-difference.ts';
import { decimalModel } from './decimal-model.ts';

/** Follows ∓∇F_output(x) for the given time in `steps` steps. */
export interface Control {
  readonly x: Float64Array;
  readonly output: number;
  /** 1 or −1: the target of the linear loss. */
  readonly sign: number;
  readonly duration: number;
  readonly steps: number;
}

/** @returns undefined where decimals cannot reach it. */
export function eulerDriftInDecimals(
  subject: Subject,
  polynomial: Polynomial,
  controls: readonly Control[],
): SettledDifference | undefined {
  return settleInDecimals((digits) => {
    const ring = decimalRing(digits);
    const model = decimalModel(subject, digits);
    const start = evaluated(ring, polynomial, model.theta);
    let theta: readonly Decimal[] = model.theta;
    for (const { x, output, sign, duration, steps } of controls) {
      const point = Array.from(x, (v) => decimalFromDouble(v, digits));
      const step = decimalFromDouble((sign * duration) / steps, digits);
      for (let k = 0; k < steps; k++) {
        const gradient = model.outputGradient(theta, point, output);
        theta = theta.map((v, i) => ring.sub(v, ring.mul(step, gradient[i]!)));
      }
    }
    const end = evaluated(ring, polynomial, theta);
    return {
      difference: ring.sub(end.value, start.value).abs(),
      scale: end.magnitude.gt(start.magnitude) ? end.magnitude : start.magnitude,
    };
  });
}

/** h(θ), and Σ |terms|. */
function evaluated(
  ring: Ring<Decimal>,
  { terms }: Polynomial,
  theta: readonly Decimal[],
): { readonly value: Decimal; readonly magnitude: Decimal } {
  let value = ring.zero;
  let magnitude = ring.zero;
  for (const { coefficient, powers } of terms) {
    let term = ring.fromRational(coefficient);
    for (const [i, power] of powers)
      for (let k = 0; k < power; k++) term = ring.mul(term, theta[i]!);
    value = ring.add(value, term);
    magnitude = ring.add(magnitude, term.abs());
  }
  return { value, magnitude };
}

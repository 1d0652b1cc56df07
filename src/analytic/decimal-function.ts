/**
 * Functions and all their derivatives in decimal arithmetic of any precision: the witness for float64
 * values, and what high-precision escalation runs on. Values come from the jets with the true
 * transcendental numbers as generators; nothing is shared with the float64 code.
 */
import type { Decimal } from 'decimal.js';
import { UnsupportedError } from '../errors.ts';
import { spend } from '../numerics/budget.ts';
import { decimalsOf } from '../numerics/decimal-ring.ts';
import type { Smooth } from '../numerics/ring.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import { decimalJet } from './fields/decimal-jets.ts';
import type { FunctionSpec } from './function-spec.ts';
import { resolveFunction } from './registry.ts';

/** Nanoseconds of an elementary function in sixty digits, and of one more Taylor coefficient. */
const JET = 50_000;
const COEFFICIENT = 10_000;

/**
 * σ⁽ⁿ⁾ rounded to `digits` significant digits, n = 0, 1, 2, … Relative accuracy is near 10^−digits
 * except next to zeros of σ⁽ⁿ⁾ other than 0, where the absolute accuracy is.
 *
 * @throws UnsupportedError for Taylor-support classes, InputError for an unknown function.
 */
export function functionOverDecimals(
  spec: FunctionSpec | AnalyticFunction,
  digits: number,
): Smooth<Decimal> {
  const f = typeof spec === 'object' && 'jet' in spec ? spec : resolveFunction(spec);
  if (!f.floatable) throw new UnsupportedError(`function "${f.name}" has no values`);
  const rounded = decimalsOf(digits);
  // Tapes and dual numbers ask for consecutive orders at the same point.
  let lastPoint: Decimal | null = null;
  let lastJet: readonly Decimal[] = [];
  return (order, z) => {
    // The same where the jet is still there.
    spend(JET + COEFFICIENT * order);
    if (lastPoint === null || !lastPoint.equals(z) || lastJet.length <= order) {
      lastJet = decimalJet(f, z, order + 2, digits + 15);
      lastPoint = z;
    }
    let factorial = new rounded(1);
    for (let k = 2; k <= order; k++) factorial = factorial.times(k);
    return rounded.mul(lastJet[order], factorial);
  };
}

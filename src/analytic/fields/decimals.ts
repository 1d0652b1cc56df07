/** Decimal floating point of any precision as a field. */
import type { Decimal } from 'decimal.js';
import { decimalRing, decimalsOf } from '../../numerics/decimal-ring.ts';
import type { Smooth } from '../../numerics/ring.ts';
import type { AnalyticFunction } from '../analytic-function.ts';
import { functionOverDecimals } from '../decimal-function.ts';
import type { Field } from '../field.ts';
import { fieldOf, inverseOfNonZero } from './field-from-ring.ts';

/**
 * @param digits significant decimal digits of every operation. Functions that are not analytic have
 *   values here, from the left where their pieces meet.
 */
export function decimalsField(digits: number): Field<Decimal> {
  const D = decimalsOf(digits);
  const known = new Map<AnalyticFunction, Smooth<Decimal>>();
  const ring = decimalRing(digits);
  return fieldOf(ring, {
    inverse: inverseOfNonZero(ring, (a) => D.div(1, a)),
    applyDerivative(f, order, a) {
      let smooth = known.get(f);
      if (smooth === undefined) {
        smooth = functionOverDecimals(f, digits);
        known.set(f, smooth);
      }
      return smooth(order, a);
    },
  });
}

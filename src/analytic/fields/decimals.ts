/** Decimal floating point of any precision as a field. */
import type { Decimal } from 'decimal.js';
import { spend } from '../../numerics/budget.ts';
import { decimalRing, decimalsOf } from '../../numerics/decimal-ring.ts';
import type { DecidableRing, Smooth } from '../../numerics/ring.ts';
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
  const ring = charging(decimalRing(digits));
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

/** Nanoseconds of a sum and of a product in sixty digits. */
const SUM = 500;
const PRODUCT = 1000;

function charging(ring: DecidableRing<Decimal>): DecidableRing<Decimal> {
  return {
    ...ring,
    add(a, b) {
      spend(SUM);
      return ring.add(a, b);
    },
    sub(a, b) {
      spend(SUM);
      return ring.sub(a, b);
    },
    mul(a, b) {
      spend(PRODUCT);
      return ring.mul(a, b);
    },
  };
}

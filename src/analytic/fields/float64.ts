/** Float64 as a field, up to rounding. */
import type { Decimal } from 'decimal.js';
import { decimalFromDouble } from '../../numerics/decimal-ring.ts';
import { floatRing } from '../../numerics/float-ring.ts';
import type { Smooth } from '../../numerics/ring.ts';
import type { AnalyticFunction } from '../analytic-function.ts';
import { functionOverDecimals } from '../decimal-function.ts';
import type { Field } from '../field.ts';
import { fieldOf, inverseOfNonZero } from './field-from-ring.ts';

/** Third and higher derivatives are rounded from this many decimals. */
const DIGITS = 25;

const overDecimals = new WeakMap<AnalyticFunction, Smooth<Decimal>>();

/** IEEE doubles as a field. */
export const float64: Field<number> = fieldOf(floatRing, {
  inverse: inverseOfNonZero(floatRing, (a) => 1 / a),
  applyDerivative(f, order, a) {
    if (order === 0) return f.value(a);
    if (order === 1) return f.derivative(a);
    if (order === 2) return f.second(a);
    if (!Number.isFinite(a)) return Number.NaN;
    let smooth = overDecimals.get(f);
    if (smooth === undefined) {
      smooth = functionOverDecimals(f, DIGITS);
      overDecimals.set(f, smooth);
    }
    return smooth(order, decimalFromDouble(a, 2 * DIGITS)).toNumber();
  },
});

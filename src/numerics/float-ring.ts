/** Float64 as a ring, up to rounding: `isZero` is the test for ±0. */
import { toDouble } from './rational.ts';
import type { DecidableRing } from './ring.ts';

export const floatRing: DecidableRing<number> = {
  name: 'float64',
  zero: 0,
  one: 1,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  neg: (a) => -a,
  isZero: (a) => a === 0,
  rational: toDouble,
};

/** The field ℚ as a ring. */
import { add, isZero, multiply, negate, ONE, type Rational, subtract, ZERO } from './rational.ts';
import type { DecidableRing } from './ring.ts';

export const rationalRing: DecidableRing<Rational> = {
  name: 'rationals',
  zero: ZERO,
  one: ONE,
  add,
  sub: subtract,
  mul: multiply,
  neg: negate,
  isZero,
  rational: (q) => q,
};

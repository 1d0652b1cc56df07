/** The field ℚ as a ring. */
import { add, isZero, multiply, negate, ONE, type Rational, subtract, ZERO } from './rational.ts';
import type { Ring } from './ring.ts';

export const rationalRing: Ring<Rational> = {
  name: 'rationals',
  zero: ZERO,
  one: ONE,
  add,
  sub: subtract,
  mul: multiply,
  neg: negate,
  isZero,
  fromRational: (q) => q,
};

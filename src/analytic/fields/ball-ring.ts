/** Balls as a ring. */
import * as Balls from '../../numerics/balls/ball.ts';
import type { DecidableRing } from '../../numerics/ring.ts';

/** @param bits of a midpoint. `isZero` holds for exactly 0 only. */
export function ballRing(bits: number): DecidableRing<Balls.Ball> {
  return {
    name: `balls of ${bits} bits`,
    zero: Balls.ZERO_BALL,
    one: Balls.ONE_BALL,
    add: (a, b) => Balls.sum(a, b, bits),
    sub: (a, b) => Balls.difference(a, b, bits),
    mul: (a, b) => Balls.product(a, b, bits),
    neg: Balls.negated,
    isZero: Balls.isExactlyZero,
    rational: (q) => Balls.ballOfRational(q, bits),
  };
}

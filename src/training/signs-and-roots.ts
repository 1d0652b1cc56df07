/** Signs and square roots, which some methods take of gradients: a field by itself knows neither. */
import { UnsupportedError } from '../errors.ts';
import {
  type Ball,
  isExactlyZero,
  isNegative,
  isPositive,
  NoEnclosure,
} from '../numerics/balls/ball.ts';
import { rootOfSquare } from '../numerics/balls/roots.ts';
import type { Rational } from '../numerics/rational.ts';

export interface SignsAndRoots<T> {
  /** @throws where it is not known. */
  sign(a: T): -1 | 0 | 1;
  /** √a of a sum of squares. @throws where there is none. */
  root(a: T): T;
}

export const ofRationals: SignsAndRoots<Rational> = {
  sign: ({ numerator }) => (numerator > 0n ? 1 : numerator < 0n ? -1 : 0),
  root() {
    throw new UnsupportedError('rationals: a step that takes roots');
  },
};

/** @param bits as of the field of balls. */
export function ofBalls(bits: number): SignsAndRoots<Ball> {
  return {
    sign(a) {
      if (isPositive(a)) return 1;
      if (isNegative(a)) return -1;
      if (isExactlyZero(a)) return 0;
      throw new NoEnclosure('ball: the sign of what may be 0');
    },
    root: (a) => rootOfSquare(a, bits),
  };
}

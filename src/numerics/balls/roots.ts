/** Square roots of balls. */
import { bitLength } from '../bit-length.ts';
import { spend } from '../budget.ts';
import { rootOf } from '../integer-root.ts';
import {
  type Ball,
  isExactlyZero,
  lost,
  NoEnclosure,
  operationCost,
  rounded,
  ZERO_BALL,
} from './ball.ts';

/**
 * |√x − √m| = |x − m|/(√x + √m) ≤ r/√m for all x ≥ 0; the integer root is off by less than one unit.
 *
 * @throws NoEnclosure where the ball holds negative numbers.
 */
export function squareRoot(a: Ball, bits: number): Ball {
  if (isExactlyZero(a)) return ZERO_BALL;
  if (a.middle < a.radius) throw new NoEnclosure('ball: √x where x may be negative');
  let shift = Math.max(0, 2 * bits + 4 - bitLength(a.middle));
  if ((a.exponent - shift) % 2 !== 0) shift++;
  const m = a.middle << BigInt(shift);
  const root = integerRoot(m);
  let radius = lost(root * root === m);
  if (a.radius !== 0n) radius += (a.radius << BigInt(shift)) / root + 1n;
  return rounded(root, radius, (a.exponent - shift) / 2, bits);
}

/** ⌊√n⌋, charged. */
function integerRoot(n: bigint): bigint {
  spend(8 * operationCost(bitLength(n)));
  return rootOf(n);
}

/** √max(x, 0): of a number that is known not to be negative. */
export function rootOfSquare(a: Ball, bits: number): Ball {
  if (a.middle >= a.radius) return squareRoot(a, bits);
  const end = a.middle + a.radius;
  if (end <= 0n) return ZERO_BALL;
  const top = squareRoot({ middle: end, radius: 0n, exponent: a.exponent }, bits);
  // [0, u] about u/2.
  const reach = top.middle + top.radius;
  return rounded(reach, reach, top.exponent - 1, bits);
}

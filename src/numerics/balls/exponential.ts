/** e^x, log x and log(1 + x) of balls. */
import { bitLength } from '../bit-length.ts';
import * as Balls from './ball.ts';
import { logTwoBall } from './constants.ts';
import { exponentialTerms, overOddNumbers } from './taylor.ts';

/** Arguments of 2⁴⁴ and more: their exponentials are past all exponents. */
const FARTHEST = 44;

/** Effort alone: bits beyond those of a logarithm, which begins with a double, and of multiples of log 2. */
const LOGARITHM_GUARD = 80;
const POWER_BITS = 52;

/** Whether e^{−x} may be past all exponents and e^x is next to nothing: x ≤ −2⁴¹. */
export function isFarBelowZero(x: Balls.Ball): boolean {
  const end = x.middle + x.radius;
  // `topOf` may be one too large.
  return Balls.topOf(x) > FARTHEST && end < 0n && x.exponent + bitLength(-end) >= FARTHEST - 1;
}

/**
 * e^x for x = m + δ, |δ| ≤ r.
 *
 * m = k log 2 + t with |t| ≤ 0.4; t/2^h by `exponentialTerms`, squared h times; then
 * |e^δ − 1| ≤ (e − 1)r < 2r for r ≤ 1. Wider balls get [0, e^{m+r}].
 */
export function exponentialBall(x: Balls.Ball, bits: number): Balls.Ball {
  if (Balls.isExactlyZero(x)) return Balls.ONE_BALL;
  const top = Balls.topOf(x);
  if (top > FARTHEST) {
    if (!isFarBelowZero(x)) throw new Balls.NoEnclosure('ball: the exponential of a huge number');
    // e^x ≤ 2^{−2⁴¹}: in [0, 2·2^{−2⁴¹}].
    return { middle: 1n, radius: 1n, exponent: -(2 ** (FARTHEST - 3)) };
  }
  if (Balls.topOf(Balls.errorOf(x)) > 0) {
    const end: Balls.Ball = { middle: x.middle + x.radius, radius: 0n, exponent: x.exponent };
    const upper = exponentialBall(end, Balls.ERROR_BITS);
    const reach = upper.middle + upper.radius;
    return Balls.rounded(reach, reach, upper.exponent - 1, bits);
  }
  const k = Math.round(Balls.toNumber(x) * Math.LOG2E);
  const halvings = Math.ceil(Math.sqrt(bits) / 2);
  const wide = bits + 2 * halvings + Balls.GUARD;
  // Of a large x the digits before the point are lost.
  const longer = wide + Math.max(0, top);
  const m = Balls.middleOf(x);
  const t =
    k === 0
      ? m
      : Balls.difference(
          m,
          Balls.product(Balls.ballOfInteger(k), logTwoBall(longer), longer),
          longer,
        );
  let value = exponentialTerms(Balls.scaled(t, -halvings), wide).sum;
  for (let i = 0; i < halvings; i++) value = Balls.product(value, value, wide);
  if (x.radius !== 0n) {
    const spread = Balls.scaled(Balls.errorOf(x), 1);
    value = Balls.product(value, Balls.widened(Balls.ONE_BALL, spread, bits), bits);
  }
  return Balls.rounded(value.middle, value.radius, value.exponent + k, bits);
}

/**
 * log x for x = m + δ > 0: log m = E log 2 + L + log(1 + δ′) with m = 2^E y, L a double near log y and
 * δ′ = y e^{−L} − 1, whatever L is; |log x − log m| ≤ r/(m − r) by the mean value theorem.
 *
 * @throws NoEnclosure where the ball holds numbers ≤ 0.
 */
export function logarithmBall(x: Balls.Ball, bits: number): Balls.Ball {
  if (!Balls.isPositive(x)) throw new Balls.NoEnclosure('ball: log x where x may not be positive');
  const wide = bits + LOGARITHM_GUARD;
  let power = x.exponent + bitLength(x.middle);
  let y: Balls.Ball = Balls.scaled(Balls.middleOf(x), -power);
  if (Balls.toNumber(y) < 0.7) {
    power -= 1;
    y = Balls.scaled(y, 1);
  }
  const guess = Balls.ballOfDouble(Math.log(Balls.toNumber(y)));
  const correction = Balls.difference(
    Balls.product(y, exponentialBall(Balls.negated(guess), wide), wide),
    Balls.ONE_BALL,
    wide,
  );
  let value = Balls.sum(guess, logarithmOfOnePlus(correction, wide), wide);
  if (power !== 0) {
    const longer = wide + POWER_BITS;
    const shift = Balls.product(Balls.ballOfInteger(power), logTwoBall(longer), longer);
    value = Balls.sum(value, shift, wide);
  }
  if (x.radius !== 0n) {
    const error = (x.radius << BigInt(wide)) / (x.middle - x.radius) + 1n;
    value = Balls.widened(value, { middle: error, radius: 0n, exponent: -wide }, wide);
  }
  return Balls.rounded(value.middle, value.radius, value.exponent, bits);
}

/**
 * log(1 + x) = 2 artanh z, z = x/(2 + x), for |x| ≤ 1/2, with small relative error:
 * Σ z^{2j+1}/(2j + 1), and as |z| ≤ 1/3 what is left out is at most twice the first term left out.
 * Larger x: the logarithm of the sum.
 */
export function logarithmOfOnePlus(x: Balls.Ball, bits: number): Balls.Ball {
  if (Balls.isExactlyZero(x)) return Balls.ZERO_BALL;
  if (Balls.topOf(x) > -1) return logarithmBall(Balls.sum(Balls.ONE_BALL, x, bits + 4), bits);
  const wide = bits + Balls.SHORT_GUARD;
  const z = Balls.quotient(x, Balls.sum(Balls.ballOfInteger(2), x, wide), wide);
  const square = Balls.product(z, z, wide);
  const total = overOddNumbers(z, square, wide, 1);
  return Balls.rounded(total.middle, total.radius, total.exponent + 1, bits);
}

/** log(1 + e^x) = x + log(1 + e^{−x}): the exponent that is not positive is taken. */
export function softplusBall(x: Balls.Ball, bits: number): Balls.Ball {
  if (x.middle <= 0n) return logarithmOfOnePlus(exponentialBall(x, bits + 8), bits);
  const rest = logarithmOfOnePlus(exponentialBall(Balls.negated(x), bits + 8), bits + 4);
  return Balls.sum(x, rest, bits);
}

/** e^x, log x and log(1 + x) of balls. */
import { bitLength } from '../bit-length.ts';
import * as Balls from './ball.ts';
import { logTwoBall } from './constants.ts';
import { bitsToDouble, exponentialTerms, halvingsFor, overOddNumbers } from './taylor.ts';

/**
 * Effort alone: arguments of 2^FARTHEST and more have exponentials past all exponents, and those of −2^FAR_BELOW and less
 * are next to nothing; |e^δ − 1| ≤ 2r is of balls less wide than 2^WIDEST; to numbers of 2^NOT_SMALL and more 1 is added
 * before the logarithm.
 */
const FARTHEST = 44;
const FAR_BELOW = 42;
const WIDEST = 0;
const NOT_SMALL = -1;

/** Effort alone: bits beyond those of a logarithm, of which numbers near 1 lose some. */
const LOGARITHM_GUARD = 80;

/** Whether e^{−x} may be past all exponents and e^x is next to nothing: x ≤ −2⁴². */
export function isFarBelowZero(x: Balls.Ball): boolean {
  const end = x.middle + x.radius;
  return end < 0n && x.exponent + bitLength(end) > FAR_BELOW;
}

/**
 * e^x for x = m + δ, |δ| ≤ r.
 *
 * m = k log 2 + t with |t| ≤ 0.4; t/2^h by `exponentialTerms`, squared h times; then
 * |e^δ − 1| ≤ (e − 1)r < 2r for r ≤ 1. Wider balls get [0, e^{m+r}].
 */
export function exponentialBall(x: Balls.Ball, bits: number): Balls.Ball {
  if (Balls.isExactlyZero(x)) return Balls.ONE_BALL;
  // e^x ≤ 2^x: in [0, 2·2^{−2⁴²}].
  if (isFarBelowZero(x)) return { middle: 1n, radius: 1n, exponent: -(2 ** FAR_BELOW) };
  const top = Balls.topOf(x);
  if (top > FARTHEST) throw new Balls.NoEnclosure('ball: the exponential of a huge number');
  if (Balls.topOf(Balls.errorOf(x)) > WIDEST) {
    const end: Balls.Ball = { middle: x.middle + x.radius, radius: 0n, exponent: x.exponent };
    const upper = exponentialBall(end, Balls.ERROR_BITS);
    const reach = upper.middle + upper.radius;
    return Balls.rounded(reach, reach, upper.exponent - 1, bits);
  }
  const k = Math.round(Balls.toNumber(x) * Math.LOG2E);
  const halvings = halvingsFor(bits);
  const wide = bitsToDouble(bits, halvings);
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
  const spread = Balls.scaled(Balls.errorOf(x), 1);
  value = Balls.product(value, Balls.widened(Balls.ONE_BALL, spread, bits), wide);
  return Balls.rounded(value.middle, value.radius, value.exponent + k, bits);
}

/**
 * log x for x = m + δ > 0: log m = E log 2 + L + log(1 + δ′) with m = 2^E y, L a double near log y and
 * δ′ = y e^{−L} − 1, whatever L is, to so many bits after the point; |log x − log m| ≤ r/(m − r) by the mean value theorem.
 *
 * @throws NoEnclosure where the ball holds numbers ≤ 0.
 */
export function logarithmBall(x: Balls.Ball, bits: number): Balls.Ball {
  if (!Balls.isPositive(x)) throw new Balls.NoEnclosure('ball: log x where x may not be positive');
  const wide = bits + LOGARITHM_GUARD;
  const power = x.exponent + bitLength(x.middle);
  const y = Balls.scaled(Balls.middleOf(x), -power);
  const guess = Balls.ballOfDouble(Math.log(Balls.toNumber(y)));
  const correction = Balls.difference(
    Balls.product(y, exponentialBall(Balls.negated(guess), wide), wide),
    Balls.ONE_BALL,
    wide,
  );
  let value = Balls.sum(guess, logarithmOfOnePlus(correction, wide), wide);
  value = Balls.sum(value, Balls.product(Balls.ballOfInteger(power), logTwoBall(wide), wide), wide);
  const error = (x.radius << BigInt(wide)) / (x.middle - x.radius) + 1n;
  value = Balls.widened(value, { middle: error, radius: 0n, exponent: -wide }, wide);
  return Balls.rounded(value.middle, value.radius, value.exponent, bits);
}

/**
 * log(1 + x) = 2 artanh z, z = x/(2 + x), for |x| ≤ 1/2, with small relative error:
 * Σ z^{2j+1}/(2j + 1), and as |z| ≤ 1/3 what is left out is at most twice the first term left out.
 * Larger x: the logarithm of the sum.
 */
export function logarithmOfOnePlus(x: Balls.Ball, bits: number): Balls.Ball {
  if (Balls.isExactlyZero(x)) return Balls.ZERO_BALL;
  const wide = bits + Balls.SHORT_GUARD;
  if (Balls.topOf(x) > NOT_SMALL) return logarithmBall(Balls.sum(Balls.ONE_BALL, x, wide), bits);
  const z = Balls.quotient(x, Balls.sum(Balls.ballOfInteger(2), x, wide), wide);
  const square = Balls.product(z, z, wide);
  const total = overOddNumbers(z, square, wide, 1);
  return Balls.rounded(total.middle, total.radius, total.exponent + 1, bits);
}

/** log(1 + e^x) = x + log(1 + e^{−x}): the exponent that is not positive is taken. */
export function softplusBall(x: Balls.Ball, bits: number): Balls.Ball {
  const wide = bits + Balls.SHORT_GUARD;
  if (x.middle <= 0n) return logarithmOfOnePlus(exponentialBall(x, wide), bits);
  const rest = logarithmOfOnePlus(exponentialBall(Balls.negated(x), wide), wide);
  return Balls.sum(x, rest, bits);
}

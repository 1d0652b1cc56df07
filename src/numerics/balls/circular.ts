/** sin x, cos x and arctan x of balls. */
import * as Balls from './ball.ts';
import { piBall } from './constants.ts';
import { squareRoot } from './roots.ts';
import { bitsToDouble, exponentialTerms, halvingsFor, overOddNumbers } from './taylor.ts';

/**
 * Effort alone: of numbers of 2^FARTHEST and more no multiple of π is taken away, which would be needed to as many bits,
 * nor of those below 2^NEAREST; for balls about as wide as 2^WIDEST [−1, 1] will do.
 */
const FARTHEST = 20_000;
const NEAREST = 0;
const WIDEST = 1;

const WHOLE: Balls.Ball = { middle: 0n, radius: 1n, exponent: 0 };

export interface Circular {
  readonly sine: Balls.Ball;
  readonly cosine: Balls.Ball;
}

/**
 * sin and cos of m + δ, |δ| ≤ r: both move by at most r, and are in [−1, 1].
 *
 * m = kπ/2 + t with |t| < 0.8, π to as many bits more as m has before the point; t/2^h by
 * `exponentialTerms`, then h times sin 2t = 2 sin t cos t, cos 2t = 1 − 2 sin² t. For |t| < 2^{−bits}:
 * |sin t − t| ≤ |t|³ and |cos t − 1| ≤ t².
 */
export function circularBall(x: Balls.Ball, bits: number): Circular {
  if (Balls.isExactlyZero(x)) return { sine: Balls.ZERO_BALL, cosine: Balls.ONE_BALL };
  const error = Balls.errorOf(x);
  if (Balls.topOf(error) > WIDEST) return { sine: WHOLE, cosine: WHOLE };
  const m = Balls.middleOf(x);
  const top = Math.max(0, Balls.topOf(m));
  if (top > FARTHEST) throw new Balls.NoEnclosure('ball: the sine of a huge number');
  const wide = bits + top + Balls.SHORT_GUARD;
  const halfPi = Balls.scaled(piBall(wide), -1);
  const k =
    Balls.topOf(m) < NEAREST ? 0n : nearest(Balls.quotient(m, halfPi, top + Balls.SHORT_GUARD));
  const t = Balls.difference(m, Balls.product(Balls.ballOfInteger(k), halfPi, wide), wide);
  const { sine, cosine } = reduced(t, bits);
  const turned: Circular[] = [
    { sine, cosine },
    { sine: cosine, cosine: Balls.negated(sine) },
    { sine: Balls.negated(sine), cosine: Balls.negated(cosine) },
    { sine: Balls.negated(cosine), cosine: sine },
  ];
  const { sine: s, cosine: c } = turned[Number(BigInt.asUintN(2, k))];
  return { sine: Balls.widened(s, error, bits), cosine: Balls.widened(c, error, bits) };
}

/** Effort alone: zeros behind the point of a number below 1, about. */
const zerosOf = (t: Balls.Ball): number => Math.max(0, -Balls.topOf(t));

/** |t| < 0.9. */
function reduced(t: Balls.Ball, bits: number): Circular {
  if (Balls.isExactlyZero(t)) return { sine: Balls.ZERO_BALL, cosine: Balls.ONE_BALL };
  const small = zerosOf(t);
  if (small > bits) {
    const square = Balls.product(t, t, Balls.ERROR_BITS);
    return {
      sine: Balls.widened(t, Balls.product(square, t, Balls.ERROR_BITS), bits),
      cosine: Balls.widened(Balls.ONE_BALL, square, bits),
    };
  }
  const halvings = Math.max(1, halvingsFor(bits) - small);
  const wide = bitsToDouble(bits, halvings) + small;
  let { sine, cosine } = exponentialTerms(Balls.scaled(t, -halvings), wide + halvings);
  for (let i = 0; i < halvings; i++) {
    const square = Balls.product(sine, sine, wide);
    sine = Balls.scaled(Balls.product(sine, cosine, wide), 1);
    cosine = Balls.difference(Balls.ONE_BALL, Balls.scaled(square, 1), wide);
  }
  return {
    sine: Balls.rounded(sine.middle, sine.radius, sine.exponent, bits),
    cosine: Balls.rounded(cosine.middle, cosine.radius, cosine.exponent, bits),
  };
}

/** An integer near the midpoint. */
function nearest({ middle, exponent }: Balls.Ball): bigint {
  // A negative shift goes the other way.
  const halves = middle >> BigInt(-exponent - 1);
  return (halves + 1n) >> 1n;
}

/**
 * arctan of m + δ, |δ| ≤ r: arctan m by arctan x = π/2 − arctan 1/x for x > 1, three times
 * arctan x = 2 arctan(x/(1 + √(1 + x²))), and the alternating series, whose rest is at most its first
 * term left out; then |arctan x − arctan m| ≤ r/(1 + (|m| − r)²).
 */
export function arctanBall(x: Balls.Ball, bits: number): Balls.Ball {
  if (Balls.isExactlyZero(x)) return Balls.ZERO_BALL;
  const wide = bits + Balls.GUARD;
  const error = Balls.errorOf(x);
  let value: Balls.Ball = Balls.ZERO_BALL;
  if (x.middle !== 0n) {
    const m = Balls.absolute(Balls.middleOf(x));
    if (Balls.topOf(m) > 0) {
      const complement = ofSmall(Balls.reciprocal(m, wide), wide);
      value = Balls.difference(Balls.scaled(piBall(wide), -1), complement, wide);
    } else value = ofSmall(m, wide);
    if (x.middle < 0n) value = Balls.negated(value);
  }
  if (x.radius !== 0n) {
    const { low } = Balls.endsOf(x);
    const slope = Balls.reciprocal(
      Balls.sum(Balls.ONE_BALL, Balls.product(low, low, Balls.ERROR_BITS), Balls.ERROR_BITS),
      Balls.ERROR_BITS,
    );
    value = Balls.widened(value, Balls.product(error, slope, Balls.ERROR_BITS), wide);
  }
  return Balls.rounded(value.middle, value.radius, value.exponent, bits);
}

/** Effort alone: halvings of what is not small. */
const HALVINGS = 3;

/** 0 < x ≤ 1, or a little more. */
function ofSmall(x: Balls.Ball, bits: number): Balls.Ball {
  let y = x;
  const halvings = Balls.topOf(x) < -4 ? 0 : HALVINGS;
  for (let i = 0; i < halvings; i++) {
    const root = squareRoot(Balls.sum(Balls.ONE_BALL, Balls.product(y, y, bits), bits), bits);
    y = Balls.quotient(y, Balls.sum(Balls.ONE_BALL, root, bits), bits);
  }
  const square = Balls.negated(Balls.product(y, y, bits));
  // The terms alternate and fall: what is left out is less than the first of it.
  return Balls.scaled(overOddNumbers(y, square, bits, 0), halvings);
}

/** sin x, cos x and arctan x of balls. */
import {
  absolute,
  type Ball,
  difference,
  dividedBy,
  endsOf,
  errorOf,
  isExactlyZero,
  middleOf,
  NoEnclosure,
  negated,
  ONE_BALL,
  product,
  quotient,
  reciprocal,
  rounded,
  scaled,
  squareRoot,
  sum,
  topOf,
  widened,
  ZERO_BALL,
} from './ball.ts';
import { piBall } from './constants.ts';
import { exponentialTerms } from './taylor.ts';

/** Arguments of 2^FARTHEST and more are not reduced: π would be needed to as many bits. */
const FARTHEST = 20_000;

const WHOLE: Ball = { middle: 0n, radius: 1n, exponent: 0 };

export interface Circular {
  readonly sine: Ball;
  readonly cosine: Ball;
}

/**
 * sin and cos of m + δ, |δ| ≤ r: both move by at most r, and are in [−1, 1].
 *
 * m = kπ/2 + t with |t| < 0.8, π to as many bits more as m has before the point; t/2^h by
 * `exponentialTerms`, then h times sin 2t = 2 sin t cos t, cos 2t = 1 − 2 sin² t. For |t| < 2^{−bits}:
 * |sin t − t| ≤ |t|³ and |cos t − 1| ≤ t².
 */
export function circularBall(x: Ball, bits: number): Circular {
  if (isExactlyZero(x)) return { sine: ZERO_BALL, cosine: ONE_BALL };
  const error = errorOf(x);
  if (topOf(error) > 1) return { sine: WHOLE, cosine: WHOLE };
  const m = middleOf(x);
  const top = Math.max(0, topOf(m));
  if (top > FARTHEST) throw new NoEnclosure('ball: the sine of a huge number');
  const wide = bits + top + 16;
  const halfPi = scaled(piBall(wide), -1);
  const k = topOf(m) < 0 ? 0n : nearest(quotient(m, halfPi, top + 16));
  const t =
    k === 0n
      ? m
      : difference(m, product({ middle: k, radius: 0n, exponent: 0 }, halfPi, wide), wide);
  const { sine, cosine } = reduced(t, bits);
  const turned: Circular[] = [
    { sine, cosine },
    { sine: cosine, cosine: negated(sine) },
    { sine: negated(sine), cosine: negated(cosine) },
    { sine: negated(cosine), cosine: sine },
  ];
  const { sine: s, cosine: c } = turned[Number(((k % 4n) + 4n) % 4n)];
  return { sine: widened(s, error, bits), cosine: widened(c, error, bits) };
}

/** |t| < 0.9. */
function reduced(t: Ball, bits: number): Circular {
  if (isExactlyZero(t)) return { sine: ZERO_BALL, cosine: ONE_BALL };
  const small = Math.max(0, -topOf(t));
  if (small > bits) {
    const square = product(t, t, 64);
    return {
      sine: widened(t, product(square, t, 64), bits),
      cosine: widened(ONE_BALL, square, bits),
    };
  }
  const halvings = Math.max(1, Math.ceil(Math.sqrt(bits) / 2) - small);
  const wide = bits + 2 * halvings + small + 24;
  let { sine, cosine } = exponentialTerms(scaled(t, -halvings), wide + halvings);
  for (let i = 0; i < halvings; i++) {
    const square = product(sine, sine, wide);
    sine = scaled(product(sine, cosine, wide), 1);
    cosine = difference(ONE_BALL, scaled(square, 1), wide);
  }
  return {
    sine: rounded(sine.middle, sine.radius, sine.exponent, bits),
    cosine: rounded(cosine.middle, cosine.radius, cosine.exponent, bits),
  };
}

/** An integer near the midpoint. */
function nearest({ middle, exponent }: Ball): bigint {
  if (exponent >= 0) return middle << BigInt(exponent);
  const shift = BigInt(-exponent);
  return (middle + (1n << (shift - 1n))) >> shift;
}

/**
 * arctan of m + δ, |δ| ≤ r: arctan m by arctan x = π/2 − arctan 1/x for x > 1, three times
 * arctan x = 2 arctan(x/(1 + √(1 + x²))), and the alternating series, whose rest is at most its first
 * term left out; then |arctan x − arctan m| ≤ r/(1 + (|m| − r)²).
 */
export function arctanBall(x: Ball, bits: number): Ball {
  if (isExactlyZero(x)) return ZERO_BALL;
  const wide = bits + 24;
  const error = errorOf(x);
  let value: Ball = ZERO_BALL;
  if (x.middle !== 0n) {
    const m = absolute(middleOf(x));
    if (topOf(m) > 0) {
      const complement = ofSmall(reciprocal(m, wide), wide);
      value = difference(scaled(piBall(wide), -1), complement, wide);
    } else value = ofSmall(m, wide);
    if (x.middle < 0n) value = negated(value);
  }
  if (x.radius !== 0n) {
    const { low } = endsOf(x);
    const slope = reciprocal(sum(ONE_BALL, product(low, low, 64), 64), 64);
    value = widened(value, product(error, slope, 64), wide);
  }
  return rounded(value.middle, value.radius, value.exponent, bits);
}

const HALVINGS = 3;

/** 0 < x ≤ 1, or a little more. */
function ofSmall(x: Ball, bits: number): Ball {
  let y = x;
  const halvings = topOf(x) < -4 ? 0 : HALVINGS;
  for (let i = 0; i < halvings; i++) {
    const root = squareRoot(sum(ONE_BALL, product(y, y, bits), bits), bits);
    y = quotient(y, sum(ONE_BALL, root, bits), bits);
  }
  const square = negated(product(y, y, bits));
  const end = topOf(y) - bits;
  let power = y;
  let total = y;
  for (let odd = 3; ; odd += 2) {
    power = product(power, square, bits);
    const term = dividedBy(power, odd, bits);
    if (topOf(term) < end || isExactlyZero(term)) {
      total = widened(total, term, bits);
      break;
    }
    total = sum(total, term, bits);
  }
  return scaled(total, halvings);
}

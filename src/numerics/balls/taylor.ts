/**
 * Σ tⁿ/n! in integers: the kernel under exponential, sine and cosine.
 *
 * In units of 2^−w let A ≤ |t|·2^w < A + 1, |t| ≤ 1/2, τ₀ = 2^w and τₙ = ⌊⌊τₙ₋₁A/2^w⌋/n⌋. Against
 * (A/2^w)ⁿ/n!·2^w the term τₙ is short by at most εₙ ≤ εₙ₋₁/2 + 2 ≤ 4. Where τ_N = 0 the true term is at
 * most 4, and since each is less than half the one before, all that is left out is at most 8. So each of
 * the sums below is within 4N + 8 units of the function at A/2^w. The argument is off by at most
 * δ = 1 + (its radius in units, rounded up), and the derivative of all three sums is at most
 * e^{1/2 + δ/2^w} < 2 near there.
 */
import { spend } from '../budget.ts';
import {
  type Ball,
  dividedBy,
  GUARD,
  isExactlyZero,
  magnitude,
  NoEnclosure,
  operationCost,
  product,
  scaled,
  sum,
  topOf,
  widened,
} from './ball.ts';

/** Effort alone: how often an argument of size 1 is halved before the series, so that halving and series take as long. */
export const halvingsFor = (bits: number): number => Math.ceil(Math.sqrt(bits) / 2);

/** Effort alone: bits to halve and double in, of which each doubling may lose two. */
export const bitsToDouble = (bits: number, halvings: number): number => bits + 2 * halvings + GUARD;

export interface ExponentialTerms {
  /** e^t. */
  readonly sum: Ball;
  readonly sine: Ball;
  readonly cosine: Ball;
}

/** @param t |t| ≤ 1/2, radius included. */
export function exponentialTerms(t: Ball, w: number): ExponentialTerms {
  const shift = BigInt(Math.abs(w + t.exponent));
  const inUnits = (n: bigint) => (w + t.exponent >= 0 ? n << shift : n >> shift);
  const a = inUnits(magnitude(t.middle));
  const delta = t.radius === 0n ? 1n : inUnits(t.radius) + 2n;
  const one = 1n << BigInt(w);
  if (2n * (a + delta) > one + 4n) throw new NoEnclosure('ball: the argument of a series is wide');
  const unit = BigInt(w);
  const sums = [0n, 0n, 0n, 0n];
  let term = one;
  let n = 0;
  for (; term > 0n; n++) {
    sums[n % 4] += term;
    term = ((term * a) >> unit) / BigInt(n + 1);
  }
  spend(n * operationCost(w));
  const radius = BigInt(4 * n + 8) + 2n * delta;
  const [s0, s1, s2, s3] = sums as [bigint, bigint, bigint, bigint];
  const negative = t.middle < 0n;
  const ball = (middle: bigint): Ball => ({ middle, radius, exponent: -w });
  const odd = s1 + s3;
  return {
    sum: ball(s0 + s2 + (negative ? -odd : odd)),
    sine: ball(negative ? s3 - s1 : s1 - s3),
    cosine: ball(s0 - s2),
  };
}

/**
 * y(1 + q/3 + q²/5 + …), |q| < 1, as far as terms count in `bits` binary digits of y.
 *
 * @param doublings what is left out is at most 2^doublings times the first term left out.
 */
export function overOddNumbers(y: Ball, q: Ball, bits: number, doublings: number): Ball {
  const end = topOf(y) - bits;
  let power = y;
  let total = y;
  for (let odd = 3; ; odd += 2) {
    power = product(power, q, bits);
    const term = dividedBy(power, odd, bits);
    if (topOf(term) < end || isExactlyZero(term))
      return widened(total, scaled(term, doublings), bits);
    total = sum(total, term, bits);
  }
}

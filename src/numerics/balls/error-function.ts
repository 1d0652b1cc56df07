/** erf x and the normal distribution function Φ(x) of balls. */
import {
  absolute,
  type Ball,
  ballOfInteger,
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
  toNumber,
  topOf,
  widened,
  ZERO_BALL,
} from './ball.ts';
import { piBall } from './constants.ts';
import { exponentialBall } from './exponential.ts';

/** 2/√π. */
export function twoOverRootPi(bits: number): Ball {
  return scaled(reciprocal(squareRoot(piBall(bits + 8), bits + 8), bits), 1);
}

/** 1/√(2π). */
export function oneOverRootTwoPi(bits: number): Ball {
  return reciprocal(squareRoot(scaled(piBall(bits + 8), 1), bits + 8), bits);
}

/**
 * erf of m + δ, |δ| ≤ r:
 *
 *   erf m = (2/√π) e^{−m²} Σ 2ⁿ m^{2n+1}/(2n + 1)!!   (Abramowitz & Stegun 7.1.6; one sign throughout)
 *
 * The ratio of one term to the next is q = 2m²/(2n + 3), so that once q ≤ 1/2 the rest is at most the last
 * term summed. Where e^{−m²} < 2^{−bits−8}: 0 < 1 − erf |m| ≤ e^{−m²} (A & S 7.1.13). The derivative is
 * at most 2/√π < 2.
 */
export function erfBall(x: Ball, bits: number): Ball {
  if (isExactlyZero(x)) return ZERO_BALL;
  const m = absolute(middleOf(x));
  const double = toNumber(m);
  let value: Ball;
  if (isExactlyZero(m)) value = ZERO_BALL;
  else if (double * double * Math.LOG2E > bits + 16)
    value = widened(ONE_BALL, { middle: 1n, radius: 0n, exponent: -bits - 8 }, bits + 16);
  else {
    const wide = bits + 24;
    const square = product(m, m, wide);
    const doubled = scaled(square, 1);
    const largest = Math.ceil(4 * double * double);
    let term = m;
    let total = m;
    for (let n = 1; ; n++) {
      term = dividedBy(product(term, doubled, wide), 2 * n + 1, wide);
      total = sum(total, term, wide);
      if (2 * n + 3 >= largest && topOf(term) < topOf(total) - wide) break;
    }
    total = widened(total, scaled(term, 1), wide);
    value = product(
      product(twoOverRootPi(wide), exponentialBall(negated(square), wide), wide),
      total,
      wide,
    );
  }
  if (x.middle < 0n) value = negated(value);
  value = widened(value, scaled(errorOf(x), 1), bits + 16);
  return rounded(value.middle, value.radius, value.exponent, bits);
}

/**
 * Φ of m + δ = ½ + ½ erf(m/√2), in as many more bits as the lower tail cancels, e^{−m²/2}. Where those
 * are more than asked for, with a = −m,
 *
 *   Φ(−a) = φ(a)/a · Σ (−1)ⁿ (2n − 1)!!/a^{2n},   off by at most the first term left out
 *
 * (Abramowitz & Stegun 26.2.12). |Φ(x) − Φ(m)| ≤ r φ(ξ) ≤ ½ r e^{−ξ²/2}, ξ the smallest |·| in the ball.
 *
 * @throws NoEnclosure far out, where x is not known well enough.
 */
export function normalDistributionBall(x: Ball, bits: number): Ball {
  const m = middleOf(x);
  const double = toNumber(m);
  const cancelled = double < 0 ? 0.5 * double * double * Math.LOG2E : 0;
  let value: Ball;
  if (cancelled > bits + 48) value = tail(negated(m), bits + 16);
  else {
    const wide = bits + Math.ceil(cancelled) + 24;
    const argument = quotient(m, squareRoot(ballOfInteger(2), wide), wide);
    value = scaled(sum(ONE_BALL, erfBall(argument, wide), wide), -1);
  }
  if (x.radius !== 0n) {
    const { low } = endsOf(x);
    const density = exponentialBall(scaled(negated(product(low, low, 64)), -1), 64);
    value = widened(value, scaled(product(errorOf(x), density, 64), -1), bits + 16);
  }
  return rounded(value.middle, value.radius, value.exponent, bits);
}

function tail(a: Ball, bits: number): Ball {
  const wide = bits + 16;
  // Exact: an error in the exponent would count as it stands.
  const square = product(a, a, 2 * wide + 2200);
  const inverse = reciprocal(square, wide);
  let term: Ball = ONE_BALL;
  let total: Ball = ONE_BALL;
  for (let n = 1; ; n++) {
    const next = negated(product(product(term, ballOfInteger(2 * n - 1), wide), inverse, wide));
    if (topOf(next) < -wide) {
      total = widened(total, next, wide);
      break;
    }
    if (topOf(next) > topOf(term) + 1) throw new NoEnclosure('ball: a tail too near');
    term = next;
    total = sum(total, term, wide);
  }
  const density = product(
    oneOverRootTwoPi(wide),
    exponentialBall(scaled(negated(square), -1), wide),
    wide,
  );
  return product(quotient(density, a, wide), total, wide);
}

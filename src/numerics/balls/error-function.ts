/** erf x and the normal distribution function Φ(x) of balls. */
import * as Balls from './ball.ts';
import { piBall } from './constants.ts';
import { exponentialBall } from './exponential.ts';
import { squareRoot } from './roots.ts';

/** 2/√π. */
export function twoOverRootPi(bits: number): Balls.Ball {
  const wide = bits + Balls.SHORT_GUARD;
  return Balls.scaled(Balls.reciprocal(squareRoot(piBall(wide), wide), bits), 1);
}

/** 1/√(2π). */
export function oneOverRootTwoPi(bits: number): Balls.Ball {
  const wide = bits + Balls.SHORT_GUARD;
  return Balls.reciprocal(squareRoot(Balls.scaled(piBall(wide), 1), wide), bits);
}

/**
 * erf of m + δ, |δ| ≤ r:
 *
 *   erf m = (2/√π) e^{−m²} Σ 2ⁿ m^{2n+1}/(2n + 1)!!   (Abramowitz & Stegun 7.1.6; one sign throughout)
 *
 * The ratio of one term to the next is q = 2m²/(2n + 3), so that once q ≤ 1/2 the rest is at most the last
 * term summed. With b = bits + 16, where e^{−m²} < 2^{−b}: 0 < 1 − erf |m| ≤ e^{−m²} (A & S 7.1.13). Elsewhere
 * m² ≤ b log 2, and terms fall from q = 1 to q = ½ by the factor 2^{−(2 − 1/log 2)m²} > 2^{−0.4b}: one that is
 * below 2^{−b} of the sum has q ≤ ½. The derivative is at most 2/√π < 2.
 */
export function erfBall(x: Balls.Ball, bits: number): Balls.Ball {
  if (Balls.isExactlyZero(x)) return Balls.ZERO_BALL;
  const m = Balls.absolute(Balls.middleOf(x));
  const double = Balls.toNumber(m);
  const beyond = bits + Balls.SHORT_GUARD;
  let value: Balls.Ball;
  if (Balls.isExactlyZero(m)) value = Balls.ZERO_BALL;
  // The double is off by a few ulps, and so is half a bit more than enough.
  else if (double * double * Math.LOG2E > beyond + 0.5)
    value = Balls.widened(Balls.ONE_BALL, Balls.scaled(Balls.ONE_BALL, -beyond), beyond);
  else {
    const wide = bits + Balls.GUARD;
    const square = Balls.product(m, m, wide);
    const doubled = Balls.scaled(square, 1);
    let term = m;
    let total = m;
    for (let n = 1; ; n++) {
      term = Balls.dividedBy(Balls.product(term, doubled, wide), 2 * n + 1, wide);
      total = Balls.sum(total, term, wide);
      if (Balls.topOf(term) < Balls.topOf(total) - wide) break;
    }
    total = Balls.widened(total, Balls.scaled(term, 1), wide);
    value = Balls.product(
      Balls.product(twoOverRootPi(wide), exponentialBall(Balls.negated(square), wide), wide),
      total,
      wide,
    );
  }
  if (x.middle < 0n) value = Balls.negated(value);
  value = Balls.widened(value, Balls.scaled(Balls.errorOf(x), 1), beyond);
  return Balls.rounded(value.middle, value.radius, value.exponent, bits);
}

/** Effort alone: with more bits than this cancelling in the lower tail its own series is taken, where it is good enough. */
const TAIL = 48;

/**
 * Φ of m + δ = ½ + ½ erf(m/√2), in as many more bits as the lower tail cancels, e^{−m²/2}. Where those
 * are more than asked for, with a = −m,
 *
 *   Φ(−a) = φ(a)/a · Σ (−1)ⁿ (2n − 1)!!/a^{2n},   off by at most the first term left out
 *
 * (Abramowitz & Stegun 26.2.12). The least of its terms is about √2 e^{−a²/2}, which is less than what is asked for.
 * |Φ(x) − Φ(m)| ≤ r φ(ξ) ≤ ½ r e^{−ξ²/2}, ξ the smallest |·| in the ball.
 */
export function normalDistributionBall(x: Balls.Ball, bits: number): Balls.Ball {
  const m = Balls.middleOf(x);
  const double = Balls.toNumber(m);
  const cancelled = double < 0 ? 0.5 * double * double * Math.LOG2E : 0;
  let value: Balls.Ball;
  if (cancelled > bits + TAIL) value = tail(Balls.negated(m), bits + Balls.SHORT_GUARD);
  else {
    const wide = bits + Math.ceil(cancelled) + Balls.GUARD;
    const argument = Balls.quotient(m, squareRoot(Balls.ballOfInteger(2), wide), wide);
    value = Balls.scaled(Balls.sum(Balls.ONE_BALL, erfBall(argument, wide), wide), -1);
  }
  // Time alone: what is known exactly is not off.
  if (Balls.isExact(x)) return Balls.rounded(value.middle, value.radius, value.exponent, bits);
  const { low } = Balls.endsOf(x);
  const density = exponentialBall(
    Balls.scaled(Balls.negated(Balls.product(low, low, Balls.ERROR_BITS)), -1),
    Balls.ERROR_BITS,
  );
  const error = Balls.product(Balls.errorOf(x), density, Balls.ERROR_BITS);
  return Balls.widened(value, Balls.scaled(error, -1), bits);
}

function tail(a: Balls.Ball, bits: number): Balls.Ball {
  const wide = bits + Balls.SHORT_GUARD;
  // Exact: an error in the exponent would count as it stands.
  const square = Balls.exactProduct(a, a);
  const inverse = Balls.reciprocal(square, wide);
  let term: Balls.Ball = Balls.ONE_BALL;
  let total: Balls.Ball = Balls.ONE_BALL;
  for (let n = 1; ; n++) {
    const next = Balls.negated(
      Balls.product(Balls.product(term, Balls.ballOfInteger(2 * n - 1), wide), inverse, wide),
    );
    if (Balls.topOf(next) < -wide) {
      total = Balls.widened(total, next, wide);
      break;
    }
    term = next;
    total = Balls.sum(total, term, wide);
  }
  const density = Balls.product(
    oneOverRootTwoPi(wide),
    exponentialBall(Balls.scaled(Balls.negated(square), -1), wide),
    wide,
  );
  return Balls.product(Balls.quotient(density, a, wide), total, wide);
}

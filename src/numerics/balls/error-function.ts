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
  return Balls.reciprocal(squareRoot(Balls.scaled(piBall(bits + 8), 1), bits + 8), bits);
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
export function erfBall(x: Balls.Ball, bits: number): Balls.Ball {
  if (Balls.isExactlyZero(x)) return Balls.ZERO_BALL;
  const m = Balls.absolute(Balls.middleOf(x));
  const double = Balls.toNumber(m);
  let value: Balls.Ball;
  if (Balls.isExactlyZero(m)) value = Balls.ZERO_BALL;
  else if (double * double * Math.LOG2E > bits + 16)
    value = Balls.widened(
      Balls.ONE_BALL,
      { middle: 1n, radius: 0n, exponent: -bits - 8 },
      bits + Balls.SHORT_GUARD,
    );
  else {
    const wide = bits + Balls.GUARD;
    const square = Balls.product(m, m, wide);
    const doubled = Balls.scaled(square, 1);
    const largest = Math.ceil(4 * double * double);
    let term = m;
    let total = m;
    for (let n = 1; ; n++) {
      term = Balls.dividedBy(Balls.product(term, doubled, wide), 2 * n + 1, wide);
      total = Balls.sum(total, term, wide);
      if (2 * n + 3 >= largest && Balls.topOf(term) < Balls.topOf(total) - wide) break;
    }
    total = Balls.widened(total, Balls.scaled(term, 1), wide);
    value = Balls.product(
      Balls.product(twoOverRootPi(wide), exponentialBall(Balls.negated(square), wide), wide),
      total,
      wide,
    );
  }
  if (x.middle < 0n) value = Balls.negated(value);
  value = Balls.widened(value, Balls.scaled(Balls.errorOf(x), 1), bits + Balls.SHORT_GUARD);
  return Balls.rounded(value.middle, value.radius, value.exponent, bits);
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
export function normalDistributionBall(x: Balls.Ball, bits: number): Balls.Ball {
  const m = Balls.middleOf(x);
  const double = Balls.toNumber(m);
  const cancelled = double < 0 ? 0.5 * double * double * Math.LOG2E : 0;
  let value: Balls.Ball;
  if (cancelled > bits + 48) value = tail(Balls.negated(m), bits + Balls.SHORT_GUARD);
  else {
    const wide = bits + Math.ceil(cancelled) + Balls.GUARD;
    const argument = Balls.quotient(m, squareRoot(Balls.ballOfInteger(2), wide), wide);
    value = Balls.scaled(Balls.sum(Balls.ONE_BALL, erfBall(argument, wide), wide), -1);
  }
  if (x.radius !== 0n) {
    const { low } = Balls.endsOf(x);
    const density = exponentialBall(
      Balls.scaled(Balls.negated(Balls.product(low, low, Balls.ERROR_BITS)), -1),
      Balls.ERROR_BITS,
    );
    value = Balls.widened(
      value,
      Balls.scaled(Balls.product(Balls.errorOf(x), density, Balls.ERROR_BITS), -1),
      bits + Balls.SHORT_GUARD,
    );
  }
  return Balls.rounded(value.middle, value.radius, value.exponent, bits);
}

function tail(a: Balls.Ball, bits: number): Balls.Ball {
  const wide = bits + Balls.SHORT_GUARD;
  // Exact: an error in the exponent would count as it stands.
  const square = Balls.product(a, a, 2 * wide + 2200);
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
    if (Balls.topOf(next) > Balls.topOf(term) + 1)
      throw new Balls.NoEnclosure('ball: a tail too near');
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

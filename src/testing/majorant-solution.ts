/**
 * y(z) of y′ = P(z, y), y(0) = start, by another proof than `analytic/enclosed-solution.ts`: in the complex plane.
 *
 * About (a, y(a)) let P(a + s, y(a) + w) = Q(s, w). Where r Σ |q_ij| rⁱRʲ ≤ R, Picard's iteration maps the analytic w on
 * |s| ≤ r with |w| ≤ R into themselves, so that y is analytic there, and by Cauchy |y⁽ⁿ⁾/n!| ≤ R/rⁿ: past N terms
 * what is left out at |s| = r/4 is at most R 4^{−N}/(1 − 1/4). Boxes are carried on as they are.
 *
 * Source: Hille, *Ordinary Differential Equations in the Complex Domain* (1976), 2.2 to 2.5.
 */
import type { DifferentialEquation } from '../analytic/differential-equation.ts';
import * as Balls from '../numerics/balls/ball.ts';
import { multiply, rational } from '../numerics/rational.ts';

type Ball = Balls.Ball;

/** Radii about the value that are tried: 2^−1 and less. */
const RADII = 12;

/** @param at a multiple of 2⁻²⁰. */
export function majorantSolution(
  { slope, start }: DifferentialEquation,
  at: number,
  bits: number,
): Ball {
  const add = (x: Ball, y: Ball) => Balls.sum(x, y, bits);
  const mul = (x: Ball, y: Ball) => Balls.product(x, y, bits);
  const number = (n: number) => Balls.ballOfDouble(n);
  let y = Balls.ballOfRational(start, bits);
  let place = 0;
  while (place !== at) {
    const q = shifted(slope, number(place), y, bits);
    const { r, R } = disc(q);
    const h = Math.sign(at - place) * Math.min(r / 4, Math.abs(at - place));
    const terms = Math.ceil(bits / 2);
    let w: Ball[] = [Balls.ZERO_BALL];
    for (let n = 0; n + 1 < terms; n++)
      w = [...w, Balls.dividedBy(coefficient(q, w, n, bits), n + 1, bits)];
    const sum = w.reduceRight((total, c) => add(mul(total, number(h)), c), Balls.ZERO_BALL);
    const tail = mul(number(2 * R), Balls.scaled(Balls.ONE_BALL, -2 * terms));
    y = Balls.widened(add(y, sum), tail, bits);
    place += h;
  }
  return y;
}

/** q[i][j]. */
function shifted(slope: DifferentialEquation['slope'], a: Ball, y: Ball, bits: number): Ball[][] {
  const degree = Math.max(...slope.map((row) => row.length));
  const q = slope.map(() => Array.from({ length: degree }, () => Balls.ZERO_BALL));
  slope.forEach((row, k) => {
    row.forEach((c, l) => {
      for (let i = 0; i <= k; i++)
        for (let j = 0; j <= l; j++) {
          const factor = multiply(c, rational(choose(k, i) * choose(l, j)));
          let term = Balls.ballOfRational(factor, bits);
          for (let n = i; n < k; n++) term = Balls.product(term, a, bits);
          for (let n = j; n < l; n++) term = Balls.product(term, y, bits);
          q[i][j] = Balls.sum(q[i][j], term, bits);
        }
    });
  });
  return q;
}

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

/** Powers of 2 with r Σ |q_ij| rⁱRʲ ≤ R, r as large as can be. */
function disc(q: readonly (readonly Ball[])[]): { r: number; R: number } {
  const fits = (r: number, R: number) => {
    let sum = Balls.ZERO_BALL;
    q.forEach((row, i) => {
      row.forEach((c, j) => {
        const factor = Balls.ballOfDouble(r * r ** i * R ** j);
        sum = Balls.sum(sum, Balls.product(Balls.endsOf(c).high, factor, 64), 64);
      });
    });
    return Balls.compareDyadic(Balls.endsOf(sum).high, Balls.ballOfDouble(R)) <= 0;
  };
  let best = { r: 0, R: 0 };
  for (let k = 1; k <= RADII; k++) {
    const R = 2 ** -k;
    let r = 1;
    while (r > best.r && !fits(r, R)) r /= 2;
    if (r > best.r) best = { r, R };
  }
  return best;
}

/** Of sⁿ in Q(s, w(s)). */
function coefficient(
  q: readonly (readonly Ball[])[],
  w: readonly Ball[],
  n: number,
  bits: number,
): Ball {
  let sum = Balls.ZERO_BALL;
  let power: Ball[] = Array.from({ length: n + 1 }, (_, k) =>
    k === 0 ? Balls.ONE_BALL : Balls.ZERO_BALL,
  );
  for (let j = 0; j < q[0].length; j++) {
    q.forEach((row, i) => {
      if (i <= n) sum = Balls.sum(sum, Balls.product(row[j], power[n - i], bits), bits);
    });
    power = power.map((_, k) => {
      let c = Balls.ZERO_BALL;
      for (let l = 0; l <= k; l++)
        c = Balls.sum(c, Balls.product(power[l], w[k - l] ?? Balls.ZERO_BALL, bits), bits);
      return c;
    });
  }
  return sum;
}

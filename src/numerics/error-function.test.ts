import type { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { decimalFromDouble, decimalsOf } from './decimal-ring.ts';
import { erf, expMinusHalfSquare, expMinusSquare, normalTail } from './error-function.ts';
import { createRng } from './random.ts';

const DIGITS = 40;
const D = decimalsOf(DIGITS);
const SMALLEST_NORMAL = 2 ** -1022;

/** Error in units of the last place of the exact value; one of a subnormal is 2⁻¹⁰⁷⁴. */
function ulps(received: number, exact: Decimal): number {
  const size = Math.max(Math.abs(exact.toNumber()), SMALLEST_NORMAL);
  return decimalFromDouble(received, 60)
    .minus(exact)
    .abs()
    .div(2 ** (Math.floor(Math.log2(size)) - 52))
    .toNumber();
}

function worst(
  points: readonly number[],
  f: (z: number) => number,
  exact: (z: Decimal) => Decimal,
) {
  // 120 digits hold the square of any double drawn here.
  return Math.max(...points.map((z) => ulps(f(z), exact(decimalFromDouble(z, 120)))));
}

/**
 * erfc t = (2/√π) e^{−t²} Σ … by the continued fraction of Laplace (Abramowitz & Stegun 7.1.14),
 * evaluated backwards from far out; an oracle independent of every series in the project.
 */
function erfc(t: Decimal, depth: number): Decimal {
  let tail = new D(t);
  for (let k = depth; k >= 1; k--) tail = D.add(t, D.div(new D(k).div(2), tail));
  return D.exp(decimalsOf(120).mul(t, t).neg())
    .div(tail)
    .div(D.sqrt(D.acos(-1)));
}

describe('Gaussian exponentials', () => {
  const rng = createRng('gaussian');
  const points = (limit: number) => Array.from({ length: 300 }, () => limit * rng.uniform());
  const square = (z: Decimal) => decimalsOf(120).mul(z, z);

  // Two exponentials of less than 1 ulp and a product of half an ulp, times up to 2 between binades.
  it('are relatively accurate as far as they do not underflow', () => {
    expect(worst(points(27.3), expMinusSquare, (z) => D.exp(square(z).neg()))).toBeLessThan(3);
    expect(
      worst(points(38.6), expMinusHalfSquare, (z) => D.exp(square(z).times(-0.5))),
    ).toBeLessThan(3);
  });

  it('would not be if z² were rounded first', () => {
    const naive = worst(
      points(27),
      (z) => Math.exp(-z * z),
      (z) => D.exp(square(z).neg()),
    );
    expect(naive).toBeGreaterThan(50);
  });

  it('vanish past the last subnormal', () => {
    for (const z of [28, 1e9, 1e300, Number.POSITIVE_INFINITY]) {
      expect([expMinusSquare(z), expMinusSquare(-z)]).toEqual([0, 0]);
      expect([expMinusHalfSquare(1.5 * z), expMinusHalfSquare(-1.5 * z)]).toEqual([0, 0]);
    }
  });
});

describe('erf and the normal tail', () => {
  const rng = createRng('erf');

  it('agree with the continued fraction to a few ulp, far into the tail', () => {
    // At t ≥ 2 the fraction converges like e^{−4t√k}: past depth 600 to 40 digits.
    const points = Array.from({ length: 100 }, () => 2.9 + 35 * rng.uniform());
    // The exponential is taken of a itself; past it the tail is like 1/t, so rounding t costs an ulp.
    expect(worst(points, normalTail, (a) => erfc(D.div(a, D.sqrt(2)), 600).div(2))).toBeLessThan(6);
    const middle = Array.from({ length: 60 }, () => 2.1 + 4 * rng.uniform());
    expect(worst(middle, erf, (t) => D.sub(1, erfc(t, 600)))).toBeLessThan(1);
  });

  // erf z = (2/√π) Σ (−1)ⁿ z^{2n+1}/(n!(2n+1)), Abramowitz & Stegun 7.1.5; |z| ≤ 3 loses four digits.
  const series = (z: Decimal) => {
    const wide = decimalsOf(60);
    let power = new wide(z);
    let sum = new wide(z);
    for (let n = 1; n < 120; n++) {
      power = power.times(z).times(z).div(-n);
      sum = sum.plus(power.div(2 * n + 1));
    }
    return sum.times(2).div(wide.sqrt(wide.acos(-1)));
  };

  it('agree with the power series near 0, across all seams of the approximation', () => {
    const seams = [0.84375, 1.25, 1 / 0.35].flatMap((s) => [
      s * (1 - 2 ** -53),
      s,
      s * (1 + 2 ** -52),
    ]);
    const points = [
      ...seams,
      ...Array.from({ length: 150 }, () => 10 ** (-8 + 8.45 * rng.uniform())),
    ];
    expect(worst(points, erf, series)).toBeLessThan(2);
    const tail = (a: Decimal) =>
      D.sub(1, series(decimalsOf(60).div(a, decimalsOf(60).sqrt(2)))).div(2);
    expect(
      worst(
        points.map((s) => s * Math.SQRT2),
        normalTail,
        tail,
      ),
    ).toBeLessThan(6);
  });

  it('saturate', () => {
    expect([erf(6), erf(1e308), erf(-Infinity), erf(5.99) <= 1]).toEqual([1, 1, -1, true]);
    expect([normalTail(0), normalTail(39.5), normalTail(Infinity)]).toEqual([0.5, 0, 0]);
    expect([erf(Number.NaN), normalTail(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });
});

/** What is exact, and what cannot be enclosed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { double, overlap } from '../../testing/drawn-balls.ts';
import { rational } from '../rational.ts';
import * as Balls from './ball.ts';
import { circularBall } from './circular.ts';
import { exponentialBall, isFarBelowZero, logarithmBall } from './exponential.ts';
import { squareRoot } from './roots.ts';

describe('sizes', () => {
  const integer = fc
    .tuple(fc.bigInt({ min: 0n, max: 1n << 70n }), fc.integer({ min: 0, max: 3000 }))
    .map(([lead, places]) => (lead << BigInt(places)) + 1n);

  it('numbers beyond 2¹⁰²⁴ of nearly equal size are compared right, whatever their units', () => {
    // Of 1109 and of 1120 digits: the first had been taken for the larger.
    const [y, x] = [
      { middle: 0b1001n << 1105n, radius: 0n, exponent: -2105 },
      { middle: 0b10011n << 1115n, radius: 0n, exponent: -2116 },
    ];
    expect(Balls.compareDyadic(x, y)).toBe(1);
    expect(Balls.compareDyadic(y, x)).toBe(-1);
    fc.assert(
      fc.property(integer, integer, fc.integer({ min: -12, max: 12 }), (m, n, e) => {
        const [a, b] = [m << BigInt(Math.max(e, 0)), n << BigInt(Math.max(-e, 0))];
        const left = { middle: m, radius: 0n, exponent: e };
        const right = { middle: n, radius: 0n, exponent: 0 };
        return Balls.compareDyadic(left, right) === (a < b ? -1 : a > b ? 1 : 0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('exactness', () => {
  it('doubles, sums and products of few bits, 1/2^k and roots of squares have no radius', () => {
    expect(Balls.isExact(Balls.ballOfDouble(1.7976931348623157e308))).toBe(true);
    expect(Balls.isExact(Balls.sum(Balls.ballOfDouble(0.1), Balls.ballOfDouble(-3e5), 200))).toBe(
      true,
    );
    expect(Balls.isExact(Balls.reciprocal(Balls.ballOfInteger(-8), 53))).toBe(true);
    expect(Balls.isExact(squareRoot(Balls.ballOfRational(rational(9, 16), 53), 53))).toBe(true);
    expect(
      Balls.isExactlyZero(Balls.difference(Balls.ballOfDouble(0.1), Balls.ballOfDouble(0.1), 53)),
    ).toBe(true);
  });

  it('a third has one, and a sum that loses bits', () => {
    expect(Balls.isExact(Balls.ballOfRational(rational(1, 3), 200))).toBe(false);
    expect(
      Balls.isExact(Balls.sum(Balls.ballOfDouble(1e308), Balls.ballOfDouble(5e-324), 200)),
    ).toBe(false);
    expect(Balls.isExact(Balls.rounded(5n, 0n, 0, 2))).toBe(false);
  });

  it('compares dyadic numbers', () => {
    fc.assert(
      fc.property(double, double, (x, y) => {
        expect(Balls.compareDyadic(Balls.ballOfDouble(x), Balls.ballOfDouble(y))).toBe(
          Math.sign(x - y) + 0,
        );
      }),
    );
  });
});

it('numbers that no memory holds side by side are added: 2^(2⁴⁰) + 1', () => {
  const far: Balls.Ball = { middle: 1n, radius: 0n, exponent: 2 ** 40 };
  for (const total of [Balls.sum(far, Balls.ONE_BALL, 64), Balls.sum(Balls.ONE_BALL, far, 64)]) {
    const { low, high } = Balls.endsOf(total);
    expect(Balls.compareDyadic(low, far)).toBeLessThan(1);
    expect(Balls.compareDyadic(high, far)).toBe(1);
    // Two units of the last of 64 bits, 2^−62 of it, and `topOf` may be two too large.
    expect(Balls.topOf(Balls.errorOf(total))).toBeLessThanOrEqual(2 ** 40 - 62 + 2);
  }
});

describe('what cannot be enclosed', () => {
  const about = (x: number, reach: number) =>
    Balls.widened(Balls.ballOfDouble(x), Balls.ballOfDouble(reach), 100);
  it.each<[string, () => Balls.Ball]>([
    ['1/x about 0', () => Balls.reciprocal(about(1e-3, 1e-2), 100)],
    ['√x about 0', () => squareRoot(about(1e-3, 1e-2), 100)],
    ['log x about 0', () => logarithmBall(about(1e-3, 1e-2), 100)],
    ['e^(10³⁰⁰)', () => exponentialBall(Balls.ballOfDouble(1e300), 100)],
  ])('%s', (_, compute) => {
    expect(compute).toThrow(Balls.NoEnclosure);
  });

  it('the sine of a number known to a few units is in [−1, 1]', () => {
    const { sine: s, cosine: c } = circularBall(about(1e9, 10), 100);
    for (const ball of [s, c]) expect(Balls.toNumber(Balls.endsOf(ball).high)).toBe(1);
  });

  it.each([43, 44, 44.5, 45, 46, 60])(
    'e^(−2^%d) is in (0, e^(−2⁴¹)], and has an enclosure',
    (power) => {
      for (const reach of [0, 1e-3]) {
        const { low, high } = Balls.endsOf(exponentialBall(about(-(2 ** power), reach), 100));
        expect(low.middle >= 0n).toBe(true);
        // Its upper end is not 0, and no larger than 2·2^{−2⁴¹}.
        expect(high.middle > 0n).toBe(true);
        expect(Balls.topOf(high)).toBeLessThanOrEqual(2 - 2 ** 41);
      }
    },
  );

  it('e^(−10³⁰⁰) is in an interval about next to nothing, and no longer 0', () => {
    const value = exponentialBall(Balls.ballOfDouble(-1e300), 100);
    expect(Balls.toNumber(value)).toBe(0);
    expect(Balls.isExactlyZero(value)).toBe(false);
    expect(overlap(value, { ...Balls.ZERO_BALL, exponent: value.exponent })).toBe(true);
  });
});

it('exponents end at 2⁵⁰, where 0 is still 0', () => {
  const far = 2 ** 50;
  for (const power of [far, -far])
    expect(Balls.scaled(Balls.ONE_BALL, power)).toEqual({
      middle: 1n,
      radius: 0n,
      exponent: power,
    });
  for (const power of [far + 1, -far - 1]) {
    expect(() => Balls.scaled(Balls.ONE_BALL, power)).toThrow(Balls.NoEnclosure);
    expect(() => Balls.scaled({ middle: 0n, radius: 1n, exponent: 0 }, power)).toThrow(
      Balls.NoEnclosure,
    );
    expect(Balls.scaled(Balls.ZERO_BALL, power)).toEqual(Balls.ZERO_BALL);
  }
});

it('is far below zero where all of it is', () => {
  const far = (middle: bigint, radius: bigint, exponent = 60) =>
    isFarBelowZero({ middle, radius, exponent });
  expect([far(-2n, 1n), far(-2n, 0n)]).toEqual([true, true]);
  // [−2⁶¹, 0], [−3·2⁶⁰, 2⁶⁰], numbers above 0, and −1.
  expect([far(-1n, 1n), far(-1n, 2n), far(2n, 1n), far(-1n, 0n, 0)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

/** Enclosures are no wider than they need to be, and hold both ends of what their arguments may be. */
import { describe, expect, it } from 'vitest';
import { cosine, isSharp, overlap, sine, type Unary } from '../../testing/drawn-balls.ts';
import * as Balls from './ball.ts';
import { arctanBall } from './circular.ts';
import { erfBall, normalDistributionBall } from './error-function.ts';
import { exponentialBall, logarithmBall, logarithmOfOnePlus, softplusBall } from './exponential.ts';
import { rootOfSquare, squareRoot } from './roots.ts';

const reciprocal: Unary = (x, bits) => Balls.reciprocal(x, bits);
const third: Unary = (x, bits) => Balls.dividedBy(x, 3, bits);

/** Places of all sizes, none of them at a zero of the function. */
const functions: readonly (readonly [string, Unary, readonly number[], monotone: boolean])[] = [
  ['e^x', exponentialBall, [-700, -3, -0.5, 2 ** -40, 0.25, 1, 2.75, 700, 1e6], true],
  [
    'log x',
    logarithmBall,
    [1e-300, 0.25, 0.75, 1 - 2 ** -40, 1 + 2 ** -40, 1.5, 3, 1e10, 1e300],
    true,
  ],
  ['log(1 + x)', logarithmOfOnePlus, [-0.75, -0.5, -0.25, 2 ** -60, 0.25, 0.5, 0.75, 5], true],
  ['log(1 + e^x)', softplusBall, [-800, -30, -1, 0.5, 1, 30, 800], true],
  ['√x', squareRoot, [2 ** -41, 0.3, 2, 3, 1e20, 1e21], true],
  ['arctan x', arctanBall, [-1e30, -3, -1, -0.125, 2 ** -50, 0.03125, 0.5, 1, 1.5, 1e10], true],
  ['erf x', erfBall, [-3, -0.5, 2 ** -50, 0.25, 1, 2, 4, 6], true],
  ['Φ(x)', normalDistributionBall, [-12, -6, -1, -0.25, 0.25, 1, 5, 12], true],
  ['1/x', reciprocal, [-7, -3, 3, 0.7, 1e300], true],
  ['x/3', third, [-7, 1, 0.7, 1e300], true],
  ['sin x', sine, [-100, -1, 2 ** -50, 0.25, 2, 4, 1e9], false],
  ['cos x', cosine, [-100, 0.25, 1, 2, 4, 1e9], false],
];

const isWithin = (inner: Balls.Ball, outer: Balls.Ball) => {
  const [a, b] = [Balls.endsOf(inner), Balls.endsOf(outer)];
  return Balls.compareDyadic(b.low, a.low) <= 0 && Balls.compareDyadic(a.high, b.high) <= 0;
};

it('e^x of 1 ± r is as wide as 2r for e^r − 1 makes it', () => {
  const r = 2 ** -25;
  const ball = Balls.widened(Balls.ONE_BALL, Balls.ballOfDouble(r), 100);
  const { radius, exponent } = exponentialBall(ball, 100);
  const found = Number(radius) * 2 ** exponent;
  expect(found / (Math.E * 2 * r)).toBeGreaterThan(0.999);
  expect(found / (Math.E * 2 * r)).toBeLessThan(1.001);
});

it('e^x of a large number has the bits that are asked for', () => {
  // Forty bits before the point are more than the guard.
  for (const x of [1e12, -1e12])
    expect(isSharp(exponentialBall(Balls.ballOfDouble(x), 24), 20)).toBe(true);
});

it('√max(x, 0) of a ball that holds 0 is all that it may be', () => {
  // 1 ± 3: 0 to √4.
  const { low, high } = Balls.endsOf(rootOfSquare({ middle: 1n, radius: 3n, exponent: 0 }, 60));
  expect(Balls.toNumber(low)).toBe(0);
  expect(Balls.toNumber(high)).toBeGreaterThanOrEqual(2);
  expect(Balls.toNumber(high)).toBeLessThan(2 + 1e-8);
  expect(rootOfSquare({ middle: -3n, radius: 3n, exponent: 0 }, 60)).toBe(Balls.ZERO_BALL);
});

it('a ball that holds 0 is neither negative nor positive', () => {
  for (const [middle, negative] of [
    [-1n, false],
    [-2n, true],
    [1n, false],
    [2n, false],
  ] as const) {
    const ball = { middle, radius: 1n, exponent: 0 };
    expect([Balls.isNegative(ball), Balls.isPositive(Balls.negated(ball))]).toEqual([
      negative,
      negative,
    ]);
  }
});

describe.each(functions)('%s', (_, f, places) => {
  // The last rounding alone makes an error of one unit, 2^{1 − bits} of a number that just has so many bits.
  it('of exact numbers has the bits that are asked for', () => {
    for (const x of places)
      for (const bits of [24, 130]) {
        const found = f(Balls.ballOfDouble(x), bits);
        const better = f(Balls.ballOfDouble(x), 2 * bits + 60);
        expect([x, bits, overlap(found, better)]).toEqual([x, bits, true]);
        expect([x, bits, isSharp(found, bits - 4)]).toEqual([x, bits, true]);
      }
  });
});

describe.each(functions.filter(([, , , monotone]) => monotone))('%s', (_, f, places) => {
  it('of all between two numbers lies between their values, and holds both', () => {
    for (const x of places)
      for (const size of [-6, -25]) {
        const at = Balls.ballOfDouble(x);
        const reach = Balls.scaled(Balls.absolute(at), size);
        const ball = Balls.widened(at, reach, 400);
        const ends = [Balls.difference(at, reach, 400), Balls.sum(at, reach, 400)];
        const values = ends.map((end) => f(end, 200));
        const found = f(ball, 100);
        for (const value of values)
          expect([x, size, isWithin(value, found)]).toEqual([x, size, true]);
        // The slope at the steep end is taken for all of it, and some formulas double: 16 times is too wide.
        const between = Balls.absolute(Balls.difference(values[0], values[1], 200));
        const most = Balls.sum(
          Balls.scaled(between, 4),
          Balls.scaled(Balls.absolute(found), -90),
          200,
        );
        const width = Balls.scaled(Balls.errorOf(found), 1);
        if (Balls.compareDyadic(width, Balls.middleOf(most)) > 0)
          expect([x, size, Balls.toNumber(width), Balls.toNumber(most)]).toBe('narrower');
      }
  });
});

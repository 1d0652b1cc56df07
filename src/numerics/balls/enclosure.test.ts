/**
 * Functions of balls against themselves at a point inside of the ball with twice the bits. Two enclosures of
 * one number have a number in common.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitsOf,
  cosine,
  double,
  fat,
  isSharp,
  moderate,
  overlap,
  positive,
  sine,
  type Unary,
} from '../../testing/drawn-balls.ts';
import * as Balls from './ball.ts';
import { arctanBall } from './circular.ts';
import { erfBall, normalDistributionBall } from './error-function.ts';
import { exponentialBall, logarithmBall, logarithmOfOnePlus, softplusBall } from './exponential.ts';
import { rootOfSquare, squareRoot } from './roots.ts';
import { exponentialTerms } from './taylor.ts';

/** Whether the value at the point, in twice the bits, may lie in that of the ball. */
function encloses(
  f: Unary,
  { ball, point }: { ball: Balls.Ball; point: Balls.Ball },
  bits: number,
): boolean {
  let value: Balls.Ball;
  try {
    value = f(ball, bits);
  } catch (error) {
    if (error instanceof Balls.NoEnclosure) return true;
    throw error;
  }
  return overlap(value, f(point, 2 * bits + 40));
}

it('√max(x, 0) away from 0 is as sharp as √', () => {
  // 4 ± 2⁻²⁰: 2 ± 2⁻²⁰/2, and a little.
  const four: Balls.Ball = { middle: 4n << 20n, radius: 1n, exponent: -20 };
  const { middle, radius, exponent } = rootOfSquare(four, 60);
  expect(Number(middle) * 2 ** exponent).toBeCloseTo(2, 12);
  expect(Number(radius) * 2 ** exponent).toBeLessThan(1.01 * 2 ** -21);
});

describe('a function of a ball holds its value at a point of the ball', () => {
  const unary: readonly [string, Unary, fc.Arbitrary<number>][] = [
    ['1/x', Balls.reciprocal, double.filter((x) => x !== 0)],
    ['√x', squareRoot, positive],
    ['√x²', (x, b) => rootOfSquare(Balls.product(x, x, b), b), double],
    ['e^x', exponentialBall, fc.oneof(moderate, fc.double({ noNaN: true, min: -1e6, max: 1e6 }))],
    ['log x', logarithmBall, positive],
    ['log(1 + x)', logarithmOfOnePlus, fc.double({ noNaN: true, min: -0.4, max: 3 })],
    ['log(1 + e^x)', softplusBall, fc.double({ noNaN: true, min: -1e4, max: 1e4 })],
    ['sin x', sine, double],
    ['cos x', cosine, double],
    ['arctan x', arctanBall, double],
    ['erf x', erfBall, moderate],
    ['Φ(x)', normalDistributionBall, fc.double({ noNaN: true, min: -300, max: 12 })],
    ['x/7', (x, b) => Balls.dividedBy(x, 7, b), double],
  ];
  it.each(unary)('%s', (_, f, of) => {
    fc.assert(
      fc.property(fat(of), bitsOf, (x, bits) => encloses(f, x, bits)),
      { numRuns: 300 },
    );
  });

  const binary: readonly [string, (a: Balls.Ball, b: Balls.Ball, bits: number) => Balls.Ball][] = [
    ['x + y', Balls.sum],
    ['x − y', Balls.difference],
    ['xy', Balls.product],
    ['x/y', (a, b, bits) => (Balls.excludesZero(b) ? Balls.quotient(a, b, bits) : a)],
    ['max(|x|, |y|)', Balls.largerOf],
  ];
  it.each(binary)('%s', (_, f) => {
    fc.assert(
      fc.property(fat(double), fat(double), bitsOf, (x, y, bits) =>
        f === binary[3][1] && !Balls.excludesZero(y.ball)
          ? true
          : overlap(f(x.ball, y.ball, bits), f(x.point, y.point, 5000)),
      ),
      { numRuns: 500 },
    );
  });
});

describe('small numbers keep their digits', () => {
  // sin t = t − t³/6 …, log(1 + t) = t − t²/2 …, erf t = 2t/√π …: all differ from t·c by a factor 1 − O(t).
  it.each([1e-30, 1e-300, 5e-324])('at %s', (t) => {
    const x = Balls.ballOfDouble(t);
    for (const f of [sine, arctanBall, logarithmOfOnePlus, erfBall] as const)
      expect(isSharp(f(x, 200), 180)).toBe(true);
    expect(isSharp(normalDistributionBall(Balls.ballOfInteger(-200), 200), 180)).toBe(true);
    expect(isSharp(exponentialBall(Balls.ballOfDouble(-1e6), 200), 180)).toBe(true);
  });
});

describe('what series leave out is in the radius', () => {
  const at = (x: number) => Balls.ballOfDouble(x);
  it.each([1e-8, 1e-10, -3e-30])('sin and cos of %s in 20 bits', (x) => {
    expect(overlap(sine(at(x), 20), sine(at(x), 700))).toBe(true);
    expect(overlap(cosine(at(x), 20), cosine(at(x), 700))).toBe(true);
    expect(Balls.isExact(sine(at(x), 20))).toBe(false);
    expect(Balls.isExact(cosine(at(x), 20))).toBe(false);
  });

  it('Φ far out, by its asymptotic series and by erf', () => {
    for (let x = -9; x > -40; x -= 0.37)
      expect(overlap(normalDistributionBall(at(x), 24), normalDistributionBall(at(x), 1500))).toBe(
        true,
      );
  });

  it('the kernel, unit by unit', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -0.45, max: 0.45 }),
        fc.integer({ min: 12, max: 70 }),
        (t, w) => {
          const [rough, fine] = [exponentialTerms(at(t), w), exponentialTerms(at(t), 300)];
          for (const key of ['sum', 'sine', 'cosine'] as const)
            expect(overlap(rough[key], fine[key])).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../errors.ts';
import * as Balls from '../numerics/balls/ball.ts';
import { withBudget } from '../numerics/budget.ts';
import { rational } from '../numerics/rational.ts';
import { majorantSolution } from '../testing/majorant-solution.ts';
import { defineFunction } from './define-function.ts';
import type { DifferentialEquation } from './differential-equation.ts';
import { solutionBall } from './enclosed-solution.ts';
import { ballsField } from './fields/balls.ts';
import { resolveFunction } from './registry.ts';

const equationOf = (slope: number[][], start: number): DifferentialEquation => ({
  slope: slope.map((row) => row.map((c) => rational(c))),
  start: rational(start),
});
/** y′ = 1 − y², y(0) = 0. */
const tanh = equationOf([[1, 0, -1]], 0);

/** Whether two balls may be of one number; not so where one of them is wrong by more than their radii. */
function meet(a: Balls.Ball, b: Balls.Ball): boolean {
  return !Balls.excludesZero(Balls.difference(a, b, 2000));
}
/** log₂ of the radius. */
const width = (a: Balls.Ball) => Balls.topOf(Balls.errorOf(a));
const at = (x: number) => Balls.ballOfDouble(x);

describe('the enclosure of the solution of a differential equation', () => {
  const builtIn: [string, { slope: number[][]; start: number | string }, number[]][] = [
    ['tanh', { slope: [[1, 0, -1]], start: 0 }, [2 ** -20, -0.3, 60]],
    ['sigmoid', { slope: [[0, 1, -1]], start: '1/2' }, [-2]],
    ['gaussian', { slope: [[], [0, -2]], start: 1 }, [0.5, -3]],
    ['exp', { slope: [[0, 1]], start: 1 }, [-20, 3]],
  ];
  it.each(builtIn)(
    'holds what the enclosure of %s holds, with as many bits',
    (name, equation, points) => {
      const mine = defineFunction({ name: 'mine', equation });
      const field = ballsField(128);
      for (const x of points)
        for (const order of [0, 1, 3]) {
          const theirs = field.applyDerivative(resolveFunction(name), order, at(x));
          const own = field.applyDerivative(mine, order, at(x));
          expect(meet(own, theirs)).toBe(true);
          // 2 bits are lost beside the 128 of the number, and those of sums that cancel.
          expect(width(own) - Math.max(Balls.topOf(own), -30)).toBeLessThan(-90);
        }
    },
  );

  it('is that of another proof, in the complex plane', () => {
    const riccati = equationOf([[1, 0, 1], [0], [-1, 1]], 0);
    for (const [equation, x] of [
      [tanh, -0.75],
      [riccati, 0.5],
      [equationOf([[0, 0, 0, -1], [2]], 1), 0.5],
    ] as const) {
      const [mine, theirs] = [solutionBall(equation, at(x), 48), majorantSolution(equation, x, 48)];
      expect(meet(mine, theirs)).toBe(true);
      expect(Math.max(width(mine), width(theirs))).toBeLessThan(-30);
    }
  });

  it('holds the values at all points of a wide argument', () => {
    const field = ballsField(64);
    const wide: Balls.Ball = { middle: 3n, radius: 1n, exponent: -3 };
    const values = solutionBall(tanh, wide, 64);
    for (const x of [0.25, 0.3, 0.375, 0.5]) {
      const off = Balls.difference(
        field.apply(resolveFunction('tanh'), at(x)),
        Balls.middleOf(values),
        200,
      );
      expect(
        Balls.compareDyadic(Balls.endsOf(off).high, Balls.endsOf(Balls.errorOf(values)).high),
      ).toBe(-1);
    }
    expect(width(values)).toBeLessThan(0);
  });

  it('is exact where the solution is a polynomial', () => {
    expect(solutionBall(equationOf([[0], [2]], 0), at(1.5), 64)).toMatchObject({ radius: 0n });
    expect(Balls.toNumber(solutionBall(equationOf([[0], [2]], 0), at(1.5), 64))).toBe(2.25);
  });

  it('ends before a pole', () => {
    const tan = equationOf([[1, 0, 1]], 0);
    const near = solutionBall(tan, at(1.5), 64);
    expect(Balls.toNumber(near)).toBeCloseTo(Math.tan(1.5), 12);
    for (const x of [1.6, 1e300])
      expect(() => solutionBall(tan, at(x), 16)).toThrow(UnsupportedError);
  });

  it('costs the same, known or not', () => {
    const [fresh, other] = [equationOf([[1, 0, -1]], 0), equationOf([[1, 0, -1]], 0)];
    const cost = (equation: DifferentialEquation, x: number) =>
      withBudget(1e12, () => solutionBall(equation, at(x), 64)).cost;
    const cold = cost(fresh, 3);
    expect(cost(fresh, 3)).toBe(cold);
    cost(other, 5);
    expect(cost(other, 3)).toBe(cold);
  });
});

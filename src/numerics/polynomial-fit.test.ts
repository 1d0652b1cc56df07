import { describe, expect, it } from 'vitest';
import { type Fit, fitPolynomial } from './polynomial-fit.ts';
import { createRng } from './random.ts';
import { add, equal, multiply, type Rational, rational, ZERO } from './rational.ts';

const grid = (...lists: readonly (readonly number[])[]) =>
  lists.reduce<number[][]>((all, list) => all.flatMap((p) => list.map((v) => [...p, v])), [[]]);

function evaluateFit({ terms }: Fit, point: readonly number[]): Rational {
  const monomial = (powers: readonly number[]) =>
    rational(powers.reduce((product, power, i) => product * point[i] ** power, 1));
  return terms.reduce(
    (sum, { coefficient, powers }) => add(sum, multiply(coefficient, monomial(powers))),
    ZERO,
  );
}

describe('fitPolynomial', () => {
  it('finds k(k + 1)/2 + d with the points that check it', () => {
    const points = grid([1, 2, 3, 4], [1, 2, 3]);
    const fit = fitPolynomial(
      points,
      points.map(([k, d]) => (k * (k + 1)) / 2 + d),
    );
    expect(fit?.terms).toEqual([
      { coefficient: rational(1, 2), powers: [2, 0] },
      { coefficient: rational(1, 2), powers: [1, 0] },
      { coefficient: rational(1), powers: [0, 1] },
    ]);
    // 1, k, k², d, kd, d²: six of twelve.
    expect(fit?.unknowns).toBe(6);
  });

  it('finds none through a minimum, nor where no point is left to check it', () => {
    const points = grid([1, 2, 3, 4, 5, 6, 7]);
    expect(
      fitPolynomial(
        points,
        points.map(([k]) => Math.min(k, 3)),
      ),
    ).toBeNull();
    expect(fitPolynomial([[1], [2]], [1, 2])).toBeNull();
    expect(fitPolynomial([[1], [2], [3]], [1, 2, 3])?.unknowns).toBe(2);
  });

  it('tries degrees up to four', () => {
    const points = grid([0, 1, 2, 3, 4, 5, 6, 7]);
    const powerOf = (e: number) =>
      fitPolynomial(
        points,
        points.map(([k]) => k ** e),
      );
    expect(powerOf(4)).toEqual({
      terms: [{ coefficient: rational(1), powers: [4] }],
      unknowns: 5,
    });
    expect(powerOf(5)).toBeNull();
  });

  it('does not tell powers apart that take the same values', () => {
    // d² = 3d − 2 on {1, 2}: only d is asked for.
    const points = grid([1, 2], [1, 2, 3]);
    const fit = fitPolynomial(
      points,
      points.map(([d, k]) => d * d + k),
    );
    expect(fit?.terms.map(({ powers }) => powers)).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  it('goes through all points of random polynomials', () => {
    const rng = createRng('fits');
    const points = grid([1, 2, 3, 4], [1, 2, 3, 4]);
    for (let n = 0; n < 10; n++) {
      const c = Array.from({ length: 6 }, () => rng.integer(-5, 5));
      const values = points.map(
        ([x, y]) => c[0] + c[1] * x + c[2] * y + c[3] * x * y + c[4] * x * x + c[5] * y * y,
      );
      const fit = fitPolynomial(points, values)!;
      for (const [i, point] of points.entries())
        expect(equal(evaluateFit(fit, point), rational(values[i]))).toBe(true);
    }
  });
});

/** Curvatures across strata, of functions of one or two variables, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { decimalsOf } from '../../numerics/decimal-ring.ts';
import { origin, potential, segment } from '../../testing/potential.ts';
import { curvatureBetween, normalBasis } from './mean-curvature.ts';
import type { Subspace } from './subspace.ts';

const D = decimalsOf(40);

/** At points of the given first coordinates and rates. */
function between(
  feature: string,
  points: readonly (readonly [at: readonly number[], rate: number])[],
  until = 1,
  power = 0,
) {
  const size = points[0][0].length;
  const subject = potential(feature, ...points[0][0]);
  const of = points.map(([at, rate]) => ({ theta: at.map((x) => new D(x)), rate }));
  return curvatureBetween(subject, origin(size), segment, of, { until, power });
}

describe('mean curvatures', () => {
  it('are exact for polynomials of degree eleven, and integrated by trapezia', () => {
    // ∫₀¹ 110 (sδ)⁹ ds = 11 δ⁹ at δ = 1, 2, 3: ½(½·11 + 5632 + ½·216513).
    const points = [1, 2, 3].map((u) => [[u], 11 * u ** 9] as const);
    const { smallest, largest, isOutside } = between('u^11', points, 0.5);
    expect(smallest / 28473.5).toBeCloseTo(1, 13);
    expect(largest / 28473.5).toBeCloseTo(1, 13);
    expect(isOutside).toBe(false);
    // In units of 100, in decimals.
    const inUnits = points.map(([at, rate]) => [at, rate / 100] as const);
    const other = between('u^11', inUnits, 0.5, 2);
    expect(other.smallest / 284.735).toBeCloseTo(1, 13);
    expect(other.isOutside).toBe(false);
  });

  it.each([1.5, 0.5])('are those of shorter and shorter pieces where r is %f of them', (factor) => {
    // ∫₀¹ 156 (sδ)¹¹ ds = 13 δ¹¹, of a degree that neither rule has.
    const mean = 13 * 2 ** 11;
    const points = [[[2], factor * mean] as const, [[2], factor * mean] as const];
    const { smallest, largest, isOutside } = between('u^13', points);
    expect(smallest / mean).toBeCloseTo(1, 13);
    expect(largest / mean).toBeCloseTo(1, 13);
    expect(isOutside).toBe(true);
  });

  it('lie between the eigenvalues', () => {
    // ∇²(u² + uv + 2v²) = (2 1; 1 4): 3 ± √2.
    const at = (rate: number, power = 0) =>
      between(
        'u^2 + u*v + 2*v^2',
        [rate, 3 / 10 ** power].map((r) => [[3, 1], r] as const),
        1,
        power,
      );
    const [low, high] = [3 - Math.SQRT2, 3 + Math.SQRT2];
    for (const power of [0, 1]) {
      const { smallest, largest, isOutside } = at(3 / 10 ** power, power);
      expect(smallest * 10 ** power).toBeCloseTo(low, 12);
      expect(largest * 10 ** power).toBeCloseTo(high, 12);
      expect(isOutside).toBe(false);
    }
    // A billionth of Λ is rounding, and no more than that.
    const isOutside = (rate: number) => at(rate).isOutside;
    expect([low - 2e-9, high + 2e-9].map(isOutside)).toEqual([false, false]);
    expect([low - 1e-7, high + 1e-7].map(isOutside)).toEqual([true, true]);
  });

  it('are enclosed by three points to degree five', () => {
    // ∫₀¹ 30 s⁴ ds: both rules are exact, and what is off by a millionth is outside.
    expect(
      between(
        'u^6',
        [1, 1].map(() => [[1], 6] as const),
      ).isOutside,
    ).toBe(false);
    expect(
      between(
        'u^6',
        [1, 1].map(() => [[1], 6 + 1e-6] as const),
      ).isOutside,
    ).toBe(true);
  });

  it('are found where ∇²L is nothing but next to the stratum', () => {
    // L = 1/(1 + Ku²): L′ = −2K/(1 + K)² at 1, from a bend of width 10⁻⁴.
    const K = 1e8;
    const rate = (-2 * K) / (1 + K) ** 2;
    const points = [[[1], rate] as const, [[1], rate] as const];
    expect(between(`1/(1 + ${K}*u^2)`, points).isOutside).toBe(false);
  });

  it('are taken in an orthonormal basis of what is normal', () => {
    // Normal to (1, 1, 0): (1, −1, 0)/√2 and e₂.
    const line: Subspace = {
      ...origin(3),
      normalComponent([a, b, c], out) {
        out.set([(a - b) / 2, (b - a) / 2, c]);
        return out;
      },
    };
    const basis = normalBasis(line).map((v) => [...v].map((x) => Number(x.toFixed(12))));
    const half = Number(Math.SQRT1_2.toFixed(12));
    expect(basis).toEqual([
      [half, -half, 0],
      [0, 0, 1],
    ]);
  });
});

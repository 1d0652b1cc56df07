import { Matrix, QrDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { floatRank } from './float-rank.ts';
import { createRng } from './random.ts';

const rng = createRng('float rank');

/** rows × columns with the given singular values, by random orthogonal factors. */
function planted(rows: number, columns: number, values: readonly number[]): Float64Array {
  const orthogonal = (size: number) =>
    new QrDecomposition(
      Matrix.from1DArray(
        size,
        size,
        Array.from({ length: size * size }, () => rng.gaussian()),
      ),
    ).orthogonalMatrix;
  const middle = Matrix.zeros(rows, columns);
  values.forEach((s, i) => {
    middle.set(i, i, s);
  });
  return Float64Array.from(orthogonal(rows).mmul(middle).mmul(orthogonal(columns)).to1DArray());
}

/** Weyl: singular values move by at most the norm of the rounding errors, ≲ 100·2⁻⁵² here. */
const ROUNDING = 100 * 2 ** -52;

describe('floatRank', () => {
  it('finds a planted rank and the planted spectrum', () => {
    const values = [3, 1, 0.5];
    const found = floatRank(planted(9, 6, values), 9, 6, 1e-7);
    expect(found.rank).toBe(3);
    values.forEach((s, i) => {
      expect(Math.abs(found.spectrum[i] - s)).toBeLessThan(3 * ROUNDING);
    });
    expect(found.gap).toBeGreaterThan(0.5 / (3 * ROUNDING));
    expect(found.ambiguous).toBe(false);
  });

  it('of nothing is 0, with no doubt', () => {
    const none = { rank: 0, spectrum: [], cut: 0, gap: Number.POSITIVE_INFINITY, ambiguous: false };
    expect(floatRank(new Float64Array(4), 2, 2, 1e-7)).toEqual(none);
    expect(floatRank(new Float64Array(0), 0, 3, 1e-7)).toEqual(none);
    expect(floatRank(new Float64Array(0), 3, 0, 1e-7)).toEqual(none);
    expect(floatRank(Float64Array.of(2, 0, 0, 0), 2, 2, 1e-7)).toMatchObject({
      rank: 1,
      cut: 2e-7,
    });
  });

  it('does not depend on the unit: powers of two change no bit', () => {
    for (const values of [
      [3, 1, 0.5],
      [1, 1e-6, 1e-8],
      [1, 1e-11],
    ]) {
      const matrix = planted(9, 6, values);
      const { rank, gap, ambiguous } = floatRank(matrix, 9, 6, 1e-7);
      for (const unit of [2 ** 60, 2 ** -60]) {
        const scaled = floatRank(
          matrix.map((x) => x * unit),
          9,
          6,
          1e-7,
        );
        expect([scaled.rank, scaled.ambiguous]).toEqual([rank, ambiguous]);
        expect(Math.abs(Math.log(scaled.gap / gap))).toBeLessThan(1);
      }
    }
  });

  it.each([[[1, 1e-6, 1e-8]], [[1, 3e-8]], [[1, 1e-9]]])(
    'calls a spectrum %j without a clear gap, or with a value that is no rounding, ambiguous',
    (values) => {
      expect(floatRank(planted(8, 5, values), 8, 5, 1e-7).ambiguous).toBe(true);
    },
  );

  it.each([
    // Where a cut lies in the rounding, 1.07 · 10⁻¹⁴ of three rows, the gap alone tells.
    [4.5e-12, true],
    [5.5e-12, false],
  ])('of 1, %d and 5e-15 at a cut of 1e-14 is in doubt: %s', (middle, ambiguous) => {
    const diagonal = Float64Array.of(1, 0, 0, 0, middle, 0, 0, 0, 5e-15);
    const found = floatRank(diagonal, 3, 3, 1e-14);
    expect(found).toMatchObject({ rank: 2, ambiguous });
    expect(found.gap).toBeCloseTo(middle / 5e-15, 6);
  });

  it.each([
    [1 - 2 ** -10, false],
    [1 + 2 ** -10, true],
  ])('what is %d times 2⁴ units of two rows is in doubt: %s', (times, ambiguous) => {
    // 16 · 2 · 2⁻⁵² of the largest.
    const found = floatRank(Float64Array.of(1, 0, 0, times * 2 ** -47), 2, 2, 1e-7);
    expect(found).toMatchObject({ rank: 1, ambiguous });
  });

  it('is scale-free', () => {
    const matrix = planted(5, 7, [2, 1]);
    const scaled = matrix.map((x) => x * 2 ** -300);
    expect(floatRank(scaled, 5, 7, 1e-7).rank).toBe(2);
    expect(floatRank(scaled, 5, 7, 1e-7).gap).toBe(floatRank(matrix, 5, 7, 1e-7).gap);
  });

  it('gives rank 0 for zero and for empty matrices', () => {
    expect(floatRank(new Float64Array(6), 2, 3, 1e-7).rank).toBe(0);
    expect(floatRank(new Float64Array(0), 0, 3, 1e-7).rank).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { createRng } from './random.ts';
import { add, isZero, multiply, negate, type Rational, rational, ZERO } from './rational.ts';
import { inertiaOf, rankFactors, rationalKernel, rationalRank } from './rational-matrix.ts';

const rows = (matrix: readonly (readonly number[])[]) =>
  matrix.map((row) => row.map((v) => rational(v)));
const dot = (a: readonly Rational[], b: readonly Rational[]) =>
  a.reduce((sum, v, i) => add(sum, multiply(v, b[i])), ZERO);
const product = (a: Rational[][], b: Rational[][]) =>
  a.map((row) =>
    b[0].map((_, j) =>
      dot(
        row,
        b.map((other) => other[j]),
      ),
    ),
  );
const transposed = (a: Rational[][]) => a[0].map((_, j) => a.map((row) => row[j]));

/** n × n with entries −2 … 2; singular now and then. */
function drawn(seed: number, n: number, m = n): Rational[][] {
  const rng = createRng(seed);
  return Array.from({ length: n }, () =>
    Array.from({ length: m }, () => rational(rng.integer(-2, 2))),
  );
}

describe('over the rationals', () => {
  it('rank and kernel add up, and what is in the kernel is taken to 0', () => {
    for (let seed = 0; seed < 20; seed++) {
      const a = product(drawn(seed, 4, 2), drawn(seed + 100, 2, 5));
      const kernel = rationalKernel(a, 5).map(({ basis }) => basis);
      expect(rationalRank(a) + kernel.length).toBe(5);
      expect(rationalRank(kernel)).toBe(kernel.length);
      for (const v of kernel) for (const row of a) expect(isZero(dot(row, v))).toBe(true);
    }
  });

  it('factors of the rank multiply to the matrix', () => {
    for (let seed = 0; seed < 10; seed++) {
      const a = product(drawn(seed, 3, 2), drawn(seed + 50, 2, 4));
      const [left, right] = rankFactors(a);
      expect(right.length).toBe(rationalRank(a));
      if (right.length > 0) expect(product(left, right)).toEqual(a);
    }
  });

  it('inertia is that of any congruent diagonal', () => {
    const diagonals = [
      [3, 1, 0, -2],
      [0, 0, 0, 0],
      [-1, -1, 5, -7],
      [1, -1, 0, 0],
    ];
    for (const [k, diagonal] of diagonals.entries())
      for (let seed = 0; seed < 10; seed++) {
        const s = drawn(7 * seed + k, 4);
        if (rationalRank(s) < 4) continue;
        const d = rows(diagonal.map((v, i) => diagonal.map((_, j) => (i === j ? v : 0))));
        const { positive, zero, negative } = inertiaOf(product(transposed(s), product(d, s)));
        expect([positive, zero, negative]).toEqual([
          diagonal.filter((v) => v > 0).length,
          diagonal.filter((v) => v === 0).length,
          diagonal.filter((v) => v < 0).length,
        ]);
      }
  });

  it('inertia does not ask for integers, nor for short numbers, nor for pivots of one sign', () => {
    // S(D ⊕ H)Sᵀ with H = (0, 1; 1, 0): signs of the minors change at every step, and blocks are met on the way.
    const thirds = [1, -1, 0, -3].map((v, k) => rational(BigInt(v), 3n ** BigInt(40 * k)));
    const middle = [0, 1, 2, 3, 4, 5].map((i) =>
      [0, 1, 2, 3, 4, 5].map((j) => {
        if (i < 4) return i === j ? thirds[i] : ZERO;
        return i + j === 9 ? rational(2n ** 99n, 7n) : ZERO;
      }),
    );
    let blocks = 0;
    for (let seed = 0; seed < 12; seed++) {
      const rng = createRng(seed);
      const order = rng.shuffle([0, 1, 2, 3, 4, 5]);
      const s = order.map((p, i) =>
        order.map((_, j) => {
          if (p === j) return rational(1, 5);
          return seed % 3 > 0 && p < j && i % 2 === 0 ? rational(rng.integer(-2, 2), 9) : ZERO;
        }),
      );
      if (rationalRank(s) < 6) continue;
      const matrix = product(transposed(s), product(middle, s));
      if (isZero(matrix[0][0])) blocks++;
      expect(inertiaOf(matrix)).toEqual({ positive: 2, zero: 1, negative: 3 });
      expect(inertiaOf(matrix.map((row) => row.map(negate)))).toEqual({
        ...{ positive: 3, zero: 1, negative: 2 },
      });
    }
    expect(blocks).toBeGreaterThan(2);
  });

  it('refuses what is symmetric in some of its rows alone', () => {
    const almost = [
      [1, 2, 0],
      [3, 1, 0],
      [0, 0, 1],
    ];
    expect(() => inertiaOf(rows(almost))).toThrow('a symmetric matrix');
  });

  it('a block of opposite signs is split off with the sign of its minor', () => {
    // Determinant 2abc for (0, a, b; a, 0, c; b, c, 0), trace 0: one eigenvalue of the sign of abc, or all the others.
    for (const [x, y, z] of [
      [-3, 1, 2],
      [3, 1, 2],
      [-3, -1, 2],
      [5, -1, 7],
    ])
      expect(
        inertiaOf(
          rows([
            [0, x, y],
            [x, 0, z],
            [y, z, 0],
          ]),
        ),
      ).toEqual({ positive: x * y * z > 0 ? 1 : 2, zero: 0, negative: x * y * z > 0 ? 2 : 1 });
  });

  it('a diagonal of zeros is no zero matrix', () => {
    expect(
      inertiaOf(
        rows([
          [0, 2, 0],
          [2, 0, 0],
          [0, 0, 0],
        ]),
      ),
    ).toEqual({ positive: 1, zero: 1, negative: 1 });
    // J − 1: eigenvalues 3, −1, −1, −1.
    const hollow = rows([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0 : 1))));
    expect(inertiaOf(hollow)).toEqual({ positive: 1, zero: 0, negative: 3 });
    // Twice (0, b; b, 0), coupled: the determinant is (3·7 − 2·5)² > 0, and each block has one sign of each.
    const coupled = rows([
      [0, 0, 3, 2],
      [0, 0, 5, 7],
      [3, 5, 0, 0],
      [2, 7, 0, 0],
    ]);
    expect(inertiaOf(coupled)).toEqual({ positive: 2, zero: 0, negative: 2 });
    expect(() =>
      inertiaOf(
        rows([
          [0, 1],
          [2, 0],
        ]),
      ),
    ).toThrow('symmetric');
    // Symmetric as far as it goes, and one row too long.
    expect(() => inertiaOf([...rows([[1, 2]]), ...rows([[2, 3, 4]])])).toThrow('symmetric');
  });
});

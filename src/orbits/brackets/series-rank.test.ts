import { describe, expect, it } from 'vitest';
import { primeField } from '../../numerics/prime-field.ts';
import { createRng, type Rng } from '../../numerics/random.ts';
import { seriesRing } from '../../numerics/truncated-series.ts';
import { seriesRank } from './series-rank.ts';

const PRIME = 4194301;
const LENGTH = 5;
const ring = seriesRing(primeField(PRIME), LENGTH);
type Matrix = (readonly number[])[][];

const power = (v: number) => Array.from({ length: LENGTH }, (_, k) => (k === v ? 1 : 0));

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) =>
    b[0].map((_, j) => row.reduce((sum, x, q) => ring.add(sum, ring.mul(x, b[q][j])), ring.zero)),
  );
}

/** Random series; its constant term is a random matrix, invertible but with probability ~ 1/PRIME. */
function unimodular(rng: Rng, size: number): Matrix {
  return Array.from({ length: size }, () =>
    Array.from({ length: size }, () =>
      Array.from({ length: LENGTH }, () => rng.integer(0, PRIME - 1)),
    ),
  );
}

describe('seriesRank', () => {
  it.each([[[0, 0, 0, 0]], [[0, 1, 1, 4]], [[2, 2, 3]], [[1]], [[]]])(
    'recovers the elementary divisors t^%j',
    (valuations: number[]) => {
      const rng = createRng(`divisors ${valuations}`);
      const [rows, columns] = [6, 5];
      const middle = Array.from({ length: rows }, (_, i) =>
        Array.from({ length: columns }, (_, j) =>
          i === j && i < valuations.length ? power(valuations[i]) : ring.zero,
        ),
      );
      const matrix = product(product(unimodular(rng, rows), middle), unimodular(rng, columns));
      const found = seriesRank(Float64Array.from(matrix.flat(2)), rows, columns, LENGTH, PRIME);
      expect(found).toEqual({ rank: valuations.length, valuations });
    },
  );

  it('does not see what vanishes to the precision given', () => {
    const matrix = Float64Array.from([...power(0), ...ring.zero, ...ring.zero, ...power(LENGTH)]);
    expect(seriesRank(matrix, 2, 2, LENGTH, PRIME).rank).toBe(1);
  });
});

describe('the rank of series', () => {
  const rank = (length: number, ...rows: number[][][]) =>
    seriesRank(Float64Array.from(rows.flat(2)), rows.length, rows[0].length, length, PRIME);

  it('has one valuation for each independent row', () => {
    expect(rank(2, [[1, 0]])).toEqual({ rank: 1, valuations: [0] });
    expect(rank(2, [[0, 1]])).toEqual({ rank: 1, valuations: [1] });
    expect(rank(1, [[0]])).toEqual({ rank: 0, valuations: [] });
    // diag(t, 1); (1 1; 1 1 + t); (t t; t t + t²); the last row twice the first.
    expect(
      rank(
        2,
        [
          [0, 1],
          [0, 0],
        ],
        [
          [0, 0],
          [1, 0],
        ],
      ).valuations,
    ).toEqual([0, 1]);
    expect(
      rank(
        2,
        [
          [1, 0],
          [1, 0],
        ],
        [
          [1, 0],
          [1, 1],
        ],
      ).valuations,
    ).toEqual([0, 1]);
    expect(
      rank(
        3,
        [
          [0, 1, 0],
          [0, 1, 0],
        ],
        [
          [0, 1, 0],
          [0, 1, 1],
        ],
      ).valuations,
    ).toEqual([1, 2]);
    expect(
      rank(
        2,
        [
          [0, 1],
          [0, 1],
        ],
        [
          [0, 1],
          [0, 1],
        ],
      ).valuations,
    ).toEqual([1]);
    expect(rank(3, [[1, 2, 3]], [[2, 4, 6]]).rank).toBe(1);
    // t² is not seen, t is.
    expect(
      rank(
        2,
        [
          [1, 1],
          [3, 0],
        ],
        [
          [1, 1],
          [3, 1],
        ],
      ).valuations,
    ).toEqual([0, 1]);
  });
});

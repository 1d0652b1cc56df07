/** Echelon forms and null spaces mod p, of rows that are written down. */
import { describe, expect, it } from 'vitest';
import { complement, growingBasis, nullSpace, reducedRows } from './invariants-elimination.ts';

const PRIME = 4194287;
const rows = (...all: readonly (readonly number[])[]) =>
  all.map((row) => Float64Array.from(row, (x) => (x < 0 ? x + PRIME : x)));
const signed = (all: readonly Float64Array[]) =>
  all.map((row) => [...row].map((x) => (x > PRIME / 2 ? x - PRIME : x)));

describe('null spaces', () => {
  it('have one vector for each column without pivot, 1 there', () => {
    expect(signed(nullSpace(rows([1, 2, 3]), 3, PRIME))).toEqual([
      [-2, 1, 0],
      [-3, 0, 1],
    ]);
    // The pivot of the second row comes first: x₁ = −x₃ and x₀ = −2x₁ − 3x₃ = −x₃.
    expect(signed(nullSpace(rows([0, 1, 0, 1], [1, 2, 0, 3]), 4, PRIME))).toEqual([
      [0, 0, 1, 0],
      [-1, -1, 0, 1],
    ]);
    expect(nullSpace(rows([1, 0], [0, 1]), 2, PRIME)).toEqual([]);
    expect(signed(nullSpace([], 2, PRIME))).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(complement([1, 3], 5)).toEqual([0, 2, 4]);
  });

  it('are as exact of more than 512 columns', () => {
    // x₀ = −2·(p − 2)·Σ xₖ, and each xₖ = −(p − 2) for a last one of 1: Σ of 600 products that are next to p².
    const count = 600;
    const first = new Float64Array(count + 2).fill(PRIME - 2, 1, count + 1);
    first[0] = 1;
    const others = Array.from({ length: count }, (_, k) => {
      const row = new Float64Array(count + 2);
      row[k + 1] = 1;
      row[count + 1] = 2;
      return row;
    });
    const [vector, ...more] = signed(nullSpace([first, ...others], count + 2, PRIME));
    expect(more).toEqual([]);
    // xₖ = −2 and x₀ = 2·Σ xₖ.
    expect(vector).toEqual([-4 * count, ...new Array(count).fill(-2), 1]);
  });
});

describe('rows that are taken one at a time', () => {
  it('are kept where they are independent of those before', () => {
    const basis = growingBasis(3, PRIME);
    const [a, b, c, d] = rows([0, 2, 4], [0, 3, 6], [5, 1, 1], [1, 1, 1]);
    expect([basis.insert(a), basis.insert(b), basis.rank()]).toEqual([true, false, 1]);
    expect([basis.insert(c), basis.rank()]).toEqual([true, 2]);
    expect(signed(basis.reduced().rows)).toEqual([
      // 5x + y + z and y + 2z: x − z/5, and 5·1677715 = 2p + 1.
      [1, 0, -1677715],
      [0, 1, 2],
    ]);
    expect(basis.reduced().pivots).toEqual([0, 1]);
    expect([basis.insert(d), basis.rank()]).toEqual([true, 3]);
    // Nothing is left, and what comes is not even looked at.
    const more = rows([7, 8, 9])[0];
    expect([basis.insert(more), [...more]]).toEqual([false, [7, 8, 9]]);
  });

  it('are as exact after more than 512 rows', () => {
    // Rows eₖ + (p − 2)·u, the first + (p − 2)·v too; then twice all eₖ: 4·600·u + 4·v remains.
    const count = 600;
    const basis = growingBasis(count + 2, PRIME);
    for (let k = 0; k < count; k++) {
      const row = new Float64Array(count + 2);
      row[k] = 1;
      row[count] = PRIME - 2;
      if (k === 0) row[count + 1] = PRIME - 2;
      basis.insert(row);
    }
    const sum = new Float64Array(count + 2).fill(2, 0, count);
    expect(basis.insert(sum)).toBe(true);
    expect([sum.findIndex((x) => x !== 0), sum[count]]).toEqual([count, 1]);
    expect((sum[count + 1] * count) % PRIME).toBe(1);
  });
});

it('reduced rows are sorted by their pivots, which are alone in their columns', () => {
  const { rows: reduced, pivots } = reducedRows(
    rows([0, 0, 1, 5], [1, 4, 7, 0], [0, 0, 2, 10]),
    4,
    PRIME,
  );
  expect(pivots).toEqual([0, 2]);
  expect(signed(reduced)).toEqual([
    [1, 4, 0, -35],
    [0, 0, 1, 5],
  ]);
  expect(reducedRows([], 3, PRIME)).toEqual({ rows: [], pivots: [] });
});

import { describe, expect, it } from 'vitest';
import { createEchelon, type PanelKernelOf, rankModulo } from './modular-elimination.ts';
import { PANEL, plainPanelKernel } from './panel-kernel.ts';
import { primeField } from './prime-field.ts';
import { createRng, type Rng } from './random.ts';
import { simdPanelKernel } from './simd/panel-kernel.ts';

const PRIME = 4194301;
const field = primeField(PRIME);

/** Textbook elimination, one entry at a time over the ring: the independent oracle. */
function naiveRank(rows: readonly (readonly number[])[]): number {
  const work = rows.map((row) => [...row]);
  let rank = 0;
  for (let j = 0; j < (work[0]?.length ?? 0); j++) {
    const at = work.findIndex((row, i) => i >= rank && row[j] !== 0);
    if (at < 0) continue;
    [work[rank], work[at]] = [work[at], work[rank]];
    const inverse = field.inverse(work[rank][j]);
    for (let i = rank + 1; i < work.length; i++) {
      const factor = field.mul(work[i][j], inverse);
      work[i] = work[i].map((x, k) => field.sub(x, field.mul(factor, work[rank][k])));
    }
    rank++;
  }
  return rank;
}

function randomMatrix(rng: Rng, rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => rng.integer(0, PRIME - 1)),
  );
}

function product(a: readonly number[][], b: readonly number[][]): number[][] {
  return a.map((row) =>
    b[0].map((_, j) => row.reduce((sum, x, q) => field.add(sum, field.mul(x, b[q][j])), 0)),
  );
}

const flat = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat());

const simd: PanelKernelOf = (columns, prime) => {
  const kernel = simdPanelKernel(columns, prime);
  if (kernel === null) throw new Error('no vector instructions');
  return kernel;
};

describe.each([
  ['loops', plainPanelKernel],
  ['vectors', simd],
])('createEchelon by %s', (_, kernelOf) => {
  it.each([
    [5, 7, 0],
    [7, 5, 3],
    [PANEL, PANEL, PANEL],
    [PANEL + 1, 60, PANEL],
    [150, 131, 77],
    [60, 200, 60],
    [203, 97, 97],
  ])('finds the planted rank of a %i × %i matrix', (rows, columns, rank) => {
    const rng = createRng(`planted ${rows} ${columns}`);
    // A product of uniformly random rows × rank and rank × columns factors has the planted rank except
    // with probability about 2/PRIME.
    const matrix =
      rank === 0
        ? Array.from({ length: rows }, () => new Array<number>(columns).fill(0))
        : product(randomMatrix(rng, rows, rank), randomMatrix(rng, rank, columns));
    const echelon = createEchelon(columns, PRIME, kernelOf);
    const chosen = echelon.insert(flat(matrix), rows);
    expect(echelon.rank()).toBe(rank);
    expect(chosen).toHaveLength(rank);
    const minor = chosen.map((i) => echelon.pivotColumns().map((j) => matrix[i][j]));
    expect(naiveRank(minor)).toBe(rank);
  });

  it('agrees with textbook elimination on sparse matrices of every defect', () => {
    const rng = createRng('sparse');
    for (let trial = 0; trial < 120; trial++) {
      const [rows, columns] = [rng.integer(1, 14), rng.integer(1, 14)];
      const matrix = randomMatrix(rng, rows, columns).map((row) =>
        row.map((x) => (rng.chance(0.7) ? 0 : x)),
      );
      expect(rankModulo(flat(matrix), rows, columns, PRIME)).toBe(naiveRank(matrix));
    }
  });

  it('gives the same rank, and a non-singular minor, row by row as at once', () => {
    const rng = createRng('incremental');
    const matrix = product(randomMatrix(rng, 90, 40), randomMatrix(rng, 40, 70));
    const echelon = createEchelon(70, PRIME, kernelOf);
    const chosen: number[] = [];
    matrix.forEach((row, i) => {
      const raised = echelon.insert(flat([row]), 1);
      expect(echelon.rank()).toBe(Math.min(i + 1, 40));
      if (raised.length > 0) chosen.push(i);
    });
    expect(naiveRank(chosen.map((i) => echelon.pivotColumns().map((j) => matrix[i][j])))).toBe(40);
  });

  it('is blind to rescaled rows and permuted columns', () => {
    const rng = createRng('rescaled');
    const matrix = product(randomMatrix(rng, 20, 9), randomMatrix(rng, 9, 15));
    const order = rng.shuffle(Array.from({ length: 15 }, (_, j) => j));
    const other = matrix.map((row) => {
      const factor = rng.integer(1, PRIME - 1);
      return order.map((j) => field.mul(factor, row[j]));
    });
    expect(rankModulo(flat(other), 20, 15, PRIME)).toBe(9);
  });

  it('leaves the rows it is given as they are', () => {
    const rows = flat(randomMatrix(createRng('kept'), 10, 10));
    const before = rows.slice();
    rankModulo(rows, 10, 10, PRIME);
    expect(rows).toEqual(before);
  });
});

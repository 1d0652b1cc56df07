/** Distances to given clusters, worked out by hand; long units are short ones repeated. */
import { describe, expect, it } from 'vitest';
import { clusteredDistance, type WideCluster } from './clustered-distance.ts';
import type { BearingTensor } from './unit-blocks.ts';

/** Entries made when they are read. */
const tensorOf = (
  outer: number,
  inner: number,
  units: number,
  entry: (o: number, u: number, i: number) => number,
): BearingTensor => ({
  outer,
  inner,
  read: (from, count) =>
    Float64Array.from({ length: count }, (_, k) => {
      const at = from + k;
      return entry(Math.floor(at / (units * inner)), Math.floor(at / inner) % units, at % inner);
    }),
});

const cluster = (members: readonly (readonly [number, number])[], pinned = 0): WideCluster => ({
  members: members.map(([unit, set]) => ({ unit, set })),
  pinned,
});

function squareOf(
  units: number,
  tensors: readonly BearingTensor[],
  squares: readonly (readonly number[])[],
  clusters: readonly WideCluster[],
  block?: number,
): number {
  const source = { label: '', noun: '', units, permutable: true, signs: [], tensors };
  return (
    clusteredDistance(
      source,
      squares.map((own) => Float64Array.from(own)),
      clusters,
      block,
    ) ** 2
  );
}

describe('the square of the distance', () => {
  // Units (1, 2 | 7), (3, 6 | −7), (10, 10 | 1) in two tensors.
  const weights = [
    [1, 2],
    [3, 6],
    [10, 10],
  ];
  const outer = [7, -7, 1];
  const tensors = [
    tensorOf(1, 2, 3, (_, u, i) => weights[u][i]),
    tensorOf(1, 1, 3, (_, u) => outer[u]),
  ];
  const squares = [
    [5, 45, 200],
    [49, 49, 1],
  ];
  const of = (...clusters: readonly WideCluster[]) => squareOf(3, tensors, squares, clusters);
  const third = cluster([[2, 0]]);

  it('is that from the means of what is joined', () => {
    expect(of(cluster([[0, 0]]), cluster([[1, 0]]), third)).toBe(0);
    // Means (2, 4 | 0): 2·(1 + 4 + 49).
    expect(
      of(
        cluster([
          [0, 0],
          [1, 0],
        ]),
        third,
      ),
    ).toBeCloseTo(108, 12);
    expect(
      of(
        cluster([
          [1, 0],
          [0, 0],
        ]),
        third,
      ),
    ).toBeCloseTo(108, 12);
    // The second tensor with the other sign: it agrees.
    expect(
      of(
        cluster([
          [0, 0],
          [1, 2],
        ]),
        third,
      ),
    ).toBeCloseTo(10, 12);
    expect(
      of(
        cluster([
          [0, 2],
          [1, 0],
        ]),
        third,
      ),
    ).toBeCloseTo(10, 12);
    // The first: (1, 2) and (−3, −6), 2·(4 + 16 + 49).
    expect(
      of(
        cluster([
          [0, 1],
          [1, 0],
        ]),
        third,
      ),
    ).toBeCloseTo(138, 12);
    // Both turned is neither turned.
    expect(
      of(
        cluster([
          [0, 3],
          [1, 3],
        ]),
        third,
      ),
    ).toBeCloseTo(108, 12);
    // Three: first coordinates 1, 3, 10 and 2, 6, 10 and 7, −7, 1: Σx² − (Σx)²/3.
    expect(
      of(
        cluster([
          [0, 0],
          [1, 0],
          [2, 0],
        ]),
      ),
    ).toBeCloseTo(110 - 196 / 3 + (140 - 108) + (99 - 1 / 3), 11);
  });

  it('has all of what is pinned', () => {
    expect(of(cluster([[0, 0]], 1), cluster([[1, 0]], 2), third)).toBeCloseTo(5 + 49, 12);
    expect(
      of(
        cluster(
          [
            [0, 0],
            [1, 0],
          ],
          1,
        ),
        third,
      ),
    ).toBeCloseTo(5 + 45 + 98, 12);
    expect(
      of(
        cluster(
          [
            [0, 0],
            [1, 0],
          ],
          2,
        ),
        third,
      ),
    ).toBeCloseTo(10 + 98, 12);
    expect(
      of(
        cluster(
          [
            [0, 0],
            [1, 0],
          ],
          3,
        ),
        third,
      ),
    ).toBeCloseTo(50 + 98, 12);
    expect(
      of(
        cluster([[0, 0]]),
        cluster(
          [
            [1, 0],
            [2, 2],
          ],
          1,
        ),
      ),
    ).toBeCloseTo(245 + 2 * 9, 11);
  });

  it.each([
    [5, 3, 1000],
    [5, 3, 9],
    [5, 3, 18],
    [5, 3, 30],
    [1, 511, 1533],
    [2, 512, 512],
    [2, 512, 100],
    [1, 1024, 511],
    [3, 700, 1],
  ])('of %i × %i entries, %i at once, is the sum of all', (rows, inner, block) => {
    // Units x, −3x and 6 with x = 1, 2, 3, 1 … : 2·(2x)² for the first two with one sign, 2x² with opposite ones.
    const x = (o: number, i: number) => 1 + ((o + i) % 3);
    const tensor = tensorOf(rows, inner, 3, (o, u, i) => [x(o, i), -3 * x(o, i), 6][u]);
    const [square, sixes] = [(y: number) => y * y, (y: number) => (y - 6) ** 2 / 2].map((of) => {
      let sum = 0;
      for (let o = 0; o < rows; o++) for (let i = 0; i < inner; i++) sum += of(x(o, i));
      return sum;
    });
    const of = (...clusters: readonly WideCluster[]) =>
      squareOf(3, [tensor], [[0, 0, 0]], clusters, block);
    expect(
      of(
        cluster([
          [0, 0],
          [1, 0],
        ]),
        third,
      ),
    ).toBeCloseTo(8 * square, 7);
    expect(
      of(
        third,
        cluster([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toBeCloseTo(2 * square, 7);
    expect(
      of(
        cluster([
          [0, 0],
          [2, 0],
        ]),
      ),
    ).toBeCloseTo(sixes, 7);
  });
});

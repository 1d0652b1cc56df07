/** Distances of a few short units to strata, worked out by hand: by pictures, by subsets and by joining. */
import { describe, expect, it } from 'vitest';
import type { UnitAxis } from '../group/units.ts';
import { condensationOf } from './axis-source.ts';
import { condensation, paretoOf, pinningsOf } from './condensation.ts';
import { byAgglomeration } from './joined-clusters.ts';
import type { NearStratum } from './near-stratum.ts';
import type { AxisSource } from './unit-blocks.ts';
import { wideCondensation } from './wide-condensation.ts';

/** Units (entries of the first tensor | of the second | …), one number each. */
function sourceOf(
  units: readonly (readonly number[])[],
  signs: readonly number[] = [],
  permutable = true,
): AxisSource {
  const tensors = units[0].map((_, t) => {
    const values = Float64Array.from(units, (unit) => unit[t]);
    return { outer: 1, inner: 1, read: (from: number, n: number) => values.slice(from, from + n) };
  });
  return { label: 'layer 1', noun: 'neuron', units: units.length, permutable, signs, tensors };
}

/** `dimension: square of the distance` of all. */
const squares = (nearest: readonly NearStratum[]) =>
  nearest.map(({ dimension, distance }) => [dimension, Number((distance ** 2).toFixed(9))]);

const clustersAt = (nearest: readonly NearStratum[], dimension: number) =>
  nearest
    .find((one) => one.dimension === dimension)!
    .clusters.map(({ units, dimension: kept }) => `${units}:${kept}`)
    .sort();

describe('by pictures', () => {
  it('what is nearest is joined first, as far as strata are near', () => {
    // 0 | 1 | 3 | 10: joining costs 1/2, 1/2·2² = 2, 1/2·7².
    const source = sourceOf([[0], [10], [1], [3]]);
    const at = (near: number) => wideCondensation(source, near).nearest;
    // Together 1/2; three of mean 4/3: 16/9 + 1/9 + 25/9 = 14/3; all of mean 7/2: 110 − 49 = 61.
    for (const near of [0.71, 2.1, 2.16, 2.17, 7.8, 7.9, 20]) {
      const found = squares(at(near));
      const within = found.filter(([, square]) => square <= near * near);
      const all = [
        [1, 61],
        [2, 4.666666667],
        [3, 0.5],
        [4, 0],
      ];
      // The smallest stratum that is as near as that is looked at, not all of the others.
      expect(within[0]).toEqual(all.find(([, square]) => square <= near * near));
      for (const one of found) expect(all).toContainEqual(one);
    }
    expect(clustersAt(at(2.17), 2)).toEqual(['0,2,3:1', '1:1']);
    expect(clustersAt(at(1), 3)).toEqual(['0,2:1', '1:1', '3:1']);
    expect(at(0.1).at(-1)).toEqual({
      dimension: 4,
      distance: 0,
      clusters: [0, 1, 2, 3].map((u) => ({ units: [u], dimension: 1 })),
    });
  });

  it('units that may change sign are joined to opposite ones, and pinned where they are short', () => {
    // (4 | 1), −(4 | 1.5), (0.25 | 0), (9 | 9): joining the first two costs 1/8, pinning the third 1/16.
    const source = sourceOf(
      [
        [4, 1],
        [-4, -1.5],
        [0.25, 0],
        [9, 9],
      ],
      [3],
    );
    const { nearest, isSigned, unitSize, exact } = wideCondensation(source, 0.45);
    expect({ isSigned, unitSize, exact }).toEqual({ isSigned: true, unitSize: 2, exact: false });
    expect(squares(nearest)).toEqual([
      [4, 0.1875],
      [8, 0],
    ]);
    expect(clustersAt(nearest, 4)).toEqual(['0,1:2', '2:0', '3:2']);
    // Nearer than that only the third vanishes.
    const closer = wideCondensation(source, 0.3).nearest;
    expect(squares(closer)).toContainEqual([6, 0.0625]);
    expect(clustersAt(closer, 6)).toEqual(['0:2', '1:2', '2:0', '3:2']);
  });

  it('signs of what comes in alone pin that alone', () => {
    const source = sourceOf(
      [
        [0.5, 4],
        [-3, 4],
        [3, 4.5],
      ],
      [1],
    );
    const { nearest } = wideCondensation(source, 0.7);
    // The first pinned in one tensor: 1/4; the others joined: 1/8.
    expect(squares(nearest)).toEqual([
      [3, 0.375],
      [6, 0],
    ]);
    expect(clustersAt(nearest, 3)).toEqual(['0:1', '1,2:2']);
  });

  it('units that are not exchanged are pinned only', () => {
    const { nearest } = wideCondensation(
      sourceOf(
        [
          [1, 1],
          [1, 1],
          [2, 0],
        ],
        [3],
        false,
      ),
      10,
    );
    // 2 for each of the first two, 4 for the third.
    expect(squares(nearest)).toEqual([
      [0, 8],
      [6, 0],
    ]);
  });

  it('sees what differs in any one of many numbers', () => {
    for (let at = 0; at < 64; at++) {
      const values = new Float64Array(3 * 64).fill(1);
      values[2 * 64 + at] = 2;
      const tensor = {
        outer: 1,
        inner: 64,
        read: (i: number, n: number) => values.slice(i, i + n),
      };
      const { nearest } = wideCondensation({ ...sourceOf([[1], [1], [2]]), tensors: [tensor] }, 0);
      expect(squares(nearest)).toEqual([[128, 0]]);
    }
  });

  it('what is equal is joined where nothing is near', () => {
    const { nearest } = wideCondensation(sourceOf([[1], [2], [1], [2], [1]]), 0);
    expect(squares(nearest)).toEqual([[2, 0]]);
    expect(clustersAt(nearest, 2)).toEqual(['0,2,4:1', '1,3:1']);
  });
});

describe('one after the other', () => {
  const axisOf = (size: number, signs: readonly number[]): UnitAxis => ({
    label: 'layer 1',
    noun: 'neuron',
    slices: [Int32Array.from({ length: size }, (_, k) => k)],
    tensorOf: Int32Array.from({ length: size }, (_, k) => k),
    tensors: size,
    symbols: [],
    inputs: 1,
    permutable: true,
    signs,
  });
  const found = (units: number[][], signs: number[]) =>
    squares(
      paretoOf(
        byAgglomeration(
          units.map((u) => Float64Array.from(u)),
          pinningsOf(axisOf(units[0].length, signs)),
        ),
      ),
    );

  it('clusters are joined by what it costs', () => {
    expect(found([[0], [10], [1], [3]], [])).toEqual([
      [1, 61],
      [2, 4.666666667],
      [3, 0.5],
      [4, 0],
    ]);
    // (1 | 2) and −(1 | 4): mean (1 | 3), 2 in all; pinned 5 and 17.
    expect(
      found(
        [
          [1, 2],
          [-1, -4],
        ],
        [3],
      ),
    ).toEqual([
      [0, 22],
      [2, 2],
      [4, 0],
    ]);
    // With signs of the first tensor alone that cannot be, but it may vanish: 1 each.
    expect(
      found(
        [
          [1, 2],
          [-1, -4],
        ],
        [1],
      ),
    ).toEqual([
      // Together in the second: 2 + 18.
      [1, 20],
      [2, 2],
      [3, 1],
      [4, 0],
    ]);
  });

  it('what saves a dimension at the least price is pinned first', () => {
    const units = [Float64Array.of(2, 2, 3), Float64Array.of(4, 4, 3.5)];
    const all = byAgglomeration(units, pinningsOf(axisOf(3, [3, 4])));
    // Prices: 8/2; then 9 against 12.25 and 32/2 of the second unit; then these. Joined: 4.125, pinned from there.
    expect(squares(all).slice(0, 6)).toEqual([
      [6, 0],
      [4, 8],
      [3, 17],
      [2, 29.25],
      [0, 61.25],
      [3, 4.125],
    ]);
  });

  it('signs pin what they change, all that groups of them can', () => {
    const pinnings = pinningsOf(axisOf(3, [3, 4, 7])).map(({ kept, dimension, signs }) => [
      [...kept].join(''),
      dimension,
      signs.map((s) => [...s].join()).sort(),
    ]);
    expect(pinnings).toEqual([
      ['111', 3, ['-1,-1,-1', '-1,-1,1', '1,1,-1', '1,1,1']],
      ['001', 1, ['1,1,-1', '1,1,1']],
      ['110', 2, ['-1,-1,1', '1,1,1']],
      ['000', 0, ['1,1,1']],
    ]);
  });
});

describe('all subsets', () => {
  it('are compared up to eight units, and each unit by itself where none are exchanged', () => {
    const of = (units: number[][], signs: number[] = [], permutable = true) => {
      const { nearest, exact } = condensationOf(sourceOf(units, signs, permutable), 100);
      return [exact, ...squares(nearest)];
    };
    expect(of([[0], [10], [1], [3]])).toEqual([true, [1, 61], [2, 4.666666667], [3, 0.5], [4, 0]]);
    expect(of([[3], [-4]], [1])).toEqual([true, [0, 25], [1, 0.5], [2, 0]]);
    expect(of([[3], [-4]], [1], false)).toEqual([true, [0, 25], [1, 9], [2, 0]]);
    expect(of([[3], [-4]], [], false)).toEqual([true, [2, 0]]);
    expect(of(Array.from({ length: 9 }, () => [1]))).toEqual([false, [1, 0]]);
  });

  it('of tensors that are stored one way or another', () => {
    // Units (1, 2 | 5) and (3, 4 | 5): the first tensor as 1 2 3 4 by units or 1 3 2 4 by coordinates.
    const stored = (outer: number, values: number[]) => ({
      outer,
      inner: 2 / outer,
      read: (from: number, n: number) => Float64Array.from(values).slice(from, from + n),
    });
    for (const first of [stored(1, [1, 2, 3, 4]), stored(2, [1, 3, 2, 4])]) {
      const second = { ...stored(1, [5, 5]), inner: 1 };
      const source = { ...sourceOf([[0], [0]]), tensors: [first, second] };
      const { nearest, unitSize } = condensationOf(source, 9);
      expect([unitSize, squares(nearest)]).toEqual([
        3,
        [
          [3, 4],
          [6, 0],
        ],
      ]);
      expect(condensationOf({ ...source, center: 2 }, 9).center).toBe(2);
      expect(condensationOf(source, 9)).not.toHaveProperty('center');
    }
  });

  it('keeps the nearest of each dimension, where no smaller one is as near', () => {
    const one = (dimension: number, distance: number) => ({ dimension, distance, clusters: [] });
    const list = [one(3, 1), one(1, 4), one(3, 2), one(2, 4), one(5, 1), one(4, 0.5), one(6, 0)];
    expect(paretoOf(list)).toEqual([one(1, 4), one(3, 1), one(4, 0.5), one(6, 0)]);
    expect(paretoOf([])).toEqual([]);
  });

  it('takes the numbers of θ that the axis has', () => {
    const axis = {
      slices: [Int32Array.of(3, 1), Int32Array.of(0, 2)],
      tensorOf: Int32Array.of(0, 1),
    };
    const whole = {
      label: 'l',
      noun: 'n',
      tensors: 2,
      symbols: [],
      inputs: 1,
      permutable: true,
      signs: [],
    };
    // (7, 5) and (1, 9): 2·(3² + 2²).
    const { nearest } = condensation({ ...whole, ...axis }, [1, 5, 9, 7]);
    expect(squares(nearest)).toEqual([
      [2, 26],
      [4, 0],
    ]);
  });
});

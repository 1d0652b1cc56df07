/** Strata of rotations and exchanges at once, counted by hand. */
import { describe, expect, it } from 'vitest';
import { big, map, vector } from '../../testing/representations.ts';
import { moveText } from '../group/signed-move.ts';
import { isotropyMoves, pointClasses } from '../isotropy/found-isotropy.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { orthogonalAction } from './orthogonal-action.ts';
import { type Representation, reachesAll, times, timesTransposed } from './orthogonal-isotropy.ts';
import { orthogonalStratum } from './orthogonal-stratum.ts';
import { otherElements } from './other-elements.ts';

it('is smaller where one axis is reached and another is not', () => {
  // W₁ and the rows of W₂ along (1, 2), W₃ invertible: 1 + 2 + 4 numbers.
  const theta = [1, 2, 3, 6, 5, 10, 1, 2, 3, 7];
  const found = orthogonalStratum(
    symmetryOf({ kind: 'linear', widths: [1, 2, 2, 2] }),
    Float64Array.from(theta),
  )!;
  expect([found.reached, found.dimension]).toEqual([[1, 2], 7]);
});

describe('a residual stream of two dimensions with two neurons', () => {
  const model = {
    kind: 'residual-block',
    inputs: 1,
    stream: 2,
    hidden: 2,
    outputs: 1,
    activation: 'tanh',
  };
  // E = (e₁; e₂), U (neurons by stream), V (stream by neurons), R.
  const at = (e: number[], u: number[][], v: number[][], r: number[]) => {
    const found = orthogonalStratum(
      symmetryOf(model),
      Float64Array.from([...e, ...u.flat(), ...v.flat(), ...r]),
    )!;
    const { dimension, reached, exact, stratumId, subspace } = found;
    return { dimension, reached, exact, stratumId, words: subspace.describe() };
  };

  it('is everything where nothing is fixed', () => {
    const all = at(
      [1, 0],
      [
        [1, 2],
        [3, 5],
      ],
      [
        [7, 11],
        [13, 17],
      ],
      [2, 3],
    );
    expect(all).toEqual({
      dimension: 12,
      reached: [2],
      exact: true,
      stratumId: '[2] dimension 12',
      words: 'no symmetry',
    });
  });

  it('has equal neurons where they are exchanged', () => {
    // E and R of two each, one neuron in and out: 8.
    const equal = at(
      [1, 0],
      [
        [1, 2],
        [1, 2],
      ],
      [
        [7, 7],
        [13, 13],
      ],
      [2, 3],
    );
    expect(equal).toEqual({
      dimension: 8,
      reached: [2],
      exact: true,
      stratumId: '[2] and 1 more dimension 8',
      words: '1 more of the symmetries that permute coordinates',
    });
  });

  it('is what inputs and outputs reach where they reach a line', () => {
    // All in the direction (1, 2): one number for each of six vectors.
    const line = at(
      [1, 2],
      [
        [3, 6],
        [-1, -2],
      ],
      [
        [2, 5],
        [4, 10],
      ],
      [7, 14],
    );
    expect(line).toEqual({
      dimension: 6,
      reached: [1],
      exact: true,
      stratumId: '[1] dimension 6',
      words: 'inputs and outputs reach 1 of 2 dimensions of axis "stream"',
    });
    // And equal neurons: E, R, u and v.
    expect(
      at(
        [1, 2],
        [
          [3, 6],
          [3, 6],
        ],
        [
          [2, 2],
          [4, 4],
        ],
        [7, 14],
      ),
    ).toMatchObject({
      dimension: 4,
      reached: [1],
      stratumId: '[1] and 1 more dimension 4',
    });
  });
});

describe('neurons that a reflection of the stream exchanges', () => {
  const model = (hidden: number) => ({
    kind: 'residual-block',
    inputs: 1,
    stream: 2,
    hidden,
    outputs: 1,
    activation: 'tanh',
  });

  it('are found, though no coordinate is reflected', () => {
    // e = (3, 4) and f = (−4, 3): E = e, R = 5e, u = e ± 2f, v = 3e ± 4f, and f ↦ −f.
    const at = (...theta: number[]) => {
      const symmetry = symmetryOf(model(2));
      const point = Float64Array.from(theta);
      const { dimension, exact, stratumId } = orthogonalStratum(symmetry, point)!;
      return [
        dimension,
        exact,
        stratumId,
        isotropyMoves(symmetry, pointClasses(symmetry, point)).order,
      ];
    };
    // E, R: a number each; u and v of one neuron.
    expect(at(3, 4, -5, 10, 11, -2, -7, 25, 24, 0, 15, 20)).toEqual([
      6,
      true,
      '[2] and 1 more dimension 6',
      1n,
    ]);
    // The second neuron with the opposite sign.
    expect(at(3, 4, -5, 10, -11, 2, -7, -25, 24, 0, 15, 20).slice(0, 2)).toEqual([6, true]);
    // One sign alone, another length, another read-out.
    for (const other of [
      [3, 4, -5, 10, -11, 2, -7, 25, 24, 0, 15, 20],
      [3, 4, -5, 10, 22, -4, -7, 25, 24, 0, 15, 20],
      [3, 4, -5, 10, 11, -2, -7, 25, 24, 0, 15, 21],
    ])
      expect(at(...other).slice(0, 3)).toEqual([12, true, '[2] dimension 12']);
  });

  it('are looked for among so many elements', () => {
    const of = (hidden: number) => {
      const symmetry = symmetryOf(model(hidden));
      const { elements, complete } = otherElements(symmetry, orthogonalAction(symmetry)!);
      expect(new Set(elements.map(moveText)).size).toBe(elements.length);
      return [elements.length, complete];
    };
    // Signs and orders of neurons, without the identity: 2ⁿ·n! − 1. The sign of a single one is an orthogonal group.
    expect([1, 2, 4].map(of)).toEqual([
      [0, true],
      [7, true],
      [64, false],
    ]);
  });
});

describe('a look modulo a prime', () => {
  const all = (
    widths: number[],
    vectors: Representation['vectors'],
    maps: Representation['maps'] = [],
  ) => reachesAll({ widths, vectors, maps });

  it('says where all of every axis is reached', () => {
    expect(all([2], [vector(0, 1, 0), vector(0, 1, 1)])).toBe(true);
    expect(all([2], [vector(0, 1, 0), vector(0, 0, 1)])).toBe(true);
    expect(all([2], [vector(0, 1, 2), vector(0, -2, -4)])).toBe(false);
    expect(all([2], [vector(0, 0, 0)])).toBe(false);
    expect(all([1, 1], [vector(0, -3)])).toBe(false);
    // Through a map, there and back: (1, 1) ↦ (1, 2) ↦ (1, 4).
    const stretch = map(0, 1, [1, 0], [0, 2]);
    expect(all([2, 2], [vector(0, 1, 1)], [stretch])).toBe(true);
    expect(all([2, 2], [vector(1, 1, 1)], [stretch])).toBe(true);
    expect(all([2, 2], [vector(0, 1, 0)], [stretch])).toBe(false);
    expect(all([2, 2], [vector(0, 1, 1)], [map(0, 1, [1, 0], [0, -1])])).toBe(false);
    expect(all([3, 2], [vector(1, 1, 0), vector(1, 1, 1)], [map(0, 1, [1, 0, 0], [0, 1, 0])])).toBe(
      false,
    );
    expect(
      all(
        [3, 1],
        [vector(0, 1, 2, 3)],
        [map(0, 0, [0, 0, 1], [1, 0, 0], [0, 1, 0]), map(0, 1, [1, 0, 0])],
      ),
    ).toBe(true);
  });

  it('says nothing of what is 0 modulo the prime', () => {
    expect(all([1], [{ axis: 0, entries: [67_108_859n] }])).toBe(false);
    expect(all([1], [{ axis: 0, entries: [-67_108_860n] }])).toBe(true);
    expect(
      all(
        [2],
        [
          { axis: 0, entries: [67_108_859n, 1n] },
          { axis: 0, entries: big(-1, 1) },
        ],
      ),
    ).toBe(true);
  });
});

it('maps take vectors there and back', () => {
  const rows = [big(1, 2, 3), big(4, 5, 6)];
  expect(times(rows, big(1, -1, 2))).toEqual(big(5, 11));
  expect(timesTransposed(rows, big(1, -1))).toEqual(big(-3, -3, -3));
});

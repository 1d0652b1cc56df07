/** What vectors and maps reach, and what is fixed beside it, in planes and spaces. */
import { describe, expect, it } from 'vitest';
import { rational } from '../../numerics/rational.ts';
import { big, directions, map, vector } from '../../testing/representations.ts';
import { orthogonalIsotropy, type Representation } from './orthogonal-isotropy.ts';
import { kernel } from './relations.ts';

const of = (
  widths: number[],
  vectors: Representation['vectors'],
  maps: Representation['maps'] = [],
) => orthogonalIsotropy({ widths, vectors, maps });

describe('what is reached', () => {
  it('is the span of the vectors', () => {
    expect(of([2], []).reached).toEqual([[]]);
    expect(directions(of([2], [vector(0, 2, -4)]).reached[0])).toEqual([[1, -2]]);
    expect(of([2], [vector(0, 1, 2), vector(0, 2, 5)]).reached).toEqual(['all']);
    expect(directions(of([2], [vector(0, 1, 2), vector(0, -2, -4)]).reached[0])).toEqual([[1, 2]]);
    // (1, 1, 0) and what is left of (1, 0, 1): (1, −1, 2).
    expect(directions(of([3], [vector(0, 1, 1, 0), vector(0, 1, 0, 1)]).reached[0])).toEqual([
      [1, 1, 0],
      [1, -1, 2],
    ]);
    expect(of([3], [vector(0, 1, 1, 0), vector(0, 1, 0, 1), vector(0, 0, 0, 7)]).reached).toEqual([
      'all',
    ]);
  });

  it('is carried along maps, both ways', () => {
    const shear = map(0, 1, [1, 0], [0, 2]);
    expect(of([2, 2], [vector(0, 1, 0)], [shear]).reached.map(directions)).toEqual([
      [[1, 0]],
      [[1, 0]],
    ]);
    expect(of([2, 2], [vector(1, 0, 1)], [shear]).reached.map(directions)).toEqual([
      [[0, 1]],
      [[0, 1]],
    ]);
    // W(1, 1) = (1, 2), WᵀW(1, 1) = (1, 4): everything.
    expect(of([2, 2], [vector(0, 1, 1)], [shear]).reached).toEqual(['all', 'all']);
    // (1, 1, 1) goes to 6, and back to (1, 2, 3).
    const row = map(0, 1, [1, 2, 3]);
    const { reached } = of([3, 1], [vector(0, 1, 1, 1)], [row]);
    expect([reached[0].length, reached[1]]).toEqual([2, 'all']);
    expect(of([1, 3], [vector(0, 5)], [map(0, 1, [1], [2], [0])]).reached.map(directions)).toEqual([
      'all',
      [[1, 2, 0]],
    ]);
  });

  it('is counted exactly where entries vanish modulo a prime', () => {
    const p = 67108859;
    expect(of([2], [vector(0, 1, 0), vector(0, 1, p)]).reached).toEqual(['all']);
    expect(directions(of([2], [vector(0, p, 0), vector(0, 2 * p, 0)]).reached[0])).toEqual([
      [1, 0],
    ]);
  });
});

describe('words between what is not reached', () => {
  it('are spanned by W, WWᵀW, …', () => {
    const words = (...rows: number[][]) => {
      const n = rows[0].length;
      const { words: found, exact } = of([n, rows.length], [], [map(0, 1, ...rows)]);
      expect(exact).toBe(true);
      return found[0].length;
    };
    // As many as there are different singular values that are not 0.
    expect(words([1, 0], [0, 1])).toBe(1);
    expect(words([1, 0], [0, -1])).toBe(1);
    expect(words([1, 0], [0, 2])).toBe(2);
    expect(words([1, 1], [0, 0])).toBe(1);
    expect(words([3, 4], [4, -3])).toBe(1);
    expect(words([1, 0, 0], [0, 2, 0], [0, 0, 3])).toBe(3);
    expect(words([1, 0, 0], [0, 2, 0])).toBe(2);
    expect(of([2, 2], [], [map(0, 1, [0, 0], [0, 0])]).words).toEqual([[]]);
  });

  it('leave out what is reached', () => {
    const found = of([2, 2], [vector(0, 1, 0)], [map(0, 1, [1, 0], [0, 2])]);
    expect(found.words.map(directions)).toEqual([[[0, 0, 0, 1]]]);
    // B₀ = span (1, −1) goes to (1, −1) and back.
    const turned = of([2, 2], [vector(0, 1, 1)], [map(0, 1, [2, 1], [1, 2])]);
    expect(turned.words.map(directions)).toEqual([[[1, -1, -1, 1]]]);
    // Two maps from one plane: W₂ = (0 1; 1 0) beside W₁ = 1.
    const two = of([2, 2, 2], [], [map(0, 1, [1, 0], [0, 1]), map(0, 2, [0, 1], [1, 0])]);
    expect(two.words.map((list) => list.length)).toEqual([1, 1]);
    // One of them is 0 there.
    const half = of([2, 2, 2], [], [map(0, 1, [1, 0], [0, 1]), map(0, 2, [0, 0], [0, 0])]);
    expect(half.words.map((list) => list.length)).toEqual([1, 0]);
    const one = of([2, 2], [], [map(0, 1, [1, 0], [0, 1]), map(0, 1, [0, 1], [1, 0])]);
    expect(one.words.map((list) => list.length)).toEqual([2, 2]);
  });

  it('are those of the projector, whatever basis the rest has', () => {
    // What is left of (1, 1, 1): (2, −1, −1) and (0, 1, −1), of squares 6 and 2.
    const plain = [1, -0.5, -0.5, -0.5, 1, -0.5, -0.5, -0.5, 1];
    const equal = map(0, 1, [1, 0, 0], [0, 1, 0], [0, 0, 1]);
    const found = of([3, 3], [vector(0, 1, 1, 1)], [equal]);
    expect(found.words.map(directions)).toEqual([[plain]]);
    // From the plane x₀ = 0 of ℝ³ to a plane: the coordinates one by one.
    const onto = of([3, 2], [vector(0, 1, 0, 0)], [map(0, 1, [0, 1, 0], [0, 0, 2])]);
    expect(onto.words.map(directions)).toEqual([
      [
        [0, 1, 0, 0, 0, 2],
        [0, 1, 0, 0, 0, -0.5],
      ],
    ]);
  });

  it('are spanned up to a size of numbers and spaces, and all maps beyond', () => {
    const exact = (widths: number[], ...maps: Representation['maps']) => of(widths, [], maps).exact;
    const one = (x: bigint) => ({ from: 0, to: 0, rows: [[x]] });
    // One dimension: 500 bits and 501, of either sign, wherever they stand.
    for (const sign of [1n, -1n])
      for (const beside of [1n, -1n, 3n, -3n]) {
        expect(exact([1], one(sign * 2n ** 499n), one(beside))).toBe(true);
        expect(exact([1], one(sign * 2n ** 500n), one(beside))).toBe(false);
        expect(exact([1], one(beside), one(sign * 2n ** 500n))).toBe(false);
      }
    // Four of 31 bits and of 32.
    const pair = (x: number) => map(0, 1, [x, 0], [0, 1]);
    expect([exact([2, 2], pair(2 ** 31 - 1)), exact([2, 2], pair(2 ** 31))]).toEqual([true, false]);
  });

  it('are none where nothing is carried, in spaces of any size', () => {
    // The map sees the first coordinate, which is reached, and none of the 24 others.
    const first = Array.from({ length: 25 }, (_, i) => (i === 0 ? 1 : 0));
    const zero = first.map(() => 0);
    const seen = map(0, 1, first, ...Array.from({ length: 24 }, () => zero));
    const found = of([25, 25], [vector(0, ...first)], [seen]);
    expect([found.words, found.exact]).toEqual([[[]], true]);
  });

  it('are all maps where they are too many to be counted', () => {
    const huge = [10n ** 200n + 1n, 3n];
    const { words, exact } = orthogonalIsotropy({
      widths: [2, 2],
      vectors: [],
      maps: [{ from: 0, to: 1, rows: [huge, [0n, 1n]] }],
    });
    expect(exact).toBe(false);
    expect(words.map(directions)).toEqual([
      [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 0],
        [0, 0, 0, 1],
      ],
    ]);
  });
});

it('the kernel of a map on a subspace is what it sends to 0', () => {
  const basis = [big(1, 0, 0), big(0, 1, 0), big(0, 0, 1)];
  const images = (...rows: number[][]) => rows.map((row) => row.map((x) => rational(x)));
  expect(kernel(basis, images([0], [0], [0]))).toEqual(basis);
  expect(directions(kernel(basis, images([1], [0], [0])))).toEqual([
    [0, 1, 0],
    [0, 0, 1],
  ]);
  // u₀ + 2u₁ = 0 and u₂ = u₁.
  expect(directions(kernel(basis, images([1, 0], [2, -1], [0, 1])))).toEqual([[1, -0.5, -0.5]]);
  expect(kernel(basis, images([1, 0, 0], [0, 1, 0], [0, 0, 1]))).toEqual([]);
});

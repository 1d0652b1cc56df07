/** Orthogonal groups of planes and spaces: what vectors and maps reach, what is fixed, which rotations keep F. */
import { describe, expect, it } from 'vitest';
import { rational } from '../../numerics/rational.ts';
import { reachable } from '../group/proof.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { aligned, alignment } from './aligned.ts';
import { denseSubspace } from './dense-subspace.ts';
import type { OrthogonalAction } from './orthogonal-action.ts';
import { orthogonalIsotropy, type Representation } from './orthogonal-isotropy.ts';
import { kernel } from './relations.ts';
import { isRotationInvariant } from './rotation-proof.ts';

const big = (...v: number[]) => v.map(BigInt);
const vector = (axis: number, ...entries: number[]) => ({ axis, entries: big(...entries) });
const map = (from: number, to: number, ...rows: number[][]) => ({
  from,
  to,
  rows: rows.map((row) => big(...row)),
});
const of = (
  widths: number[],
  vectors: Representation['vectors'],
  maps: Representation['maps'] = [],
) => orthogonalIsotropy({ widths, vectors, maps });
/** Directions up to a factor: the first entry that is not 0 is 1. */
const directions = (list: 'all' | readonly (readonly bigint[])[]) =>
  list === 'all'
    ? list
    : list.map((v) => {
        const first = Number(v.find((x) => x !== 0n));
        return v.map((x) => Number(x) / first + 0);
      });

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

describe('an orthogonal map that takes one point to another', () => {
  const point = (vectors: Representation['vectors'], maps: Representation['maps'] = []) => ({
    widths: [2, 2],
    vectors,
    maps,
  });

  it('exists where lengths, angles and relations agree', () => {
    const exists = (a: number[][], b: number[][]) =>
      alignment(point(a.map((v) => vector(0, ...v))), point(b.map((v) => vector(0, ...v)))) !==
      null;
    expect(exists([[3, 4]], [[5, 0]])).toBe(true);
    expect(exists([[3, 4]], [[4, 4]])).toBe(false);
    expect(
      exists(
        [
          [3, 4],
          [4, -3],
        ],
        [
          [5, 0],
          [0, 5],
        ],
      ),
    ).toBe(true);
    expect(
      exists(
        [
          [3, 4],
          [4, -3],
        ],
        [
          [5, 0],
          [5, 0],
        ],
      ),
    ).toBe(false);
    expect(
      exists(
        [
          [3, 4],
          [6, 8],
        ],
        [
          [5, 0],
          [10, 0],
        ],
      ),
    ).toBe(true);
    expect(
      exists(
        [
          [3, 4],
          [6, 8],
        ],
        [
          [5, 0],
          [-10, 0],
        ],
      ),
    ).toBe(false);
    expect(
      exists(
        [
          [3, 4],
          [6, 8],
        ],
        [
          [5, 0],
          [10, 1],
        ],
      ),
    ).toBe(false);
    expect(
      exists(
        [
          [3, 4],
          [7, 1],
        ],
        [
          [5, 0],
          [5, 5],
        ],
      ),
    ).toBe(true);
    expect(exists([[0, 0]], [[0, 0]])).toBe(true);
  });

  it('goes with the maps', () => {
    const of = (v: number[], rows: number[][]) => point([vector(0, ...v)], [map(0, 1, ...rows)]);
    const plain = of(
      [1, 0],
      [
        [1, 0],
        [0, 2],
      ],
    );
    // Axes exchanged on both sides.
    expect(
      alignment(
        of(
          [0, 1],
          [
            [2, 0],
            [0, 1],
          ],
        ),
        plain,
      ),
    ).not.toBeNull();
    // The vector that W stretches by 2, not by 1.
    expect(
      alignment(
        of(
          [1, 0],
          [
            [2, 0],
            [0, 1],
          ],
        ),
        plain,
      ),
    ).toBeNull();
    expect(
      alignment(
        of(
          [1, 0],
          [
            [0, 2],
            [1, 0],
          ],
        ),
        plain,
      ),
    ).not.toBeNull();
    const target = point([vector(1, 1, 0)], [map(0, 1, [1, 0], [0, 2])]);
    expect(alignment(point([vector(1, 0, 1)], [map(0, 1, [0, 2], [1, 0])]), target)).not.toBeNull();
    expect(alignment(point([vector(1, 1, 0)], [map(0, 1, [0, 2], [1, 0])]), target)).toBeNull();
  });

  it('is applied to points of what is reached', () => {
    // θ = (vector of axis 0; W by rows; a number): indices 0, 1; 2 … 5; 6.
    const one = (p: number) => [[p, 1]] as const;
    const action = {
      widths: [2, 2],
      labels: ['a', 'b'],
      vectors: [{ axis: 0, components: [one(0), one(1)] }],
      maps: [
        {
          from: 0,
          to: 1,
          indices: [
            [2, 3],
            [4, 5],
          ],
        },
      ],
      rigid: [6],
    } as OrthogonalAction;
    // (3, 4) ↦ (5, 0), (4, −3) ↦ (0, 5); on the other axis (1, 0) ↦ (0, 1), (0, 1) ↦ (1, 0).
    const pairs = [
      [
        [big(3, 4), big(5, 0)],
        [big(4, -3), big(0, 5)],
      ],
      [
        [big(1, 0), big(0, 1)],
        [big(0, 1), big(1, 0)],
      ],
    ] as const;
    const imageOf = (...theta: number[]) => {
      const found = aligned(action, pairs, big(...theta));
      return found?.image.map((x) => Number(x) / Number(found.factor));
    };
    expect(imageOf(3, 4, 0, 0, 0, 0, 7)).toEqual([5, 0, 0, 0, 0, 0, 7]);
    expect(imageOf(7, 1, 0, 0, 0, 0, -1)).toEqual([5, 5, 0, 0, 0, 0, -1]);
    // W = e₀(3, 4) ↦ e₁(5, 0), e₁(4, −3) ↦ e₀(0, 5).
    expect(imageOf(0, 0, 3, 4, 0, 0, 0)).toEqual([0, 0, 0, 0, 5, 0, 0]);
    expect(imageOf(0, 0, 0, 0, 4, -3, 0)).toEqual([0, 0, 0, 5, 0, 0, 0]);
    const half = [[pairs[0][0]], pairs[1]];
    expect(aligned(action, half, big(3, 4, 3, 4, 0, 0, 0))).not.toBeNull();
    expect(aligned(action, half, big(4, 4, 0, 0, 0, 0, 0))).toBeNull();
    expect(aligned(action, half, big(0, 0, 4, 4, 0, 0, 0))).toBeNull();
    expect(aligned(action, half, big(0, 0, 0, 0, 3, 5, 0))).toBeNull();
    // A sum and a difference: θ₀ + θ₁ and θ₀ − θ₁ as vectors of length 1, both turned about.
    const split = {
      widths: [1, 1],
      labels: ['+', '−'],
      vectors: [
        {
          axis: 0,
          components: [
            [
              [0, 1],
              [1, 1],
            ],
          ],
        },
        {
          axis: 1,
          components: [
            [
              [0, 1],
              [1, -1],
            ],
          ],
        },
      ],
      maps: [],
      rigid: [],
    } as OrthogonalAction;
    const turned = (plus: number, minus: number) => {
      const both = [[[big(1), big(plus)]], [[big(1), big(minus)]]] as const;
      const found = aligned(split, both, big(5, 2))!;
      return found.image.map((x) => Number(x) / Number(found.factor));
    };
    expect([turned(1, 1), turned(1, -1), turned(-1, 1), turned(-1, -1)]).toEqual([
      [5, 2],
      [2, 5],
      [-2, -5],
      [-5, -2],
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

describe('a dense subspace', () => {
  it('projects onto its span', () => {
    // (3, 4, 0)/5 and e₂.
    const plane = denseSubspace([big(3, 4, 0), big(0, 0, 2)], 3, () => 'a plane');
    const theta = Float64Array.of(5, 10, 7);
    const close = (found: Float64Array, ...expected: number[]) => {
      expect(found.length).toBe(expected.length);
      expected.forEach((x, i) => {
        expect(found[i]).toBeCloseTo(x, 12);
      });
    };
    close(plane.coordinates(theta, Float64Array.of(9, 9)), 11, 7);
    close(plane.project(theta, Float64Array.of(9, 9, 9)), 6.6, 8.8, 7);
    close(plane.normalComponent(theta, new Float64Array(3)), -1.6, 1.2, 0);
    close(plane.embed(Float64Array.of(5, -1), Float64Array.of(9, 9, 9)), 3, 4, -1);
    expect(plane.distance(theta)).toBeCloseTo(2, 12);
    expect([plane.size, plane.dimension, plane.describe()]).toEqual([3, 2, 'a plane']);
  });

  it('that is everything keeps numbers as they are', () => {
    const all = denseSubspace([big(1, 1), big(1, -1)], 2, () => '');
    const theta = Float64Array.of(0.1, 0.3);
    expect(all.project(theta, new Float64Array(2))).toEqual(theta);
    expect(all.coordinates(theta, new Float64Array(2))).toEqual(theta);
    expect(all.embed(theta, new Float64Array(2))).toEqual(theta);
    expect([...all.normalComponent(theta, Float64Array.of(3, 3))]).toEqual([0, 0]);
    expect(all.distance(theta)).toBe(0);
  });
});

describe('rotations of the first half of the variables into the second', () => {
  const turns = (features: string[], variables = ['u', 'v']) => {
    const { form } = symmetryOf({ kind: 'polynomial', variables, features });
    const half = variables.length / 2;
    const all = [...variables.keys()];
    return isRotationInvariant(form, reachable(form), all.slice(0, half), all.slice(half));
  };
  const four = ['a', 'b', 'c', 'd'];

  it.each([
    [true, ['u^2 + v^2']],
    [false, ['u^2 - v^2']],
    [false, ['u^2 + 2*v^2']],
    [false, ['u*v']],
    [false, ['u + v']],
    [false, ['u^2']],
    [true, ['u^4 + 2*u^2*v^2 + v^4']],
    [false, ['u^4 + v^4']],
    [false, ['u^4 + u^2*v^2 + v^4']],
    [true, ['u^6 + 3*u^4*v^2 + 3*u^2*v^4 + v^6']],
    [false, ['u^2 + v^2', 'u']],
    [true, ['1/(1 + u^2 + v^2)']],
    [false, ['1/(1 + u^2 - v^2)']],
    [false, ['u/(1 + u^2 + v^2)']],
  ])('keep: %s of %j', (expected, features) => {
    expect(turns(features)).toBe(expected);
  });

  it.each([
    [true, ['a*b + c*d']],
    [false, ['a*b - c*d']],
    [true, ['a*d - b*c']],
    [false, ['a*d + b*c']],
    [true, ['a^2 + c^2', 'b^2 + d^2', 'a*b + c*d']],
    [true, ['a^2*d^2 - 2*a*b*c*d + b^2*c^2']],
    [false, ['a*b']],
  ])('of two vectors keep: %s of %j', (expected, features) => {
    expect(turns(features, four)).toBe(expected);
  });

  it('of units keep what is linear, whatever is multiplied out', () => {
    const units = (json: object) => {
      const { form, axes } = symmetryOf(json as never);
      return axes.map(({ slices }) =>
        isRotationInvariant(form, reachable(form), slices[0], slices[1]),
      );
    };
    const net = { kind: 'fully-connected', widths: [2, 2, 1], bias: false };
    expect(units({ kind: 'linear', widths: [2, 2, 2] })).toEqual([true]);
    expect(units({ kind: 'linear', widths: [2, 2, 2, 2] })).toEqual([true, true]);
    // Longer sums are atoms of their own.
    expect(units({ kind: 'linear', widths: [5, 5, 5, 5] })).toEqual([true, true]);
    expect(units({ ...net, activation: 'tanh' })).toEqual([false]);
    expect(units({ ...net, activation: 'square' })).toEqual([false]);
    expect(units({ ...net, widths: [2, 2, 2, 1], activation: 'identity' })).toEqual([true, true]);
  });
});

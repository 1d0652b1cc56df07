/** Orthogonal maps that take one point to another. */
import { describe, expect, it } from 'vitest';
import { big, map, vector } from '../../testing/representations.ts';
import { aligned, alignment } from './aligned.ts';
import type { OrthogonalAction } from './orthogonal-action.ts';
import type { Representation } from './orthogonal-isotropy.ts';

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
    // The first coordinate is reached, the second is not.
    const along = [[[big(1, 0), big(0, 1)]], pairs[1]] as const;
    expect(aligned(action, along, big(5, 7, 0, 0, 0, 0, 0))).toBeNull();
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

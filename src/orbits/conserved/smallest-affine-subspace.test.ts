/** Affine subspaces mod p, by hand. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import type { FixedPointSubspace } from '../../symmetry/subspaces/fixed-point-subspace.ts';
import { type Component, counted, fieldsOf, PRIME } from '../../testing/written-fields.ts';
import type { ModularSubspace } from '../dimension/modular-subspace.ts';
import type { FieldFamily } from '../fields/family.ts';
import {
  equationsWithin,
  restrictedGradient,
  smallestInvariantSubspace,
  spanThrough,
  stratumThrough,
  wholeSpace,
} from './smallest-affine-subspace.ts';

const vector = (...entries: number[]) => Float64Array.from(entries);
const rowsOf = ({ directions }: ModularSubspace) => directions.map((row) => [...row]);

describe('subspaces through a point', () => {
  const origin = vector(5, 6, 7);

  it('are everything', () => {
    const whole = wholeSpace(origin, 101);
    expect(whole).toMatchObject({ prime: 101, size: 3, pivots: [0, 1, 2] });
    expect(whole.origin).toBe(origin);
    expect(rowsOf(whole)).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it('are strata of equal, of opposite and of pinned parameters', () => {
    const through = (orbit: number[], sign: number[], dimension: number) =>
      stratumThrough(
        Float64Array.from(orbit, (_, i) => i),
        {
          orbit: Int32Array.from(orbit),
          sign: Int8Array.from(sign),
          dimension,
        } as FixedPointSubspace,
        101,
      );
    // u₀ = −u₁ = u₃, u₂ = 0, u₄ by itself.
    const mixed = through([0, 0, -1, 0, 1], [1, -1, 1, 1, 1], 2);
    expect(mixed).toMatchObject({ prime: 101, size: 5, pivots: [0, 4] });
    expect(rowsOf(mixed)).toEqual([
      [1, 100, 0, 1, 0],
      [0, 0, 0, 0, 1],
    ]);
    // The second coordinate stands first, and its sign is that of its second member.
    const other = through([1, 0, 1], [-1, 1, 1], 2);
    expect(rowsOf(other)).toEqual([
      [1, 0, 100],
      [0, 1, 0],
    ]);
    expect(rowsOf(through([-1, -1], [1, 1], 0))).toEqual([]);
  });

  it('are spans of integer vectors, reduced mod p', () => {
    // 3(1, 2, 0) and (−1, 0, 1): (1, 0, −1) and 2(0, 1, 1/2) remain.
    const span = spanThrough(
      origin,
      [
        [3n, 6n, 0n],
        [-1n, 0n, 1n],
      ],
      101,
    );
    expect(span).toMatchObject({ prime: 101, size: 3, pivots: [0, 1] });
    expect(span.origin).toBe(origin);
    // ½ ≡ 51.
    expect(rowsOf(span)).toEqual([
      [1, 0, 100],
      [0, 1, 51],
    ]);
    expect(rowsOf(spanThrough(origin, [], 101))).toEqual([]);
  });

  it('are everything where p hides a direction of a span', () => {
    const hidden = spanThrough(
      origin,
      [
        [1n, 0n, 0n],
        [1n, 101n, 0n],
      ],
      101,
    );
    expect(rowsOf(hidden)).toHaveLength(3);
    expect(rowsOf(spanThrough(origin, [[1n, 101n, 0n]], 101))).toEqual([[1, 0, 0]]);
  });
});

describe('the smallest invariant affine subspace', () => {
  const smallest = (families: readonly FieldFamily[], ...theta: number[]) =>
    smallestInvariantSubspace(families, vector(...theta), createRng('smallest'));
  const of = (components: readonly Component[], coefficients: number) =>
    fieldsOf(components, coefficients);

  it('is the point where nothing moves', () => {
    // θ₀∂₀ at 0.
    const still = smallest([of([[[0, 1, 0]], []], 1)], 0, 3);
    expect(still).toMatchObject({ prime: PRIME, size: 2, pivots: [] });
    expect(rowsOf(still)).toEqual([]);
    expect([...still.origin]).toEqual([0, 3]);
  });

  it('has directions that show away from the point alone', () => {
    // ∂₀ + θ₀∂₁ is ∂₀ at 0.
    expect(rowsOf(smallest([of([[[0, 0, 0]], [[0, 1, 0]]], 1)], 0, 0))).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('is a proper one where a combination of parameters stays', () => {
    // ∂₀ + ∂₁ and θ₀(∂₀ + ∂₁), ∂₂ never.
    const line = smallest([of([[[0, 0, 0]], [[0, 0, 0]], []], 1)], 1, 2, 3);
    expect(line.pivots).toEqual([0]);
    expect(rowsOf(line)).toEqual([[1, 1, 0]]);
  });

  it('respects the fields of all families', () => {
    const first = of([[[0, 0, 0]], [], []], 1);
    const second = of([[], [], [[0, 0, 1]]], 1);
    expect(smallest([first, second], 0, 1, 0).pivots).toEqual([0, 2]);
    expect(smallest([second, first], 0, 1, 0).pivots).toEqual([0, 2]);
    expect(smallest([first, second], 0, 0, 0).pivots).toEqual([0]);
  });

  it('is settled by four pairs in a row that bring nothing', () => {
    const calls = (components: readonly Component[], coefficients = 1) => {
      const { family, calls: members } = counted(of(components, coefficients));
      smallest([family], 0, 0);
      return members.get(1);
    };
    expect(calls([[], []])).toBe(4);
    expect(calls([[[0, 0, 0]], []])).toBe(1 + 4);
    // Nothing is left to be found.
    expect(calls([[[0, 0, 0]], [[1, 0, 0]]], 2)).toBe(2);
  });

  it('counts anew after each direction that is found', () => {
    // Fields in turn: three times nothing, ∂₀, three times nothing, ∂₁.
    let turn = 0;
    const family: FieldFamily = {
      ...of([[], [], []], 1),
      gradient(_, __, ___, out) {
        turn++;
        out.fill(0);
        if (turn === 4) out[0] = 1;
        if (turn === 8) out[1] = 1;
      },
    };
    expect(smallest([family], 0, 0, 0).pivots).toEqual([0, 1]);
    expect(turn).toBe(8 + 4);
  });
});

describe('equations of one subspace within another', () => {
  const subspace = (pivots: number[], ...rows: number[][]): ModularSubspace => ({
    prime: 101,
    size: rows[0]?.length ?? 3,
    origin: new Float64Array(3),
    directions: rows.map((row) => vector(...row)),
    pivots,
  });
  const equations = (inner: ModularSubspace, outer: ModularSubspace) =>
    equationsWithin(inner, outer).map((row) => [...row]);
  const plane = subspace([0, 2], [1, 1, 0], [0, 0, 1]);

  it('are forms in the coordinates of the outer one', () => {
    // (u, u, w): w = 0, then w = 5u, which is u = w/5 and 1/5 ≡ 81.
    expect(equations(subspace([0], [1, 1, 0]), plane)).toEqual([[0, 0, 1]]);
    expect(equations(subspace([0], [1, 1, 5]), plane)).toEqual([[1, 0, 101 - 81]]);
    expect(equations(subspace([2], [0, 0, 1]), plane)).toEqual([[1, 0, 0]]);
  });

  it('are none of the whole, and all of a point', () => {
    expect(equations(plane, plane)).toEqual([]);
    expect(equations({ ...plane, directions: [], pivots: [] }, plane)).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });
});

describe('gradients on a subspace', () => {
  it('are products with its directions', () => {
    const domain = { ...wholeSpace(vector(0, 0, 0), 101), pivots: [0, 1] };
    const directions = [vector(1, 0, 100), vector(0, 1, 7)];
    // 20 − 90 ≡ 31 and 30 + 630 ≡ 54.
    expect([...restrictedGradient(vector(20, 30, 90), { ...domain, directions })]).toEqual([
      31, 54,
    ]);
    expect([...restrictedGradient(vector(0, 0, 2), { ...domain, directions })]).toEqual([99, 14]);
    expect([...restrictedGradient(vector(4, 5, 6), { ...domain, directions: [] })]).toEqual([]);
  });

  it('are the same numbers in a new array where the subspace is everything', () => {
    const gradient = vector(4, 5, 6);
    const whole = restrictedGradient(gradient, wholeSpace(vector(0, 0, 0), 101));
    expect([...whole]).toEqual([4, 5, 6]);
    expect(whole).not.toBe(gradient);
  });
});

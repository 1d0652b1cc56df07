/** Lie ranks at generic points of subspaces, of fields that are written down. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { type Component, fieldsOf, PRIME } from '../../testing/written-fields.ts';
import { genericLieRank, localIntegrals } from './explain-generic-rank.ts';
import { spanThrough, wholeSpace } from './smallest-affine-subspace.ts';

const rank = (
  components: readonly Component[],
  coefficients: number,
  origin: readonly number[],
  directions: readonly (readonly bigint[])[] | null = null,
) => {
  const point = Float64Array.from(origin);
  const domain =
    directions === null ? wholeSpace(point, PRIME) : spanThrough(point, directions, PRIME);
  return genericLieRank(fieldsOf(components, coefficients), domain, createRng('generic'));
};

describe('the rank at a generic point', () => {
  it('is that of the fields where they span all that there is', () => {
    // c₀∂₀ + c₁∂₁.
    expect(rank([[[0, 0, 0]], [[1, 0, 0]]], 2, [0, 0])).toBe(2);
    // c₀(∂₀ + ∂₁).
    expect(rank([[[0, 0, 0]], [[0, 0, 0]]], 1, [0, 0])).toBe(1);
    // Nothing moves.
    expect(rank([[], []], 1, [0, 0])).toBe(0);
  });

  it('counts brackets, each of which raises the span by itself', () => {
    // ∂₀ and θ₀∂₁ + θ₁∂₂: [∂₀, ·] = ∂₁, and [∂₁, ·] = ∂₂.
    expect(rank([[[0, 0, 0]], [[1, 1, 0]], [[1, 0, 1]]], 2, [0, 0, 0])).toBe(3);
    // ∂₀ and θ₀³∂₁, of which ∂₁ is a third bracket at 0, and none is needed elsewhere.
    expect(rank([[[0, 0, 0]], [[1, 3, 0]]], 2, [0, 0])).toBe(2);
  });

  it('is asked for on the subspace alone', () => {
    // θ₀∂₀ and θ₀∂₁: at θ₀ = 0 all is 0; elsewhere both directions are had.
    const both: Component[] = [[[0, 1, 0]], [[1, 1, 0]]];
    expect(rank(both, 2, [0, 0], [[0n, 1n]])).toBe(0);
    expect(rank(both, 2, [0, 0])).toBe(2);
    // θ₀∂₀ on the axis of θ₀ has rank 1, of the subspace's one dimension.
    expect(rank([[[0, 1, 0]], [[0, 0, 1]]], 1, [0, 0], [[1n, 0n]])).toBe(1);
    expect(rank([[[0, 1, 0]], [[0, 0, 1]]], 1, [3, 0], [[1n, 0n]])).toBe(1);
  });
});

it('what exists and has no formula is counted in words', () => {
  expect(localIntegrals(1)).toBe('1 local first integral, no polynomial of low degree');
  expect(localIntegrals(2)).toBe('2 local first integrals, no polynomials of low degree');
});

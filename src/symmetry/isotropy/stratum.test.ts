import { describe, expect, it } from 'vitest';
import type { KnownSpec as ModelSpec } from '../../models/kinds/specs.ts';
import { stratumAt } from './stratum.ts';

const identity = (widths: number[]): ModelSpec => ({
  kind: 'fully-connected',
  widths,
  bias: false,
  activation: 'identity',
});
const linear = (widths: number[]): ModelSpec => ({ kind: 'linear', widths });
const dimension = (model: ModelSpec, ...theta: number[]): number => {
  const { dimension, complete } = stratumAt(model, Float64Array.from(theta));
  expect(complete).toBe(true);
  return dimension;
};

describe('stratum under all symmetries that are found', () => {
  it('is the same for one function written in five ways', () => {
    const ways: ModelSpec[] = [
      linear([1, 1, 1]),
      identity([1, 1, 1]),
      { kind: 'relu-paths', widths: [1, 1, 1], bias: false },
      { kind: 'diagonal-linear', depth: 2, inputs: 1 },
      { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] },
    ];
    for (const model of ways) {
      expect(dimension(model, 1, 1)).toBe(1);
      expect(dimension(model, 1, -1)).toBe(1);
      expect(dimension(model, 1, 2)).toBe(2);
      expect(dimension(model, 0, 0)).toBe(0);
    }
  });

  it('knows the orthogonal groups on sums and differences of a·w', () => {
    // a·w = (|a + w|² − |a − w|²)/4: O(2) × O(2) acts, and fixes the spans of a + w and a − w.
    for (const model of [linear([1, 2, 1]), identity([1, 2, 1])]) {
      expect(dimension(model, 1, 2, 1, 2)).toBe(1);
      expect(dimension(model, 1, 2, -1, -2)).toBe(1);
      expect(dimension(model, 1, 2, 2, 4)).toBe(2);
      expect(dimension(model, 1, 2, 5, 3)).toBe(2);
      expect(dimension(model, 0, 0, 0, 0)).toBe(0);
    }
    expect(dimension(linear([1, 3, 1]), 1, 2, 4, 5, 7, 9)).toBe(2);
  });

  it('knows a transposition up to a rotation', () => {
    // F = W₃W₂W₁x is unchanged by (W₁, W₂, W₃) ↦ (W₃ᵀ, W₂ᵀ, W₁ᵀ) and by O(2) × O(2).
    // W₁ = (1, 1), W₂ = diag(1, 2), W₃ = (1, 1) is fixed by the transposition itself: (w, d, w), 2 + 3.
    expect(dimension(linear([1, 2, 2, 1]), 1, 1, 1, 0, 0, 2, 1, 1)).toBe(5);
    // The same point seen after Q₂ = [[3, 4], [4, −3]]/5 on the second layer, five-fold: W₂ = Q₂ diag(1, 2),
    // W₃ = (1, 1)Q₂ᵀ. No signed permutation of coordinates fixes it.
    const turned = stratumAt(linear([1, 2, 2, 1]), Float64Array.of(5, 5, 3, 8, 4, -6, 7, 1));
    expect(turned.finite.dimension).toBe(8);
    expect(turned.dimension).toBe(5);
    expect(turned.complete).toBe(true);
  });

  it('finds nothing at (4/5, −3/5) of 25(3u + 4v)² + (4u − 3v)³, which is turned by no coordinates', () => {
    const model: ModelSpec = {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['225*u^2 + 600*u*v + 400*v^2 + 64*u^3 - 144*u^2*v + 108*u*v^2 - 27*v^3'],
    };
    expect(dimension(model, 4 / 5, -3 / 5)).toBe(2);
  });
});

it('words of maps that are too long to be counted leave a stratum that may be smaller', () => {
  // Nothing goes in or out; WᵀW and WWᵀ of large numbers: 16 times 32 bits are more than are spanned.
  const of = (x: number) =>
    stratumAt(linear([1, 2, 2, 2]), Float64Array.of(0, 0, x, 1, 0, 1, 0, 0, 0, 0));
  expect([of(3), of(2 ** 31 - 1), of(2 ** 31)].map(({ complete }) => complete)).toEqual([
    true,
    true,
    false,
  ]);
  // Nothing is reached, and two words W and WWᵀW are left.
  expect(of(3)).toMatchObject({ dimension: 2, stratumId: '[0 0] idle 2 dimension 2' });
  // All of the four entries, which is no less than what is fixed.
  expect(of(2 ** 31).dimension).toBe(4);
});

it('without signs there are no rotations', () => {
  const model = linear([2, 2, 2]);
  const theta = Float64Array.of(1, 2, 3, 6, 5, 7, 1, 4);
  expect(stratumAt(model, theta, { signs: 'none' })).toMatchObject({
    dimension: 8,
    orthogonal: null,
    complete: true,
  });
});

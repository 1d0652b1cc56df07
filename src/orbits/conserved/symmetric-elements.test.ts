/** Elements of affine algebras with A symmetric, of models whose laws of degree two are known. */
import { expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { createRng } from '../../numerics/random.ts';
import { format } from '../../numerics/rational.ts';
import { dense } from '../../testing/dense.ts';
import { pointFields } from './point-fields.ts';
import { symmetricElements } from './symmetric-elements.ts';

function elements(model: ModelJson) {
  const bound = bind(model);
  const fields = pointFields(bound, createRng('fields'));
  const found = symmetricElements(bound, fields, createRng('elements'));
  const { size } = bound;
  /** Aᵢⱼ as ij, vᵢ as i. */
  const place = (at: number) =>
    at < size * size ? `${Math.floor(at / size)}${at % size}` : `${at - size * size}`;
  return {
    first: fields.finding(0).prime,
    found,
    texts: found?.vectors.map((vector) =>
      vector.map(([at, value]) => `${place(at)}: ${format(value)}`).join(', '),
    ),
  };
}

it('of (w₁, w₂, a₁, a₂) in F = (w₁a₁ + w₂a₂)x are those of its four laws, by their first products', () => {
  const { found, texts, first } = elements({ kind: 'linear', widths: [1, 2, 1] });
  // w₁² − a₁², w₁w₂ − a₁a₂, w₁a₂ − w₂a₁ and w₂² − a₂².
  expect(texts).toEqual([
    '00: 1, 22: -1',
    '01: 1, 10: 1, 23: -1, 32: -1',
    '03: 1, 12: -1, 21: -1, 30: 1',
    '11: 1, 33: -1',
  ]);
  expect([found?.dimension, found?.primes]).toEqual([4, [first]]);
});

it('have a translation where an exponential has a bias', () => {
  // θ = (w, b, a, c), F = a e^{wx + b} + c: a²/2 − b.
  expect(elements(dense([1, 1, 1], 'exp', true)).texts).toEqual(['22: 1, 1: -1']);
});

it('mix what no grading tells apart', () => {
  // F = Σ aₖ(1 + wₖx): (a₁ − a₂)² − (w₁ − w₂)².
  const affine = dense([1, 2, 1], { name: 'polynomial', coefficients: [1, 1] });
  expect(elements(affine).texts).toEqual([
    '00: 1, 01: -1, 10: -1, 11: 1, 22: -1, 23: 1, 32: 1, 33: -1',
  ]);
});

it('are as many as there are pairs of differences in blocks of ninety unknowns', () => {
  // Σ aₖ(1 + wₖx) with 9 units: of eight differences b of a and u of w, bᵢbⱼ − uᵢuⱼ (36) and bᵢuⱼ − bⱼuᵢ (28).
  const affine = dense([1, 9, 1], { name: 'polynomial', coefficients: [1, 1] });
  const { found } = elements(affine);
  expect([found?.dimension, found?.vectors.length]).toEqual([64, 64]);
});

it('are none where the fields span everything, however large the model', () => {
  for (const model of [dense([1, 2, 1], 'gelu', true), dense([2, 16, 1], 'gelu', true)]) {
    const { found, first } = elements(model);
    expect(found).toEqual({ vectors: [], dimension: 0, primes: [first] });
  }
});

it('are not looked for in blocks of more than 460 unknowns', () => {
  // Of Σ aₖ(1 + wₖx) with 24 units, all aᵢaⱼ and wᵢwⱼ are one block: 600 unknowns.
  const affine = dense([1, 24, 1], { name: 'polynomial', coefficients: [1, 1] });
  expect(elements(affine).found).toBeNull();
});

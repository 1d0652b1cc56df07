/** Affine algebras of fields that are written down, and subspaces of them, by hand. */
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../../numerics/random.ts';
import type { FieldFamily } from '../fields/family.ts';
import { affineAlgebraModulo, pairing, spanAt, subspaceModulo } from './algebra-modulo.ts';
import type { PointField } from './point-fields.ts';

const PRIME = 4194287;
const minus = (n: number) => PRIME - n;

/** A random member is a random multiple of one of the vectors at θ; none where there are none. */
function fieldOf(
  size: number,
  at: (theta: Float64Array, rng: Rng) => readonly (readonly number[])[] | null,
  partial = false,
): PointField {
  const member = (theta: Float64Array, rng: Rng, out: Float64Array) => {
    const vectors = at(theta, rng);
    if (vectors === null) return false;
    const factors = vectors.map(() => rng.integer(1, 1000));
    for (let i = 0; i < size; i++)
      out[i] = vectors.reduce((sum, v, k) => (sum + factors[k] * v[i]) % PRIME, 0);
    return true;
  };
  return {
    prime: PRIME,
    size,
    family: { partial } as FieldFamily,
    member,
    sample: () => undefined,
  };
}
const algebra = (field: PointField) =>
  affineAlgebraModulo(field, createRng('algebra')).map((element) => [...element]);

describe('the affine algebra', () => {
  // Elements are (A, v), A row by row.
  it('of no fields is everything, of all fields nothing', () => {
    expect(algebra(fieldOf(2, () => []))).toEqual(
      Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_x, j) => (i === j ? 1 : 0))),
    );
    const all = [
      [1, 0],
      [0, 1],
    ];
    expect(algebra(fieldOf(2, () => all))).toEqual([]);
    expect(algebra(fieldOf(2, () => all, true))).toEqual([]);
  });

  it('of one constant direction leaves the others alone', () => {
    // u̇ = 0: nothing in the first row of A, nor in v₁.
    expect(algebra(fieldOf(2, () => [[1, 0]]))).toEqual([
      [0, 0, 1, 0, 0, 0],
      [0, 0, 0, 1, 0, 0],
      [0, 0, 0, 0, 0, 1],
    ]);
    // u̇ = v̇: A's rows are equal and opposite in sign, for ⟨Aθ + v, (1, 1)⟩ = 0.
    expect(algebra(fieldOf(2, () => [[1, 1]]))).toEqual([
      [1, 0, minus(1), 0, 0, 0],
      [0, 1, 0, minus(1), 0, 0],
      [0, 0, 0, 0, 1, minus(1)],
    ]);
  });

  it('is that of the points where fields have a value', () => {
    // At three of four points there is none, nor are there more equations from these.
    const some = fieldOf(2, ([u, v]) => (u % 4 === 0 ? [[v, u]] : null), true);
    expect(algebra(some)).toEqual([[1, 0, 0, minus(1), 0, 0]]);
  });

  it('of ∇(uv) is the hyperbolic rotation, of ∇‖θ‖² all rotations', () => {
    expect(algebra(fieldOf(2, ([u, v]) => [[v, u]]))).toEqual([[1, 0, 0, minus(1), 0, 0]]);
    expect(algebra(fieldOf(3, (theta) => [[...theta]]))).toEqual([
      [0, 1, 0, minus(1), 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 1, 0, 0, 0, minus(1), 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 1, 0, minus(1), 0, 0, 0, 0],
    ]);
  });

  it('of a parabola about (1, 0) moves its centre: (u − 1)·v', () => {
    // ∇ = (v, u − 1): the hyperbolic rotation about (1, 0) has v₁ = −1.
    expect(algebra(fieldOf(2, ([u, v]) => [[v, (u + minus(1)) % PRIME]]))).toEqual([
      [1, 0, 0, minus(1), minus(1), 0],
    ]);
  });

  it('is the same where members or whole points are undefined', () => {
    const hyperbolic = [[1, 0, 0, minus(1), 0, 0]];
    const seldom = fieldOf(2, ([u, v], rng) => (rng.chance(0.8) ? null : [[v, u]]), true);
    expect(algebra(seldom)).toEqual(hyperbolic);
    const oddPoints = fieldOf(2, ([u, v]) => (u % 2 === 0 ? null : [[v, u]]), true);
    expect(algebra(oddPoints)).toEqual(hyperbolic);
  });
});

it('spans are found up to the dimension that is wished for', () => {
  const field = fieldOf(3, () => [
    [1, 2, 3],
    [0, 1, 1],
  ]);
  const span = (most: number) => spanAt(field, new Float64Array(3), createRng('span'), most);
  expect([0, 1, 2, 3].map((most) => span(most).length)).toEqual([0, 1, 2, 2]);
  // All of it is orthogonal to (1, 1, −1).
  for (const [a, b, c] of span(3)) expect((a + b - c + PRIME) % PRIME).toBe(0);
  const nowhere = fieldOf(3, () => null);
  expect(spanAt(nowhere, new Float64Array(3), createRng('span'), 3)).toEqual([]);
});

describe('subspaces of elements', () => {
  const elements = [Float64Array.of(1, 0, 2), Float64Array.of(0, 1, 3)];
  const of = (...equations: readonly (readonly [plus: number[], minus: number[]])[]) =>
    subspaceModulo(
      elements,
      equations.map(([plus, less]) => ({ plus, minus: less })),
      7,
    ).map((element) => [...element]);

  it('satisfy their equations modulo 7', () => {
    expect(of()).toEqual([
      [1, 0, 2],
      [0, 1, 3],
    ]);
    // x = y: (1, 1, 5).
    expect(of([[0], [1]])).toEqual([[1, 1, 5]]);
    // z = 0: 2a + 3b = 0, so that b = 4a.
    expect(of([[2], []])).toEqual([[1, 4, 0]]);
    // x + y = z: a + b = 2a + 3b, so that a = −2b: (1, 3, 4).
    expect(of([[0, 1], [2]])).toEqual([[1, 3, 4]]);
    expect(of([[], [0]])).toEqual([[0, 1, 3]]);
    // Twice the same, and one that says nothing.
    expect(of([[0], [1]], [[1], [0]], [[0], [0]])).toEqual([[1, 1, 5]]);
    expect(of([[0], [1]], [[2], []])).toEqual([]);
    expect(of([[0], []], [[1], []], [[2], []])).toEqual([]);
    expect(subspaceModulo([], [{ plus: [0], minus: [] }], 7)).toEqual([]);
  });
});

it('sums of more than 512 vectors are as exact as short ones', () => {
  // Unit vectors, each with p − 2 in one more place, and the first with p − 2 in another; and one that has 2 in all.
  const count = 540;
  const elements = Array.from({ length: count }, (_, k) => {
    const element = new Float64Array(count + 2);
    element[k] = 1;
    element[count] = PRIME - 2;
    if (k === 0) element[count + 1] = PRIME - 2;
    return element;
  });
  elements.push(new Float64Array(count + 2).fill(2, 0, count));
  const equations = Array.from({ length: count }, (_, k) => ({ plus: [k], minus: [] }));
  // Weights −2, …, −2, 1 make the first entries 0, the last ones 4·count and 4.
  const [sum, ...others] = subspaceModulo(elements, equations, PRIME);
  expect(others).toEqual([]);
  expect([sum.findIndex((x) => x !== 0), sum[count]]).toEqual([count, 1]);
  expect((sum[count + 1] * count) % PRIME).toBe(1);
});

it.each([1, 510, 511, 512, 1022, 1023])('products of %i pairs of −1 are as many', (length) => {
  const values = new Float64Array(length).fill(PRIME - 1);
  expect(pairing(values, values, PRIME, 1 / PRIME)).toBe(length);
});

/** Subspaces as signed classes, by hand. */
import { expect, it } from 'vitest';
import { toDouble, ZERO } from '../../numerics/rational.ts';
import type { NormalForm } from '../group/normal-form.ts';
import { moveOf } from '../group/signed-move.ts';
import { genericPoint, subspaceOf } from './generic-point.ts';
import { classesOf, dimensionOf, keyOf, meet, moved, renumbered } from './signed-classes.ts';

const classes = (...values: number[]) => Int32Array.from(values);

it('of moves are what all of them fix', () => {
  const exchange = moveOf([
    [0, 1, -1],
    [1, 0, -1],
  ]);
  const cycle = moveOf([
    [1, 2, 1],
    [2, 1, 1],
  ]);
  const flip = moveOf([[3, 3, -1]]);
  expect([...classesOf([], 3)]).toEqual([1, 2, 3]);
  expect([...classesOf([exchange], 5)]).toEqual([1, -1, 2, 3, 4]);
  expect([...classesOf([exchange, cycle, flip], 5)]).toEqual([1, -1, -1, 0, 2]);
});

it('have as many dimensions as classes', () => {
  expect([[], [0, 0], [1, -1], [1, 2, 0, -2, 3]].map((v) => dimensionOf(classes(...v)))).toEqual([
    0, 0, 1, 3,
  ]);
});

it.each([
  // θ₀ = θ₁ and θ₁ = θ₂; with θ₂ = −θ₁; with a pinned one on either side.
  [
    [1, 1, 2, 3],
    [1, 2, 2, 3],
    [1, 1, 1, 2],
  ],
  [
    [1, 1, 2, 3],
    [1, 2, -2, 3],
    [1, 1, -1, 2],
  ],
  [
    [1, -1, 2, 3],
    [1, 2, -2, 3],
    [1, -1, 1, 2],
  ],
  [
    [1, -1, 2, 3],
    [1, 2, 2, 3],
    [1, -1, -1, 2],
  ],
  [
    [1, -1, 2, 2],
    [1, 2, -1, 3],
    [1, -1, -1, -1],
  ],
  [
    [1, -1, 2, 0],
    [1, 0, 2, 3],
    [0, 0, 1, 0],
  ],
  [
    [1, -1, 2, 0],
    [1, 2, 2, 2],
    [0, 0, 0, 0],
  ],
  [
    [0, 1, -1, 2],
    [1, 1, 2, 3],
    [0, 0, 0, 1],
  ],
  // Equal and opposite: 0.
  [
    [1, 1, 2],
    [1, -1, 2],
    [0, 0, 1],
  ],
  [
    [1, -1, 2],
    [1, 1, 2],
    [0, 0, 1],
  ],
  // The same twice, and two pairs that become one.
  [
    [1, -1, 2, -2],
    [1, -1, 2, -2],
    [1, -1, 2, -2],
  ],
  [
    [1, -1, 2, -2],
    [1, 2, 1, 2],
    [1, -1, 1, -1],
  ],
  [
    [1, -1, 2, -2],
    [1, 2, -1, -2],
    [1, -1, -1, 1],
  ],
])('%j and %j meet in %j', (a, b, expected) => {
  expect([...meet(classes(...a), classes(...b))].map((v) => v + 0)).toEqual(expected);
  const [key, other] = [meet(classes(...b), classes(...a)), classes(...expected)].map(keyOf);
  expect(key).toBe(other);
});

it('are moved by signed permutations, and numbered by their first members', () => {
  // 0 → 2, 1 → −0, 2 → 1.
  const q = classes(3, -1, 2);
  expect([...moved(q, classes(1, 2, 3))]).toEqual([1, 2, 3]);
  expect([...moved(q, classes(1, 1, 2))]).toEqual([1, 2, -1]);
  expect([...moved(q, classes(1, 0, -1))]).toEqual([0, 1, -1]);
  expect([...renumbered(classes(-3, 0, 3, 2, -2))]).toEqual([1, 0, -1, 2, -2]);
  expect([...renumbered(classes(9, -4, 9, 4), 9)]).toEqual([1, 2, 1, -2]);
});

it('have equal keys only where they are equal', () => {
  const lists = [[1, 1], [1, -1], [1, 2], [0, 1], [0, 0], [1, 1, 1], []];
  expect(new Set(lists.map((v) => keyOf(classes(...v)))).size).toBe(lists.length);
});

it('are subspaces, with points that lie on no smaller one', () => {
  const form = { center: ZERO, centered: new Uint8Array(6) } as unknown as NormalForm;
  const subspace = subspaceOf({ form }, { classes: classes(1, 2, -1, 0, 2, 3), dimension: 3 });
  expect([...subspace.orbit]).toEqual([0, 1, 0, -1, 1, 2]);
  expect([...subspace.sign]).toEqual([1, 1, -1, 1, 1, 1]);
  const values = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const theta = genericPoint(subspace, `${seed}`).map((q) => 2 * toDouble(q));
    const [u, v, w] = [theta[0], theta[1], theta[5]];
    expect(theta).toEqual([u, v, -u, 0, v, w]);
    expect([u, v, w].map(Math.abs).sort()).toEqual([1, 2, 3]);
    values.add(`${[u, v, w]}`);
  }
  expect(values.size).toBeGreaterThan(10);
});

it('of an intersection pin what either pins, and keep the signs of both', () => {
  const both = (a: number[], b: number[]) =>
    [...meet(classes(...a), classes(...b))].map((v) => v + 0);
  expect(both([1, 2, 3], [1, 0, 2])).toEqual([1, 0, 2]);
  expect(both([1, 2, 3], [0, 1, 2])).toEqual([0, 1, 2]);
  expect(both([1, -1, 2], [1, 2, 2])).toEqual([1, -1, -1]);
  expect(both([1, -1, 2], [1, 2, -2])).toEqual([1, -1, 1]);
  // θ₀ = θ₁ and θ₀ = −θ₁ leave 0, and so do ties to what is 0.
  expect(both([1, 1, 2], [1, -1, 2])).toEqual([0, 0, 1]);
  expect(both([0, 1, 2], [1, 1, 2])).toEqual([0, 0, 1]);
});

it('are subspaces of which points can be drawn', () => {
  const form = { center: ZERO, centered: new Uint8Array(4) } as unknown as NormalForm;
  const subspace = subspaceOf({ form }, { classes: classes(1, -1, 0, 2), dimension: 2 });
  expect([...subspace.orbit]).toEqual([0, 0, -1, 1]);
  const [a, b, c, d] = genericPoint(subspace, 'a point').map(toDouble);
  expect([a, c]).toEqual([-b, 0]);
  expect([Math.abs(a), Math.abs(d)].sort()).toEqual([0.5, 1]);
});

/** How many relations between units stay, by hand, and that fields keep them. */
import { expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open } from '../../instances/subject.ts';
import { axis, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { literal, object } from '../../models/schema.ts';
import { registering } from '../../testing/registering.ts';
import { growingBasis } from '../conserved/invariants-elimination.ts';
import { independentLawsAt } from './independent-laws.ts';
import { orbit } from './orbit.ts';
import { unitRelations } from './unit-relations.ts';

const linear = (...widths: number[]): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias: false,
  activation: 'identity',
});

const tied = (inputs: number, hidden: number): ModelJson => ({
  kind: 'tied-autoencoder',
  inputs,
  hidden,
  activation: 'identity',
});

const one = axis('one', 1, 'input', null);

/** F(x) = (Σ wᵢ² + uv)·x. */
const sumOfSquares = defineModel({
  kind: 'sum-of-squares',
  formula: 'F(x) = (Σ wᵢ² + u v) x',
  spec: object({ kind: literal('sum-of-squares') }),
  architecture: () => ({
    parameters: { w: tensor(axis('units', 30)), u: tensor(), v: tensor() },
    inputs: { x: tensor(one) },
    output: one,
  }),
  evaluate: (f, { w, u, v }, { x }) => [
    f.mul(
      w.reduce((sum, t) => f.add(sum, f.mul(t, t)), f.mul(u, v)),
      x[0],
    ),
  ],
});
registering(sumOfSquares);

const PRIME = 1_000_003;

/** θ = 1, 4, 9 …, whose vectors are as independent as they can be in the cases below. */
function squares(model: ModelJson, size: number) {
  const theta = Array.from({ length: size }, (_, i) => (i + 1) ** 2);
  return { theta, subject: open({ model, parameters: unflatten(model, theta) } as Instance) };
}

it.each([
  // Codes: (n − d)d. Two-layer: one axis of n units, d + c vectors, (n − d − c)(d + c); split by a ↔ w where both are one.
  { model: tied(2, 3), size: 6, count: 2 },
  { model: tied(2, 5), size: 10, count: 6 },
  { model: linear(2, 5, 1), size: 15, count: 6 },
  { model: linear(1, 3, 1), size: 6, count: 4 },
  // 4 units with a vector and two rows: 1; the map W₂ of 2 × 4, its rows in those three dimensions: 2.
  { model: linear(1, 4, 2, 1), size: 14, count: 3 },
])('$count of $model.kind $model.widths $model.hidden', ({ model, size, count }) => {
  const { theta, subject } = squares(model, size);
  const relations = unitRelations(subject.model, Float64Array.from(theta), PRIME)!;
  expect(relations.count).toBe(count);
  expect(relations.domain?.directions).toHaveLength(size - count);
});

it('holds nothing fixed where there are as many vectors as units, or no rotations', () => {
  const { subject, theta } = squares(tied(2, 2), 4);
  expect(unitRelations(subject.model, Float64Array.from(theta), PRIME)).toBeNull();
  const nonlinear = squares({ ...tied(2, 3), activation: 'tanh' }, 6);
  expect(
    unitRelations(nonlinear.subject.model, Float64Array.from(nonlinear.theta), PRIME),
  ).toBeNull();
});

it('keeps its number, and no subspace, where vectors are dependent', () => {
  const { subject } = squares(tied(2, 3), 6);
  expect(unitRelations(subject.model, new Float64Array(6).fill(1), PRIME)).toEqual({
    count: 2,
    domain: null,
  });
});

it('counts them beside laws of other forms: together all there are', () => {
  const { subject } = squares(linear(2, 5, 1), 15);
  const result = orbit(subject, { seed: 1 });
  expect(independentLawsAt(result)).toBe(15 - result.lowerBound);
});

it('are added to laws that they do not imply, and stand alone where θ has too few directions', () => {
  // ẇ = 2cw, u̇ = cv, v̇ = cu: the direction of w in ℝ³⁰ stays, and u² − v².
  const model: ModelJson = { kind: 'sum-of-squares' };
  const at = (w: readonly number[]) =>
    independentLawsAt(
      orbit(open({ model, parameters: unflatten(model, [...w, 2, 3]) } as Instance), { seed: 1 }),
    );
  const numbers = Array.from({ length: 30 }, (_, i) => i + 1);
  expect(at(numbers)).toBe(29 + 1);
  // Where w = 0 it has no direction; it has at other θ.
  expect(at(numbers.map(() => 0))).toBe(29);
});

it('leaves what the fields do: W·S for symmetric S', () => {
  const { subject, theta } = squares(tied(2, 3), 6);
  const { domain } = unitRelations(subject.model, Float64Array.from(theta), PRIME)!;
  const basis = growingBasis(6, PRIME);
  for (const direction of domain!.directions) basis.insert(direction.slice());
  const field = (s: readonly (readonly number[])[]) =>
    Float64Array.from(theta, (_, i) => {
      const row = i - (i % 2);
      return theta[row] * s[0][i % 2] + theta[row + 1] * s[1][i % 2];
    });
  const symmetric = [
    [2, 3],
    [3, 5],
  ];
  expect(basis.insert(field(symmetric))).toBe(false);
  expect(basis.insert(Float64Array.from([1, 0, 0, 0, 0, 0]))).toBe(true);
});

it('leaves the directions of a + w and of a − w, where these have negative entries and zeros too', () => {
  // w = (1, 0), a = (1, 1): (2, 1 | 2, 1)/2 along w + a = (2, 1), and (0, 1 | 0, −1) along w − a = (0, −1).
  const { subject } = squares(linear(1, 2, 1), 4);
  const relations = unitRelations(subject.model, Float64Array.of(1, 0, 1, 1), PRIME)!;
  expect(relations.count).toBe(2);
  expect(relations.domain!.directions.map((direction) => [...direction])).toEqual([
    [1, 0, 1, 1],
    [0, 1, 0, PRIME - 1],
  ]);
  expect(relations.domain!.pivots).toEqual([0, 1]);
});

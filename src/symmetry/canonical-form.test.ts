import { describe, expect, it } from 'vitest';
import type { ModelJson } from '../models/contract.ts';
import type { KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import { createRng } from '../numerics/random.ts';
import { format, type Rational, rational } from '../numerics/rational.ts';
import { applyExact } from '../testing/apply-isometry.ts';
import { canonicalForm, canonicalPoint } from './canonical-form.ts';
import { generators } from './group/parameter-symmetry.ts';
import { symmetryOf } from './isotropy/isotropy.ts';

const net = (widths: number[], bias: boolean, activation: unknown): ModelSpec =>
  ({ kind: 'fully-connected', widths, bias, activation }) as ModelSpec;

const models: ModelJson[] = [
  net([2, 4, 1], true, 'tanh'),
  net([2, 4, 1], true, 'gaussian'),
  net([2, 4, 1], true, { name: 'shifted', base: 'sin', shift: '3/10' }),
  net([2, 4, 1], true, 'exp'),
  net([1, 2, 3, 1], true, 'tanh'),
  net([1, 2, 3, 1], true, 'cos'),
  net([1, 2, 2, 2, 1], false, 'exp'),
  net([1, 3, 2, 2], false, 'tanh'),
  { kind: 'linear', widths: [2, 2, 2, 2] },
  // Factors of a monomial may be exchanged: more than units can do.
  { kind: 'linear', widths: [1, 2, 1] },
  { kind: 'relu-paths', widths: [1, 2, 2, 1], bias: false },
  { kind: 'diagonal-linear', depth: 3, inputs: 2 },
  // Units of heads and of keys overlap, and products may be exchanged.
  { kind: 'attention', positions: 2, channels: 1, keys: 1, values: 1, outputs: 1 },
  { kind: 'attention', positions: 1, channels: 1, heads: 2, keys: 2, values: 1, outputs: 1 },
  { kind: 'polynomial', variables: ['u', 'v', 'w'], features: ['u*v*w', 'u^2 + v^2 + w^2'] },
];

describe('canonical form', () => {
  for (const model of models) {
    it(`is constant on orbits and lies on them: ${JSON.stringify(model)}`, () => {
      const rng = createRng(`canonical ${JSON.stringify(model)}`);
      const group = generators(model);
      expect(group.length).toBeGreaterThan(0);
      const { size } = group[0];
      const text = (t: readonly Rational[]): string => t.map(format).join(' ');
      let moved = 0;
      for (let trial = 0; trial < 30; trial++) {
        // Few distinct values, so that many units tie and many points have symmetry.
        const theta = Array.from({ length: size }, () => rational(rng.integer(-1, 1)));
        let other: Rational[] = theta;
        for (let k = 0; k < 20; k++) other = applyExact(rng.pick(group), other);
        if (text(theta) !== text(other)) moved++;
        const form = canonicalForm(model, theta);
        expect(form.complete).toBe(true);
        expect(text(canonicalForm(model, other).theta)).toBe(text(form.theta));
        expect(text(canonicalForm(model, form.theta).theta)).toBe(text(form.theta));
        // Changing one number to one that occurs nowhere leaves the orbit.
        const changed = [...theta];
        changed[rng.integer(0, theta.length - 1)] = rational(7);
        expect(text(canonicalForm(model, changed).theta)).not.toBe(text(form.theta));
      }
      expect(moved).toBeGreaterThan(10);
    });
  }
});

describe('canonical points by hand', () => {
  const keyOf = (model: ModelJson, ...theta: number[]) =>
    canonicalForm(
      model,
      theta.map((q) => rational(q)),
    ).theta.map(format);

  it('of one axis: each unit in its greatest form, then units in order', () => {
    // (w | a) = (−5 | 3), (2 | 4), (−2 | −1): (5 | −3), (2 | 4), (2 | 1).
    expect(keyOf(net([1, 3, 1], false, 'tanh'), -5, 2, -2, 3, 4, -1)).toEqual([
      '2',
      '2',
      '5',
      '1',
      '4',
      '-3',
    ]);
    expect(keyOf(net([1, 2, 1], false, 'exp'), 2, -1, 3, 4)).toEqual(['-1', '2', '4', '3']);
  });

  it('units that may not be exchanged stay where they are', () => {
    // Free gates: each unit may change its sign, no more.
    const gates: ModelJson = { kind: 'relu-paths', widths: [2, 2, 1], bias: false };
    expect(keyOf(gates, 3, 4, -1, 2, 5, 6)).toEqual(['3', '4', '1', '-2', '5', '-6']);
  });

  it('of a group that was not found to its end are not said to be all', () => {
    const theta = [3, -1, 2, 5].map((q) => rational(q));
    for (const model of [
      net([1, 2, 1], false, 'tanh'),
      { kind: 'polynomial', variables: ['u', 'v', 'w', 'z'], features: ['u*v*w*z'] },
    ] as ModelJson[]) {
      const symmetry = symmetryOf(model);
      const { whole } = symmetry;
      expect(canonicalPoint(symmetry, theta).complete).toBe(true);
      const cut = { ...whole, complete: false };
      expect(canonicalPoint({ ...symmetry, whole: cut }, theta).complete).toBe(false);
      // Moves that generate less than there is.
      const more = { ...whole, order: 2n * whole.order };
      expect(canonicalPoint({ ...symmetry, whole: more }, theta).complete).toBe(false);
    }
  });
});

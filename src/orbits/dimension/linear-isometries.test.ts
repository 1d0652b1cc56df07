import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { bind } from '../../models/bind.ts';
import { axis, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { literal, object } from '../../models/schema.ts';
import { dense } from '../../testing/dense.ts';
import { registering } from '../../testing/registering.ts';
import { hasLinearIsometries } from './linear-isometries.ts';
import { orbit, stratumLowerBound } from './orbit.ts';

const one = axis('one', 1, 'input', null);

/** F(x) = g(w)·x, g(z) = tanh z · tanh(z + 2): w ↦ −2 − w is an isometry, and nobody looks for its centre. */
const bump = defineModel({
  kind: 'bump-of-parameter',
  formula: 'F(x) = g(w) x, g(z) = tanh z · tanh(z + 2)',
  spec: object({ kind: literal('bump-of-parameter') }),
  architecture: () => ({ parameters: { w: tensor() }, inputs: { x: tensor(one) }, output: one }),
  evaluate: (f, { w }, { x }) => [
    f.mul(
      f.apply(
        resolveFunction({
          name: 'product',
          factors: ['tanh', { name: 'shifted', base: 'tanh', shift: 2 }],
        }),
        w,
      ),
      x[0],
    ),
  ],
});

/** F(x) = a x, and b that F does not have: every b ↦ b + c is an isometry. */
const idle = defineModel({
  kind: 'idle-parameter',
  formula: 'F(x) = a x + 0·b',
  spec: object({ kind: literal('idle-parameter') }),
  architecture: () => ({
    parameters: { a: tensor(), b: tensor() },
    inputs: { x: tensor(one) },
    output: one,
  }),
  evaluate: (f, { a }, { x }) => [f.mul(a, x[0])],
});
/** F(x) = (a x, (b² + 2b) x): b ↦ −2 − b is an isometry, and a says nothing of b. */
const mixed = defineModel({
  kind: 'mixed-outputs',
  formula: 'F(x) = (a x, (b² + 2b) x)',
  spec: object({ kind: literal('mixed-outputs') }),
  architecture: () => ({
    parameters: { a: tensor(), b: tensor() },
    inputs: { x: tensor(one) },
    output: axis('outputs', 2, 'output', null),
  }),
  evaluate: (f, { a, b }, { x }) => [f.mul(a, x[0]), f.mul(f.add(f.mul(b, b), f.add(b, b)), x[0])],
});
/** F(x) = ((b² + 2b) x, a x). */
const mixedFirst = defineModel({
  kind: 'mixed-outputs-first',
  formula: 'F(x) = ((b² + 2b) x, a x)',
  spec: object({ kind: literal('mixed-outputs-first') }),
  architecture: () => ({
    parameters: { a: tensor(), b: tensor() },
    inputs: { x: tensor(one) },
    output: axis('outputs', 2, 'output', null),
  }),
  evaluate: (f, { a, b }, { x }) => [f.mul(f.add(f.mul(b, b), f.add(b, b)), x[0]), f.mul(a, x[0])],
});
registering(bump, idle, mixed, mixedFirst);

describe('hasLinearIsometries', () => {
  it.each<[string, ModelJson]>([
    // a₁w₁ + a₂w₂ is the coefficient of x; its gradients are all of ℝ⁴.
    ['two layers', dense([1, 2, 1], 'tanh')],
    // Σ aₖ is that of x⁰, Σ aₖ wₖ log-free: σ(0) ≠ 0 in two layers is no obstacle.
    ['σ(0) ≠ 0', dense([2, 1, 1], 'exp')],
    // W₃W₂W₁ is of degree 3; what comes after it is not homogeneous.
    ['three layers', dense([1, 2, 2, 1], 'tanh')],
    // a w² is the first that is not 0.
    ['σ′(0) = 0', dense([1, 2, 1], 'square')],
    // log 2 is met at 0, and no other.
    ['one transcendental number', dense([1, 2, 1], 'softplus')],
    ['a linear network', { kind: 'linear', widths: [2, 1, 2] }],
    // The coefficient of x is Σ aₖ gₖ ⟨vₖ, x⟩/‖vₖ‖, of degree 2.
    ['a norm', { kind: 'weight-normalised', inputs: 2, hidden: 1, outputs: 1, activation: 'tanh' }],
    // Modulo p one point in 32 has all five roots.
    ['norms', { kind: 'weight-normalised', inputs: 2, hidden: 5, outputs: 1, activation: 'tanh' }],
  ])('%s: yes', (_, json) => expect(hasLinearIsometries(bind(json))).toBe(true));

  it.each<[string, ModelJson]>([
    // sin: (a, b) ↦ (−a, b + π).
    ['biases', dense([1, 1, 1], 'sin', true)],
    ['a parameter that F does not have', { kind: 'idle-parameter' }],
    ['a function of a parameter alone', { kind: 'bump-of-parameter' }],
    // π and log 2 are met at 0: no relation is known, and none is excluded.
    ['two transcendental numbers', dense([1, 1, 1], { name: 'sum', terms: ['softplus', 'erf'] })],
    ['one of two outputs', { kind: 'mixed-outputs' }],
    ['the second of two outputs', { kind: 'mixed-outputs-first' }],
    // u + v² ↦ itself under no translation, but of no degree.
    ['mixed degrees', { kind: 'polynomial', variables: ['u', 'v'], features: ['u + v^2'] }],
  ])('%s: not known', (_, json) => expect(hasLinearIsometries(bind(json))).toBe(false));
});

it('a point that an affine reflection fixes shows no gap: θ itself counts for linear isometries only', () => {
  const instance = { model: { kind: 'bump-of-parameter' }, parameters: { w: -1 } };
  const result = orbit(instance as never, { seed: 1 });
  expect(result.upperBound).toBe(0);
  // With θ = −1 among them, V(θ) would be all of ℝ, and a gap.
  const unknown = { ...result, stratum: { dimension: 1, description: 'no symmetry' } };
  expect(stratumLowerBound(unknown, 'seed')).toBe(0);
  expect(result.stratum.dimension).toBe(0);
});

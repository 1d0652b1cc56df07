/** The verdict on one instance, within the claim's domain only. */
import { expect, it } from 'vitest';
import { check } from './check.ts';
import { claimById } from './registry.ts';

const dead = (activation: string) => ({
  model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation },
  parameters: {
    layers: [
      { weights: [[0]], bias: null },
      { weights: [[0]], bias: null },
    ],
  },
});

it('says vacuous outside the domain and where a hypothesis in force does not hold', () => {
  const exhaustive = claimById('two-layer-exhaustive')!;
  // A dead GELU neuron stays dead; σ(0) ≠ 0 is what keeps the claim from it.
  expect(check(exhaustive, dead('gelu'))).toMatchObject({
    kind: 'vacuous',
    because: { reason: 'hypothesis', id: 'value-at-zero' },
  });
  expect(check(exhaustive, dead('gelu'), ['value-at-zero']).kind).toBe('falsified');
  expect(check(claimById('diagonal-linear')!, dead('tanh'))).toMatchObject({
    kind: 'vacuous',
    because: {
      reason: 'domain',
      expected: 'a model of kind diagonal-linear, received fully-connected',
    },
  });
});

it('refuses hypotheses that the claim does not have', () => {
  expect(() => check(claimById('diagonal-linear')!, dead('tanh'), ['no-bias'])).toThrow(
    'hypothesis: expected one of only-critical-point-at-zero, received no-bias',
  );
});

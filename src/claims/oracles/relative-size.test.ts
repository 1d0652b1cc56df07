/** Oracles are relative: a field of size 10⁻³⁰ is none the less a field. */
import { describe, expect, it } from 'vitest';
import type { Instance, Numeral } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { claimById } from '../registry.ts';

function neurons(w: readonly Numeral[], a: readonly Numeral[]): Instance {
  return {
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'tanh' },
    parameters: {
      layers: [
        { weights: w.map((x) => [x]), bias: null },
        { weights: [a], bias: null },
      ],
    },
  };
}

describe('tiny points', () => {
  // ∂F/∂wₖ = aₖ(1 − tanh²w)x: with a₂ = 2a₁ the weights part, w₁ = w₂ or not.
  it.each([1e-30, 1e-100, 1])('equal inputs with outputs %s and its double part', (size) => {
    const claim = claimById('equal-inputs-stay-equal')!;
    const instance = neurons([size, size], [size, 2 * size]);
    const verdict = claim.check(open(instance), { dropped: new Set(), strictness: 0 });
    expect(verdict).toMatchObject({ kind: 'falsified', by: { clause: 'tangency' } });
  });

  it.each([1e-30, 1])('equal neurons of size %s stay equal', (size) => {
    const claim = claimById('symmetry-induces-sim')!;
    const instance = neurons([size, size], [size, size]);
    const data = { inputs: [[1]], targets: [[1]] };
    const trained: Instance = {
      ...instance,
      data,
      loss: 'squared',
      training: { method: 'gradient-flow', time: 1 },
    };
    const verdict = claim.check(open(trained), { dropped: new Set(), strictness: 0 });
    expect(verdict.kind).toBe('survived');
  });
});

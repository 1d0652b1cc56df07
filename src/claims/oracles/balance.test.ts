import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { pair } from '../../testing/two-neurons.ts';
import { balance } from './balance.ts';

describe('balance', () => {
  // F = 2·1·x + 1·3·x on x = 1, y = 1: r = 4, ∂w = 4a, ∂a = 4w.
  const balanceUnder = (training: NonNullable<Instance['training']>) =>
    balance(
      pair('identity', [1, 3], [2, 1], {
        data: { inputs: [[1]], targets: [[1]] },
        loss: 'squared',
        training,
      }),
    );

  it('takes exact steps of the method that is named', () => {
    const fraction = (training: NonNullable<Instance['training']>) => {
      const finding = balanceUnder(training);
      return 'decision' in finding ? finding.decision.broken : finding;
    };
    // η = 1/8: w₁ = 1 − 4·2/8 = 0, a₁ = 2 − 4·1/8 = 3/2: a² − w² goes from 3 to 9/4.
    const descent = { neuron: 1, before: '3', after: '9/4' };
    expect(fraction({ method: 'gradient-descent', rate: '1/8' })).toEqual(descent);
    expect(fraction({ method: 'sgd', rate: '1/8', batch: 1 })).toEqual(descent);
    // Decay takes another (1/8)(1/100) of each first: −1/800 and 1.5 − 2/800 = 599/400.
    const decay = { neuron: 1, before: '3', after: '1435203/640000' };
    expect(fraction({ method: 'weight-decay', rate: '1/8' })).toEqual(decay);
  });

  it('says nothing of steps that are not rational', () => {
    expect(balanceUnder({ method: 'adam', rate: '1/8' })).toEqual({
      reason: 'no-law',
      why: 'a step of adam is not rational',
    });
  });
});

/**
 * A stratum that permutes two hidden layers at once: three equal neurons below, a circulant matrix
 * between, three equal outputs. Sums are reordered along it, so floating point leaves it by rounding;
 * the oracles must say so, and must not raise an alarm.
 */

import { describe, expect, it } from 'vitest';
import { open } from '../../instances/subject.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import type { LayeredParameters } from '../../testing/known-instance.ts';
import { symmetryInducesSim } from '../symmetry-induces-sim.ts';
import { keptBitForBit, segmentsOf } from './manifold.ts';
import { trajectory } from './trajectory.ts';

const circulant = open({
  model: { kind: 'fully-connected', widths: [1, 3, 3, 1], bias: false, activation: 'tanh' },
  parameters: {
    layers: [
      { weights: [['7/10'], ['7/10'], ['7/10']], bias: null },
      {
        weights: [
          ['1/3', '1/7', '9/10'],
          ['9/10', '1/3', '1/7'],
          ['1/7', '9/10', '1/3'],
        ],
        bias: null,
      },
      { weights: [['1/10', '1/10', '1/10']], bias: null },
    ],
  },
  data: { inputs: [['3/10'], ['-7/10'], [1]], targets: [['1/5'], [1], ['-1/2']] },
  loss: 'squared',
  training: { method: 'gradient-flow', time: 3 },
});

describe('a stratum that couples two layers', () => {
  it('is found: one incoming weight, three of the circulant, one outgoing weight', () => {
    const subspace = isotropyOf(circulant).subspace;
    expect(subspace.size).toBe(15);
    expect(subspace.dimension).toBe(5);
    expect(keptBitForBit(circulant)).toBe(false);
  });

  it('is kept up to rounding, and survives', () => {
    const verdict = symmetryInducesSim.check(circulant, { dropped: new Set(), strictness: 0 });
    if (verdict.kind !== 'survived') expect.fail(`${verdict.kind}, not survived`);
    const flown = trajectory(
      circulant,
      isotropyOf(circulant).subspace,
      segmentsOf(circulant),
      true,
    );
    if (flown.status !== 'holds') expect.fail(`${flown.status}, not holds`);
    const finest = flown.decision.distances.at(-1)!;
    expect(flown.decision.moved).toBeGreaterThan(0.01);
    // Not bit for bit: sums of three products in three orders differ in their last bits.
    expect(finest).toBeGreaterThan(0);
    expect(finest).toBeLessThan(flown.decision.bound);
  });

  it('is left when one entry of the circulant differs', () => {
    const [first, middle, last] = (circulant.instance.parameters as LayeredParameters).layers;
    const weights = middle.weights.map((row, i) => (i === 0 ? ['1/3', '1/7', '4/5'] : row));
    const layers = [first, { weights, bias: null }, last];
    const left = open({ ...circulant.instance, parameters: { layers } });
    expect(isotropyOf(left).subspace.dimension).toBe(15);
  });
});

import { describe, expect, it } from 'vitest';
import type { ModelSpec, Numeral } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { createRng } from '../../numerics/random.ts';
import { orbit } from '../dimension/orbit.ts';
import { floatLieRank } from './float-lie-rank.ts';

function subjectOf(model: ModelSpec, theta: readonly Numeral[]): Subject {
  return open({ model, parameters: unflatten(model, theta) });
}

const tanh: ModelSpec = {
  kind: 'fully-connected',
  widths: [2, 3, 1],
  bias: false,
  activation: 'tanh',
};

describe('floatLieRank', () => {
  it.each([
    ['generic', tanh, [1, 2, 3, -5, 7, 4, 1, 2, 5], 9],
    ['equal neurons', tanh, [1, 2, 1, 2, 7, 4, 3, 3, 5], 6],
    ['linear', { kind: 'linear', widths: [2, 2, 2] }, [3, 1, 4, 1, 5, -9, 2, 6], 5],
    [
      'free gates',
      { kind: 'relu-paths', widths: [2, 2, 1], bias: true },
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
      7,
    ],
    ['diagonal', { kind: 'diagonal-linear', depth: 2, inputs: 2 }, [1, 2, 3, 4], 2],
  ] as [string, ModelSpec, number[], number][])(
    'agrees with the exact rank where nothing is close: %s',
    (_name, model, theta, expected) => {
      const found = floatLieRank(subjectOf(model, theta), {
        rng: createRng(1),
        moves: 2,
        time: 1 / 64,
      });
      expect(found?.rank).toBe(expected);
      expect(found?.ambiguous).toBe(false);
      expect(orbit(subjectOf(model, theta), { seed: 1 }).dimension).toBe(expected);
    },
  );

  // w₁ = w₂, a₁ = −a₂: brackets up to order 3 are needed at θ. First brackets at a point at distance
  // ~ t see the last direction through the two orders they miss, so its singular value goes as t².
  const deceptive = subjectOf(tanh, [1, 2, 1, 2, 7, 4, 3, -3, 5]);

  it('is wrong near a degenerate point, where the exact rank is 9', () => {
    const exact = orbit(deceptive, { seed: 1 });
    expect(exact).toMatchObject({ dimension: 9, status: 'certified', firstOrderRank: 6 });
    const near = floatLieRank(deceptive, { rng: createRng(1), moves: 2, time: 1e-4 });
    expect(near?.rank).toBe(8);
    expect(near?.ambiguous).toBe(true);
    const at = floatLieRank(deceptive, { rng: createRng(1), moves: 0 });
    expect(at?.rank).toBe(8);
  });

  it('loses the last direction there as t²', () => {
    const times = [0.04, 0.02, 0.01, 0.005, 0.0025];
    const last = times.map(
      (time) => floatLieRank(deceptive, { rng: createRng(1), moves: 2, time })!.spectrum[8],
    );
    for (let i = 1; i < times.length; i++) {
      // Corrections are O(t) with constants of the order of |θ|: a tenth of an order at these t.
      const order = Math.log2(last[i - 1] / last[i]);
      expect(Math.abs(order - 2)).toBeLessThan(0.3);
    }
  });

  it('is not computed for large models or classes of functions', () => {
    const large: ModelSpec = { kind: 'linear', widths: [9, 9] };
    expect(floatLieRank(subjectOf(large, new Array(81).fill(1)), { rng: createRng(1) })).toBeNull();
    const generic: ModelSpec = {
      kind: 'fully-connected',
      widths: [1, 1, 1],
      bias: false,
      activation: { name: 'taylor', support: 'odd' },
    };
    expect(floatLieRank(subjectOf(generic, [1, 1]), { rng: createRng(1) })).toBeNull();
  });
});

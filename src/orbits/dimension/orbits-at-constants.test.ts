/** Orbits where saturation deceives, and at transcendental constants. */

import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../instances/instance.ts';
import { instanceOf, network } from '../../testing/small-networks.ts';
import { orbit } from './orbit.ts';

describe('where saturation deceives', () => {
  it('raises the order until it meets what a moved point shows', () => {
    const result = orbit(network([1, 1, 1, 1], 'tanh', [0, 3, 2]), { seed: 1 });
    expect(result).toMatchObject({ dimension: 3, status: 'certified', firstOrderRank: 1 });
  });

  it('says stationary where the orbit is smaller than the stratum and nobody has said why', () => {
    const model: ModelSpec = {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['u*v^2 - 1/2*u'],
    };
    const result = orbit(instanceOf(model, [1, 2]), { seed: 1, explain: false });
    expect(result).toMatchObject({
      dimension: 1,
      status: 'stationary',
      lowerBound: 1,
      upperBound: 2,
      movedRank: 1,
    });
    expect(new Set(result.primes).size).toBe(2);
  });
});

describe('networks that meet transcendental numbers at θ', () => {
  // e^b at rational b are powers of one transcendental number: nothing is assumed. In the second hidden
  // layer sigmoid is met at weights × sigmoid(b): e to such powers is independent by Schanuel only.
  it.each([
    ['tanh', [2, 2, 1], 9, 9, 'certified'],
    ['exp', [2, 2, 1], 7, 9, 'explained'],
    ['sigmoid', [2, 2, 2, 1], 15, 15, 'conditional'],
  ])('%s with biases, widths %j', (activation, widths, dimension, size, status) => {
    const theta = Array.from({ length: size }, (_, i) => ((i * i * 3 + i) % 11) - 4);
    const result = orbit(network(widths, activation, theta, true), { seed: 1 });
    expect(result).toMatchObject({ dimension, parameters: size, status });
    expect(result.assumptions.length > 0).toBe(status === 'conditional');
  });

  it.each([
    ['gelu', '5/7'],
    ['silu', '5/7'],
    ['silu', 0],
  ])(
    'answer at θ: a dead %s neuron stays dead (c = %s), though its stratum is all of parameter space',
    (activation, c) => {
      // w = b = a = 0: ∂F/∂a = σ(0) = 0 and the rest carry a factor a = 0. Only c moves.
      const result = orbit(network([1, 1, 1], activation, [0, 0, 0, c], true), { seed: 1 });
      expect(result).toMatchObject({
        dimension: 1,
        status: 'explained',
        stratum: { dimension: 4 },
      });
    },
  );

  it('keep the stratum of θ: equal neurons stay equal', () => {
    const theta = [1, 2, 1, 2, 5, 5, 3, 3, 4];
    const result = orbit(network([2, 2, 1], 'tanh', theta, true), { seed: 1 });
    expect(result).toMatchObject({ dimension: 5, status: 'certified' });
  });

  it('are exact where σ is a polynomial', () => {
    const theta = [1, 2, 3, 5, 7, 4, 3, 2, 4];
    const result = orbit(network([2, 2, 1], 'square', theta, true), { seed: 1 });
    expect(result).toMatchObject({ dimension: 7, status: 'explained', assumptions: [] });
  });
});

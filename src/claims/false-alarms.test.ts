/** Instances on which a defect of falsim once looked like one of the theory. */
import { describe, expect, it } from 'vitest';
import type { FunctionSpec } from '../analytic/function-spec.ts';
import type { Instance } from '../instances/instance.ts';
import type { Numeral } from '../numerics/numeral.ts';
import { claimById } from './registry.ts';

function twoLayer(activation: FunctionSpec, w: readonly Numeral[], a: readonly Numeral[]) {
  const model = { kind: 'fully-connected', widths: [1, w.length, 1], bias: false, activation };
  const layers = [
    { weights: w.map((x) => [x]), bias: null },
    { weights: [a], bias: null },
  ];
  return { model, parameters: { layers } } as Instance;
}

const check = (id: string, instance: Instance, dropped: readonly string[] = []) =>
  claimById(id)!.check(instance, { dropped: new Set(dropped), strictness: 0 });

describe('false alarms', () => {
  it('a weight that two fixed primes divide: the network is not dead', () => {
    const weight = `${4194287n * 4194271n}`;
    const instance = twoLayer('tanh', [weight], [weight]);
    expect(check('two-layer-exhaustive', instance).kind).toBe('survived');
  });

  it('a law with false coefficients: F = (w·a)x, nothing drifts', () => {
    const instance: Instance = {
      ...twoLayer({ name: 'polynomial', coefficients: [0, 1] }, [0.3, 0.7], [0.3, 0.7]),
      data: { inputs: [[1]], targets: [[1]] },
      loss: 'squared',
      training: { method: 'gradient-flow', time: 1 },
    };
    expect(check('orbit-is-sim', instance).kind).toBe('survived');
  });
});

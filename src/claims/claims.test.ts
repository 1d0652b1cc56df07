/** Known verdicts of claims on instances written by hand, and no alarm where floats merely round. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { claimById } from './registry.ts';

function network(
  activation: string,
  widths: readonly number[],
  layers: readonly (readonly (readonly number[])[])[],
  more: Partial<Instance> = {},
): Instance {
  return {
    model: { kind: 'fully-connected', widths, bias: false, activation },
    parameters: { layers: layers.map((weights) => ({ weights, bias: null })) },
    ...more,
  };
}

const flow: Partial<Instance> = {
  data: { inputs: [[1]], targets: [[2]] },
  loss: 'squared',
  training: { method: 'gradient-flow', time: 1 },
};

function verdict(id: string, instance: Instance, dropped: readonly string[] = []) {
  return claimById(id)!.check(open(instance), { dropped: new Set(dropped), strictness: 0 });
}

const pair = (activation: string, w: readonly number[], a: readonly number[]) =>
  network(activation, [1, 2, 1], [w.map((x) => [x]), [a]], flow);

describe('symmetry-induces-sim', () => {
  const id = 'symmetry-induces-sim';
  it('survives on equal neurons, is falsified on opposite ones that softplus does not have', () => {
    expect(verdict(id, pair('softplus', [0.5, 0.5], [0.25, 0.25])).kind).toBe('survived');
    const opposite = pair('softplus', [0.5, -0.5], [0.25, -0.25]);
    expect(verdict(id, opposite).kind).toBe('vacuous');
    expect(verdict(id, opposite, ['odd-activation'])).toMatchObject({
      kind: 'falsified',
      by: { clause: 'tangency' },
    });
  });
  it('is vacuous where nothing moves', () => {
    const still = verdict(id, pair('tanh', [0, 0], [0, 0]));
    expect(still).toMatchObject({ kind: 'vacuous', because: { reason: 'stationary' } });
  });
  it('raises no alarm where neurons are equal up to one ulp', () => {
    for (const activation of ['tanh', 'exp', 'gelu', 'softplus']) {
      const almost = pair(activation, [0.7, 0.7 * (1 + 2 ** -52)], [0.3, 0.3]);
      expect(['vacuous', 'survived']).toContain(verdict(id, almost).kind);
      expect(['vacuous', 'survived']).toContain(verdict('flow-equivariance', almost).kind);
    }
  });
});

describe('two-layer-exhaustive', () => {
  const id = 'two-layer-exhaustive';
  it('tells a dead GELU neuron from a dead tanh one', () => {
    const dead = (activation: string) => network(activation, [1, 1, 1], [[[0]], [[0]]]);
    expect(verdict(id, dead('tanh')).kind).toBe('survived');
    expect(verdict(id, dead('gelu')).kind).toBe('vacuous');
    expect(verdict(id, dead('gelu'), ['value-at-zero']).kind).toBe('falsified');
  });
});

describe('conservation-laws', () => {
  const linear = (...layers: number[][][]): Instance => ({
    model: { kind: 'linear', widths: [layers[0][0].length, ...layers.map((w) => w.length)] },
    parameters: { layers: layers.map((weights) => ({ weights, bias: null })) },
  });
  const generic = linear(
    [[2, 3]],
    [[5], [7]],
    [
      [11, 13],
      [17, -19],
    ],
    [[23, 29]],
  );
  it('says nothing of a bottleneck of width 1 before wider layers, and fails there without saying so', () => {
    expect(verdict('conservation-laws', generic)).toMatchObject({
      kind: 'vacuous',
      because: { reason: 'hypothesis' },
    });
    expect(verdict('conservation-laws', generic, ['several-fields']).kind).toBe('falsified');
  });
  it('says nothing where weights in arithmetic progression lack rank', () => {
    const low = linear(
      [
        [2, 5],
        [8, 11],
        [14, 17],
      ],
      [
        [20, 23, 26],
        [29, 32, 35],
      ],
    );
    expect(verdict('conservation-laws', low).kind).toBe('vacuous');
    const full = linear(
      [
        [2, 5],
        [8, 11],
        [14, 19],
      ],
      [
        [20, -23, 26],
        [29, 32, 37],
      ],
    );
    expect(verdict('conservation-laws', full).kind).toBe('survived');
  });
});

describe('orbit-is-sim', () => {
  it('does not mistake the error of tiny weights for drift', () => {
    const tiny = network('identity', [1, 3, 1], [[[8e-7], [0], [0]], [[3e-6, -2e-6, 2e-6]]]);
    expect(['survived', 'vacuous']).toContain(verdict('orbit-is-sim', tiny).kind);
    const usual = network('identity', [1, 1, 1], [[[1]], [[2]]]);
    expect(verdict('orbit-is-sim', usual).kind).toBe('survived');
    expect(verdict('orbit-is-sim', usual, ['exact-gradient-flow']).kind).toBe('falsified');
  });
});

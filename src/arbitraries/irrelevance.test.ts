import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { toFloat } from '../instances/numeral.ts';
import { resolveActivation } from '../models/activation.ts';
import { irrelevance } from './irrelevance.ts';
import { parameterName } from './parameter-names.ts';

const witness: Instance = {
  model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'silu' },
  parameters: {
    layers: [
      { weights: [[0]], bias: null },
      { weights: [[1]], bias: null },
    ],
  },
  data: { inputs: [[1]], targets: [[1]] },
  loss: 'squared',
};

function sigmaOf({ model }: Instance) {
  if (model.kind !== 'fully-connected') throw new Error('a fully connected witness');
  return resolveActivation(model.activation);
}

/** Fails iff w = 0, a ≠ 0, x ≠ 0 and σ(0) = 0 without parity; y and the loss play no part. */
function fails(instance: Instance): boolean {
  const [w, a] = flatten(instance.parameters).map(toFloat);
  const sigma = sigmaOf(instance);
  const x = toFloat(instance.data!.inputs[0][0]);
  return w === 0 && a !== 0 && x !== 0 && sigma.zeroAtZero && sigma.parity === 'none';
}

function findingOf(instance: Instance, admissible?: (candidate: Instance) => boolean) {
  const report = irrelevance(instance, {
    stillFails: fails,
    seed: 5,
    ...(admissible && { admissible }),
  });
  return {
    report,
    by: Object.fromEntries(report.components.map((c) => [c.component, c.finding])),
  };
}

describe('irrelevance', () => {
  it('finds out what the failure depends on', () => {
    const { by } = findingOf(witness);
    expect(by).toEqual({
      'the activation': 'class',
      'the loss': 'irrelevant',
      'W₁': 'relevant',
      'W₂': 'any-non-zero',
      'the input x': 'any-non-zero',
      'the target y': 'irrelevant',
    });
  });

  it('says so in a sentence', () => {
    const { report } = findingOf(witness, (candidate) => sigmaOf(candidate).analytic);
    expect(report.sentence).toBe(
      'Any activation with σ(0) = 0 and no parity (tried: gelu, silu); the loss does not matter; ' +
        'any W₂ ≠ 0; any input x ≠ 0; the target y does not matter.',
    );
  });

  it('leaves undecided what no admissible variant tests', () => {
    const onlySilu = (candidate: Instance) => sigmaOf(candidate).name === 'silu';
    const { by, report } = findingOf(witness, onlySilu);
    expect(by['the activation']).toBe('undecided');
    expect(report.sentence).not.toContain('activation');
  });

  it('counts what it evaluated and is deterministic in the seed', () => {
    let asked = 0;
    const counting = (candidate: Instance) => {
      asked++;
      return fails(candidate);
    };
    const options = { stillFails: counting, seed: 9, variants: 5 };
    const first = irrelevance(witness, options);
    expect(first.evaluations).toBe(asked);
    expect(irrelevance(witness, options)).toEqual(first);
    for (const { kind, tried } of first.components) {
      if (kind === 'parameter') expect(tried).toBe(5);
    }
  });

  it('moves tied parameters together', () => {
    const tied: Instance = {
      model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'exp' },
      parameters: {
        layers: [
          { weights: [[1], [1]], bias: null },
          { weights: [[2, 2]], bias: null },
        ],
      },
    };
    const stays = (candidate: Instance) => {
      const [w1, w2, a1, a2] = flatten(candidate.parameters).map(toFloat);
      return w1 === w2 && a1 === a2;
    };
    const { components } = irrelevance(tied, { stillFails: stays, seed: 1 });
    const parameters = components.filter(({ kind }) => kind === 'parameter');
    expect(parameters.map(({ finding }) => finding)).toEqual(['irrelevant', 'irrelevant']);
  });
});

describe('parameterName', () => {
  it('counts layers, rows and columns from 1', () => {
    const model = {
      kind: 'fully-connected',
      widths: [2, 2, 1],
      bias: true,
      activation: 'tanh',
    } as const;
    const names = Array.from({ length: 9 }, (_, p) => parameterName(model, p));
    expect(names).toEqual([
      'W₁[1,1]',
      'W₁[1,2]',
      'W₁[2,1]',
      'W₁[2,2]',
      'b₁[1]',
      'b₁[2]',
      'W₂[1,1]',
      'W₂[1,2]',
      'b₂',
    ]);
    expect(() => parameterName(model, 9)).toThrow(RangeError);
  });
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { bind } from './bind.ts';
import { axis, called, defineModel, type ModelJson, tensor } from './contract.ts';
import { parameterNames } from './names.ts';
import { registerModel, unregisterModel } from './registry.ts';
import { literal, object } from './schema.ts';

const namesOf = (model: ModelJson) => parameterNames(bind(model));
const dense = (widths: number[], bias = false): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation: 'tanh',
});

describe('names of parameters', () => {
  it.each([
    [dense([2, 2, 1]), 'w₁[1] w₁[2] w₂[1] w₂[2] a₁ a₂'],
    [dense([1, 1, 1], true), 'w b a c'],
    [dense([2, 1, 2], true), 'w[1] w[2] b a[1] a[2] c[1] c[2]'],
    [dense([1, 1, 1, 1], true), 'w b₁ v b₂ a b₃'],
    [dense([1, 1, 1, 1, 1]), 'w₁ w₂ w₃ w₄'],
    [{ kind: 'linear', widths: [1, 2, 1, 1] }, 'W₁[1,1] W₁[2,1] W₂[1,1] W₂[1,2] W₃[1,1]'],
    [
      { kind: 'relu-paths', widths: [1, 2, 1, 1], bias: true },
      'W₁[1,1] W₁[2,1] b₁[1] b₁[2] W₂[1,1] W₂[1,2] b₂ W₃[1,1] b₃',
    ],
    [{ kind: 'diagonal-linear', depth: 2, inputs: 2 }, 'θ₁[1] θ₁[2] θ₂[1] θ₂[2]'],
    [{ kind: 'diagonal-linear', depth: 2, inputs: 1 }, 'θ₁ θ₂'],
    [{ kind: 'polynomial', variables: ['u', 'rate'], features: ['u*rate'] }, 'u rate'],
  ] as [ModelJson, string][])('of %j', (model, names) => {
    expect(namesOf(model).name.join(' ')).toBe(names);
  });

  it('blocks are what a unit bears, rows and columns, and biases of a layer', () => {
    const labels = (model: ModelJson) =>
      namesOf(model).blocks.map(({ label, indices }) => `${label}: ${indices.join(' ')}`);
    expect(labels(dense([2, 2, 2], true))).toEqual([
      'w₁: 0 1',
      'w₂: 2 3',
      'a₁: 6 8',
      'a₂: 7 9',
      'c: 10 11',
    ]);
    expect(labels({ kind: 'linear', widths: [1, 2, 1, 1] })).toEqual([
      'W₁[:,1]: 0 1',
      'W₂[1,:]: 2 3',
    ]);
    expect(labels({ kind: 'diagonal-linear', depth: 2, inputs: 2 })).toEqual([]);
    expect(labels({ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] })).toEqual([]);
  });

  it('later layers are read first, a bias after the weights of its layer', () => {
    const { weight } = namesOf(dense([1, 1, 1], true));
    const [w, b, a, c] = weight as [number, number, number, number];
    expect(a).toBeGreaterThan(c);
    expect(c).toBeGreaterThan(w);
    expect(w).toBeGreaterThan(b);
  });

  it('of a model of one’s own come from its keys, symbols and axes', () => {
    const channel = axis('channels', 2, 'hidden', null);
    const neuron = axis('neurons', 2, 'hidden', null);
    const input = axis('inputs', 2, 'input', null);
    const output = axis('outputs', 1, 'output', null);
    const own = defineModel({
      kind: 'test-names',
      formula: 'F(x) = 0',
      spec: object({ kind: literal('test-names') }),
      architecture: () => ({
        parameters: {
          embed: tensor(channel, input),
          into: tensor(neuron, channel),
          heads: [{ scale: tensor(neuron) }, { scale: called('g', tensor(neuron)) }],
          read: called('R', tensor(output, channel)),
          shift: tensor(),
        },
        inputs: { x: tensor(input) },
        output,
      }),
      evaluate: (field) => [field.zero],
    });
    registerModel(own);
    onTestFinished(() => unregisterModel(own));
    const { name, blocks } = namesOf({ kind: 'test-names' });
    expect(name.join(' ')).toBe(
      'embed₁[1] embed₁[2] embed₂[1] embed₂[2] into[1,1] into[1,2] into[2,1] into[2,2] ' +
        'scale₁[1] scale₁[2] g₁ g₂ R[1,1] R[1,2] shift',
    );
    expect(blocks.map(({ label }) => label)).toEqual(['embed₁', 'embed₂', 'scale₁', 'R[1,:]']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Instance, ModelSpec } from './instance.ts';
import {
  flatten,
  inputDimension,
  layoutOf,
  outputDimension,
  unflatten,
  withParameters,
} from './layout.ts';

const models: [ModelSpec, number, number, number][] = [
  [{ kind: 'fully-connected', widths: [2, 3, 1], bias: false, activation: 'tanh' }, 9, 2, 1],
  [
    { kind: 'fully-connected', widths: [2, 3, 4, 2], bias: true, activation: 'tanh' },
    9 + 16 + 10,
    2,
    2,
  ],
  [{ kind: 'linear', widths: [3, 5] }, 15, 3, 5],
  [{ kind: 'relu-paths', widths: [2, 2, 1], bias: true }, 9, 2, 1],
  [{ kind: 'diagonal-linear', depth: 3, inputs: 4 }, 12, 4, 1],
  [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u', 'u*v', 'v'] }, 2, 3, 1],
];

describe.each(models)('layout of %j', (model, size, inputs, outputs) => {
  it('has M = Σ rows·columns + biases, d inputs and c outputs', () => {
    expect(layoutOf(model).size).toBe(size);
    expect(inputDimension(model)).toBe(inputs);
    expect(outputDimension(model)).toBe(outputs);
  });

  it('gives every index of θ to exactly one parameter, layer by layer', () => {
    const seen: number[] = [];
    for (const { rows, columns, weights, bias } of layoutOf(model).layers) {
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) seen.push(weights + i * columns + j);
      if (bias >= 0) for (let i = 0; i < rows; i++) seen.push(bias + i);
    }
    expect(seen).toEqual(Array.from({ length: size }, (_, k) => k));
  });

  it('flattens and unflattens, keeping numerals as they were written', () => {
    const theta = Array.from({ length: size }, (_, k) => (k % 2 === 0 ? `${k}/7` : -k));
    const parameters = unflatten(model, theta);
    expect(flatten(parameters)).toEqual(theta);
    const instance: Instance = { model, parameters, loss: 'squared' };
    const moved = withParameters(instance, new Float64Array(size).fill(-0));
    expect(flatten(moved.parameters).every((x) => Object.is(x, -0))).toBe(true);
    expect({ ...moved, parameters }).toEqual(instance);
  });
});

it('puts weight (i, j) of a layer at weights + i·columns + j, biases after the weights', () => {
  const model: ModelSpec = {
    kind: 'fully-connected',
    widths: [2, 2, 1],
    bias: true,
    activation: 'sin',
  };
  expect(unflatten(model, [0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual({
    layers: [
      {
        weights: [
          [0, 1],
          [2, 3],
        ],
        bias: [4, 5],
      },
      { weights: [[6, 7]], bias: [8] },
    ],
  });
});

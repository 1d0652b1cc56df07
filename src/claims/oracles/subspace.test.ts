/** Subspaces of equal neurons and of inputs that are not used, as ties between the entries of θ. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { pair } from '../../testing/two-neurons.ts';
import {
  equalIncoming,
  equalInputs,
  equalNeurons,
  hasTwoNeurons,
  type Subspace,
  unusedInputs,
} from './subspace.ts';

const net = (widths: number[], bias: boolean, theta: number[], more = {}): Subject => {
  const model = { kind: 'fully-connected', widths, bias, activation: 'tanh' } as const;
  return open({ model, parameters: unflatten(model as never, theta), ...more } as Instance);
};
const ties = (subspace?: Subspace) =>
  subspace && [[...subspace.orbit].join(' '), subspace.dimension, [...new Set(subspace.sign)]];

it('two neurons stand in two layers with functions', () => {
  const facts = {
    network: { depth: 2, widths: [1, 2, 1] },
    functions: ['tanh'],
    hasFreeInputs: false,
  };
  const of = (more: object) => hasTwoNeurons({ ...facts, ...more } as never);
  expect([of({}), of({ network: { depth: 2, widths: [1, 3, 1] } })]).toEqual([true, true]);
  expect([
    of({ network: null }),
    of({ functions: [] }),
    of({ hasFreeInputs: true }),
    of({ network: { depth: 3, widths: [1, 2, 2, 1] } }),
    of({ network: { depth: 2, widths: [1, 1, 1] } }),
  ]).toEqual([false, false, false, false, false]);
});

describe('neurons with equal inputs', () => {
  it('are the first such pair, and put out what they like', () => {
    // θ = (w₁ | w₂ | w₃ | a).
    const found = equalInputs(net([2, 3, 1], false, [1, 2, 3, 4, 1, 2, 5, 6, 7]));
    expect(ties(found)).toEqual(['0 1 2 3 0 1 4 5 6', 7, [1]]);
    expect(found?.describe()).toBe('neurons 1 and 3 of layer 1 have equal input weights');
    expect(found?.contains(Float64Array.of(8, 9, 3, 4, 8, 9, 1, 1, 1))).toBe(true);
    expect(found?.contains(Float64Array.of(8, 9, 3, 4, 8, 2, 1, 1, 1))).toBe(false);
    expect(equalInputs(net([1, 4, 1], false, [1, 2, 2, 1, 0, 0, 0, 0]))?.describe()).toMatch(
      /^neurons 2 and 3 /,
    );
  });

  it('have equal biases too', () => {
    // θ = (w | b | a | c).
    const of = (b: number) => equalInputs(net([1, 2, 1], true, [1, 1, 5, b, 2, 3, 4]));
    expect(ties(of(5))).toEqual(['0 0 1 1 2 3 4', 5, [1]]);
    expect(of(6)).toBeUndefined();
    expect(equalInputs(net([1, 2, 1], false, [1, -1, 2, 2]))).toBeUndefined();
  });

  it('may be made equal, alone or with what they put out', () => {
    const apart = pair('tanh', [1, 2], [3, 4]);
    expect(ties(equalIncoming(apart))).toEqual(['0 0 1 2', 3, [1]]);
    expect(ties(equalNeurons(apart))).toEqual(['0 0 1 1', 2, [1]]);
    // What each neuron takes in and puts out, of three with a bias.
    const three = net([2, 3, 2], true, [...Array(17).keys()]);
    expect(ties(equalNeurons(three))).toEqual(['0 1 0 1 2 3 4 4 5 6 6 7 8 8 9 10 11', 12, [1]]);
    expect(ties(equalIncoming(three))).toEqual(['0 1 0 1 2 3 4 4 5 6 7 8 9 10 11 12 13', 14, [1]]);
  });
});

describe('inputs that no datum uses', () => {
  const theta = [1, 2, 3, 4, 5, 6];
  const of = (inputs?: (number | string)[][]) =>
    unusedInputs(
      net(
        [2, 2, 1],
        false,
        theta,
        inputs && { data: { inputs, targets: inputs.map(() => [1]) }, loss: 'squared' },
      ),
    );

  it('hold the weights behind them fixed at θ', () => {
    const plane = of([
      [0, 1],
      [0, 2],
    ])!;
    expect(ties(plane)).toEqual(['-1 1 -1 3 4 5', 4, [1]]);
    expect(plane.size).toBe(6);
    expect(plane.distance(Float64Array.of(4, 9, 7, 9, 9, 9))).toBe(5);
    expect(plane.contains(Float64Array.of(1, 9, 3, 9, 9, 9))).toBe(true);
    expect(plane.contains(Float64Array.of(1, 9, 4, 9, 9, 9))).toBe(false);
    const out = new Float64Array(6).fill(8);
    expect([...plane.normalComponent(Float64Array.from(theta), out)]).toEqual([1, 0, 3, 0, 0, 0]);
  });

  it('are 0 in every datum', () => {
    expect(
      ties(
        of([
          [5, 0],
          [6, '0'],
        ]),
      ),
    ).toEqual(['0 -1 2 -1 4 5', 4, [1]]);
    expect(
      of([
        [0, 1],
        [1, 0],
      ]),
    ).toBeUndefined();
    expect(of()).toBeUndefined();
  });
});

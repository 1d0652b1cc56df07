/** Membership of instances in declared domains, and of what is drawn from them. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { createRng } from '../numerics/random.ts';
import { type Domain, whyOutside } from './domain.ts';
import { drawWithin } from './draw-within.ts';

const linear = (...weights: number[][][]): Instance => ({
  model: { kind: 'linear', widths: [weights[0][0].length, ...weights.map((w) => w.length)] },
  parameters: { layers: weights.map((w) => ({ weights: w, bias: null })) },
});
const network = (activation: unknown, ...weights: number[][][]): Instance => ({
  ...linear(...weights),
  model: { ...linear(...weights).model, kind: 'fully-connected', bias: false, activation },
});
const biased: Instance = {
  model: { kind: 'fully-connected', widths: [1, 1, 1], bias: true, activation: 'tanh' },
  parameters: {
    layers: [
      { weights: [[1]], bias: [0] },
      { weights: [[1]], bias: [0] },
    ],
  },
};
const twoNeurons = network('tanh', [[1], [2]], [[3, 4]]);
const trained: Instance = {
  ...twoNeurons,
  data: { inputs: [[1]], targets: [[1]] },
  loss: 'squared',
  training: { method: 'sgd', rate: 1, steps: 1, batch: 1 },
};
const shifted = (shift: string) => ({ name: 'shifted', base: 'tanh', shift });

describe('whyOutside', () => {
  it.each<[string, Domain, Instance, Instance, RegExp]>([
    ['kinds', { kinds: ['linear'] }, linear([[1]]), twoNeurons, /kind linear, received fully-conn/],
    ['depth', { depth: [2, 2] }, twoNeurons, linear([[1]]), /^2 layers, received 1$/],
    [
      'the least width',
      { hidden: [2, Number.POSITIVE_INFINITY] },
      twoNeurons,
      network('tanh', [[1]], [[3]]),
      /^hidden layers of 2 or more units, received 1$/,
    ],
    ['biases', { bias: false }, twoNeurons, biased, /^no biases, received some$/],
    ['no biases', { bias: true }, biased, twoNeurons, /^biases, received none$/],
    ['inputs', { inputs: [2, 3] }, linear([[1, 2]]), linear([[1]]), /^2 to 3 input/],
    ['outputs', { outputs: [1, 1] }, linear([[1]]), linear([[1], [2]]), /^1 output.*received 2$/],
    [
      'functions',
      { functions: ['tanh', 'exp'] },
      twoNeurons,
      network('sin', [[1]], [[1]]),
      /^functions among tanh, exp, received sin$/,
    ],
    [
      'parameters of functions',
      { functions: [{ name: 'shifted', base: 'tanh', shift: '1/2' }] },
      network(shifted('1/2'), [[1]], [[1]]),
      network(shifted('1/3'), [[1]], [[1]]),
      /received .*1\/3/,
    ],
    ['data', { data: true }, trained, twoNeurons, /^data and a loss, received none$/],
    [
      'losses',
      { losses: ['squared'] },
      trained,
      { ...trained, loss: 'quartic' },
      /received quartic/,
    ],
    [
      'methods',
      { methods: ['sgd', 'adam'] },
      trained,
      { ...trained, training: { method: 'momentum', rate: 1, steps: 1 } },
      /^training by sgd or adam, received momentum$/,
    ],
    [
      'a switch',
      { switched: true },
      { ...trained, ...{ then: { data: trained.data!, loss: 'squared' } } },
      trained,
      /^a second dataset/,
    ],
    [
      'distinct sizes',
      { point: 'distinct' },
      twoNeurons,
      network('tanh', [[1], [-1]], [[3, 4]]),
      /^parameters other than 0/,
    ],
    [
      'a stratum',
      { point: 'stratum' },
      network('tanh', [[1], [1]], [[3, 3]]),
      twoNeurons,
      /^a point that a symmetry/,
    ],
    [
      'a stratum by asserted signs',
      { point: 'stratum', signs: 'odd' },
      network('exp', [[1], [-1]], [[3, -3]]),
      network('exp', [[1], [-2]], [[3, -3]]),
      /^a point that a symmetry/,
    ],
    [
      'equal inputs',
      { point: 'equal-inputs' },
      network('tanh', [[1], [1]], [[3, 4]]),
      twoNeurons,
      /^two units/,
    ],
  ])('asks for %s', (_, domain, inside, outside, reason) => {
    expect(whyOutside(domain, inside)).toBeUndefined();
    expect(whyOutside(domain, outside)).toMatch(reason);
    expect(whyOutside({}, outside)).toBeUndefined();
  });

  it('asks for a model that can be trained', () => {
    const gated: Instance = {
      model: { kind: 'relu-paths', widths: [1, 1, 1], bias: false },
      parameters: twoNeurons.parameters,
    };
    expect(whyOutside({ trainable: true }, twoNeurons)).toBeUndefined();
    expect(whyOutside({ trainable: true }, gated)).toMatch(/free inputs$/);
  });

  it('takes networks for what they compute, whatever they are called', () => {
    expect(whyOutside({ depth: [1, 1], bias: false }, linear([[1]]))).toBeUndefined();
    const polynomial: Instance = {
      model: { kind: 'diagonal-linear', inputs: 2, depth: 2 },
      parameters: {
        factors: [
          [1, 2],
          [3, 4],
        ],
      },
    };
    expect(whyOutside({ bias: false }, polynomial)).toMatch(/^a network of layers, received diag/);
  });
});

describe('drawWithin', () => {
  it.each<[string, Domain]>([
    ['one kind', { kinds: ['linear'], depth: [4, 4], inputs: [2, 2], outputs: [3, 3] }],
    ['wide networks', { depth: [2, 2], hidden: [7, 9], bias: false, functions: ['gelu', 'cos'] }],
    ['steps', { trainable: true, data: true, losses: ['quartic'], methods: ['momentum'] }],
    ['flows that are switched', { trainable: true, methods: ['gradient-flow'], switched: true }],
    ['distinct points', { kinds: ['fully-connected'], point: 'distinct' }],
    ['strata', { trainable: true, point: 'stratum' }],
    ['equal inputs', { depth: [2, 2], hidden: [2, 4], point: 'equal-inputs' }],
  ])('stays within: %s', (_, domain) => {
    for (let seed = 0; seed < 25; seed++) {
      const instance = drawWithin(domain, createRng(`domain ${seed}`), { size: seed / 25 });
      expect(whyOutside(domain, instance)).toBeUndefined();
    }
  });
});

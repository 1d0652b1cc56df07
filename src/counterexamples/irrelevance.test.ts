import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import type { LayeredParameters } from '../testing/known-instance.ts';
import { irrelevance } from './irrelevance.ts';

describe('irrelevance', () => {
  const network = (activation: string): Instance => ({
    model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation },
    parameters: {
      layers: [
        { weights: [[2]], bias: null },
        { weights: [[0]], bias: null },
      ],
    },
    data: { inputs: [[1]], targets: [[0]] },
    loss: 'squared',
  });
  const activationOf = ({ model }: Instance) =>
    isOfKind(model, 'fully-connected') ? String(model.activation) : '';

  it('finds the condition that tells failing activations from the others', () => {
    const odd = ['identity', 'cube', 'tanh', 'sin', 'arctan', 'erf'];
    const sentences = irrelevance(network('tanh'), (i) => odd.includes(activationOf(i)));
    expect(sentences[0]).toBe('Any activation with odd parity fails.');
    const few = irrelevance(network('tanh'), (i) => ['tanh', 'sin'].includes(activationOf(i)));
    expect(few[0]).toBe('These activations fail as well: sin.');
    expect(irrelevance(network('tanh'), () => true)[0]).toBe('Any activation fails.');
  });

  it('tells numbers that may be anything from those that may not be 0', () => {
    const sentences = irrelevance(network('tanh'), ({ model, parameters, loss, data }) => {
      const [[w]] = (parameters as LayeredParameters).layers[0].weights as [[number]];
      return (
        activationOf({ model, parameters }) === 'tanh' &&
        w !== 0 &&
        loss === 'squared' &&
        data?.inputs[0]?.[0] === 1
      );
    });
    expect(sentences).toEqual([
      'a may be any number.',
      'w may be any number other than 0.',
      'The targets may be any numbers.',
    ]);
  });

  it('tries data of nothing but zeros apart', () => {
    const sentences = irrelevance(network('tanh'), ({ data }) => data?.targets[0]?.[0] !== 0);
    expect(sentences).not.toContain('The targets may be any numbers.');
    const network1 = { ...network('tanh'), data: { inputs: [[1]], targets: [[1]] } };
    const nonZero = irrelevance(network1, ({ data }) => data?.targets[0]?.[0] !== 0);
    expect(nonZero).toContain('The targets may be any numbers other than 0.');
  });

  it('says nothing where everything matters', () => {
    const text = JSON.stringify(network('tanh'));
    expect(irrelevance(network('tanh'), (i) => JSON.stringify(i) === text)).toEqual([]);
  });
});

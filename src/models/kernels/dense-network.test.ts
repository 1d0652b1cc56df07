import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { plainSpace } from '../../numerics/dense-space.ts';
import { createRng } from '../../numerics/random.ts';
import { simdSpace } from '../../numerics/simd/dense-memory.ts';
import { allDerivatives, drawCase, type Model } from '../../testing/network-case.ts';
import { bind } from '../bind.ts';
import { layersOf } from '../layered-layout.ts';
import { createDenseNetwork, spaceLength } from './dense-network.ts';

/** Networks with loops and with vector instructions, on the same numbers. */
function pair(widths: readonly number[], bias: boolean, activation: string, batch: number) {
  const model: Model = { kind: 'fully-connected', widths, bias, activation };
  const layers = layersOf(bind(model).tensors)!;
  const sigma = resolveFunction(activation);
  const space = simdSpace(spaceLength(layers, batch));
  if (space === null) throw new Error('no vector instructions');
  const rng = createRng(`${widths} ${batch}`);
  return {
    given: drawCase(model, batch, () => 2 * rng.gaussian()),
    plain: createDenseNetwork(layers, sigma, batch, plainSpace),
    vectors: createDenseNetwork(layers, sigma, batch, space),
  };
}

describe('a dense network with vector instructions', () => {
  const cases = [
    [[3, 7, 1], false, 'tanh', 1],
    [[1, 4, 6, 2], true, 'tanh', 5],
    [[10, 33, 1], true, 'tanh', 67],
    [[2, 5, 5, 5, 3], true, 'sin', 34],
    [[6, 2], true, 'identity', 4],
  ] as const;

  it.each(cases)(
    'has the bits of the loops: %j, bias %s, %s, %i data',
    (widths, bias, activation, batch) => {
      const { given, plain, vectors } = pair(widths, bias, activation, batch);
      expect(allDerivatives(vectors, given)).toEqual(allDerivatives(plain, given));
    },
  );

  it('and so have several in turn, between the halves of their passes', () => {
    const all = cases.map(([widths, bias, activation, batch]) =>
      pair(widths, bias, activation, batch),
    );
    const outputs = all.map(({ given, vectors }) => {
      const out = new Float64Array(vectors.batch * vectors.outputs);
      vectors.forward(given.theta, given.x, out);
      return out;
    });
    const gradients = all.map(({ given, vectors }) => {
      const gradient = new Float64Array(vectors.size);
      vectors.backpropagate(given.theta, given.cotangent, gradient);
      return gradient;
    });
    all.forEach(({ given, vectors }, i) => {
      vectors.pushforward(given.theta, given.v, given.x, new Float64Array(outputs[i].length));
    });
    all.forEach(({ given, plain, vectors }, i) => {
      const { theta, v, cotangent, cotangentDot } = given;
      const second = new Float64Array(vectors.size);
      vectors.backpropagateDerivative(theta, v, cotangent, cotangentDot, second);
      const expected = allDerivatives(plain, given);
      expect(outputs[i]).toEqual(expected.forward);
      expect(gradients[i]).toEqual(expected.pullback);
      expect(second).toEqual(expected.pullbackDerivative);
    });
  });
});

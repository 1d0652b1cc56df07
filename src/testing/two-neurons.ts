/** Two neurons on one datum, and one of which a plane is left. */
import type { Subspace } from '../claims/oracles/subspace.ts';
import type { Instance } from '../instances/instance.ts';
import { open, type Subject } from '../instances/subject.ts';

/** Two neurons, one input, one output, no biases. */
export function pair(
  activation: string,
  w: readonly [number, number],
  a: readonly [number, number],
  more: Partial<Instance> = {},
): Subject {
  return open({
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation },
    parameters: {
      layers: [
        { weights: [[w[0]], [w[1]]], bias: null },
        { weights: [[...a]], bias: null },
      ],
    },
    ...more,
  });
}

export const onOneDatum: Partial<Instance> = {
  data: { inputs: [[1]], targets: [[2]] },
  loss: 'squared',
  training: { method: 'gradient-flow', time: 1 },
};

/**
 * F = a tanh(w x) at a = 0, where ∂F/∂w = 0: the plane of that w is tangent at θ; but a moves, and then so does w.
 */
export function tangentAtFirst(
  w: number,
  rest: Partial<Instance> = onOneDatum,
): { readonly escaping: Subject; readonly plane: Subspace } {
  const escaping = open({
    model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'tanh' },
    parameters: {
      layers: [
        { weights: [[w]], bias: null },
        { weights: [[0]], bias: null },
      ],
    },
    ...rest,
  });
  const plane: Subspace = {
    size: 2,
    dimension: 1,
    orbit: Int32Array.of(-1, 0),
    sign: Int8Array.of(1, 1),
    distance: (theta) => Math.abs(theta[0] - w),
    contains: (theta) => theta[0] === w,
    normalComponent(vector, out) {
      out.set([vector[0], 0]);
      return out;
    },
    describe: () => `w = ${w}`,
  };
  return { escaping, plane };
}

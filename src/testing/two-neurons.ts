/** Two neurons on one datum, and findings of discrete steps. */

import type { StepsDecision } from '../claims/decision.ts';
import { doubtful, type Finding, fails, holds } from '../claims/oracles/conclude.ts';
import { enclosureProof } from '../claims/proof.ts';
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

/** Steps of a distance 10^−margin times its bound. */
export function finding(status: Finding['status'], margin: number, method = 'sgd'): Finding {
  const decision: StepsDecision = {
    clause: 'steps',
    method,
    steps: 1,
    rate: 1,
    distance: 10 ** -margin,
    bound: 1,
    moved: 1,
    enclosure: null,
  };
  const proof = enclosureProof({ digits: 9, distance: 1n, radius: 0n });
  if (status === 'open') return doubtful({ reason: 'float-only', decision });
  return status === 'holds' ? holds(decision) : fails(decision, proof);
}

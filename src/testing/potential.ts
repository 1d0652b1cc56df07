/** Polynomials as losses, and the subspaces of their parameters that are plain to see. */
import type { Subspace } from '../claims/oracles/subspace.ts';
import type { TrainingSegment } from '../claims/oracles/training-segment.ts';
import type { Instance } from '../instances/instance.ts';
import { open, type Subject } from '../instances/subject.ts';

/** L = F at the input 1. */
export const segment: TrainingSegment = {
  data: { inputs: [[1]], targets: [[1]] },
  loss: 'linear',
  duration: 1,
};

/** F = feature(u, v)·x, at (u, v) = θ. */
export function potential(feature: string, ...theta: number[]): Subject {
  return open({
    model: {
      kind: 'polynomial',
      variables: ['u', 'v'].slice(0, theta.length),
      features: [feature],
    },
    parameters: { layers: [{ weights: [theta], bias: null }] },
  } as Instance);
}

/** The same with L: the instance is trained on it. */
export const descending = (feature: string, ...theta: number[]): Subject =>
  open({
    ...potential(feature, ...theta).instance,
    data: segment.data,
    loss: segment.loss,
  } as Instance);

/** Nothing but the origin. */
export const origin = (size: number): Subspace => ({
  size,
  dimension: 0,
  orbit: new Int32Array(size).fill(-1),
  sign: new Int8Array(size).fill(1),
  distance: (theta) => Math.hypot(...theta),
  contains: (theta) => theta.every((x) => x === 0),
  normalComponent(vector, out) {
    out.set(vector);
    return out;
  },
  describe: () => 'the origin',
});

/** { u = 0 } in the plane of u and v. */
export const wall: Subspace = {
  size: 2,
  dimension: 1,
  orbit: Int32Array.of(-1, 0),
  sign: Int8Array.of(1, 1),
  distance: ([u]) => Math.abs(u),
  contains: ([u]) => u === 0,
  normalComponent([u], out) {
    out.set([u, 0]);
    return out;
  },
  describe: () => 'u = 0',
};

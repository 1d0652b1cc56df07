/** The float64 side of an instance, ready for an oracle: network, θ, objective. */
import type { Data } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { createNetwork, type FloatNetwork } from '../../models/float-network.ts';
import { datasetOf } from '../../training/datasets.ts';
import { resolveLoss } from '../../training/loss.ts';
import { createObjective, type Objective } from '../../training/objective.ts';

/** F of one datum at a time. */
export function networkOf({ instance }: Subject): FloatNetwork {
  return createNetwork(instance.model, 1);
}

/** L of the instance's own data and loss, or of the ones given. */
export function objectiveOf(
  { instance }: Subject,
  training: { readonly data?: Data; readonly loss?: string } = instance,
): Objective {
  const { data, loss } = training;
  if (data === undefined || loss === undefined) {
    throw new TypeError('objectiveOf: the instance has no data or no loss');
  }
  return createObjective(instance.model, datasetOf(data), resolveLoss(loss));
}

/** L ∞ distance of two points, relative to the larger one or 1. */
export function relativeDistance(a: Float64Array, b: Float64Array): number {
  let difference = 0;
  let scale = 1;
  for (let i = 0; i < a.length; i++) {
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    scale = Math.max(scale, Math.abs(a[i]), Math.abs(b[i]));
  }
  return difference / scale;
}

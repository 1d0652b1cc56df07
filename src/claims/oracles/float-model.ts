/** The float64 side of an instance, ready for an oracle: network, θ, objective. */
import type { Data, Instance } from '../../instances/instance.ts';
import { flatten } from '../../instances/layout.ts';
import { createNetwork, type FloatNetwork } from '../../models/float-network.ts';
import { toFloat } from '../../numerics/numeral.ts';
import { datasetOf } from '../../training/datasets.ts';
import { resolveLoss } from '../../training/loss.ts';
import { createObjective, type Objective } from '../../training/objective.ts';

export interface FloatModel {
  readonly network: FloatNetwork;
  readonly theta: Float64Array;
}

export function floatModel(instance: Instance): FloatModel {
  return {
    network: createNetwork(instance.model, 1),
    theta: thetaOf(instance),
  };
}

export function thetaOf(instance: Instance): Float64Array {
  return Float64Array.from(flatten(instance.parameters), toFloat);
}

/** L of the instance's own data and loss, or of the ones given. */
export function objectiveOf(
  instance: Instance,
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

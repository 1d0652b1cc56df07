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

/** max |aᵢ|. */
export function largestEntry(a: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]));
  return largest;
}

/** max |aᵢ − bᵢ|. */
export function largestDifference(a: Float64Array, b: Float64Array): number {
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference = Math.max(difference, Math.abs(a[i] - b[i]));
  return difference;
}

/** max |aᵢ − bᵢ| over the largest entry of both; 0 for two zeros. */
export function relativeDistance(a: Float64Array, b: Float64Array): number {
  const difference = largestDifference(a, b);
  return difference === 0 ? 0 : difference / Math.max(largestEntry(a), largestEntry(b));
}

/**
 * How large θ is on the way, what an absolute tolerance is measured in: the larger of |θ|_∞ and of what
 * the speed at the start covers in the given time, or of 1 where it covers more, the scale on which
 * functions bend. A flow at 10⁻³⁰ is as good as one of size 1; 1 where nothing is anywhere.
 */
export function reachOf(objective: Objective, theta: Float64Array, duration: number): number {
  const g = new Float64Array(theta.length);
  objective.gradient(theta, g);
  const covered = duration * largestEntry(g);
  const size = largestEntry(theta);
  return Math.max(size, Number.isFinite(covered) ? Math.min(1, covered) : 0) || 1;
}

/**
 * Training on a stratum is training of a smaller model in another metric.
 *
 * On Fix(H) the parameters are θ[i] = cᵢ + sᵢ u[k], n_k of them for coordinate k. Gradients are tangent there,
 * so gradient flow of L moves the coordinates by u̇_k = −(1/n_k) ∂(L∘E)/∂u_k. Where a smaller model G has
 * F∘E(u) = G(p) with p_j = r_j u_{k(j)} one for one, its parameters move by
 *
 *   ṗ_j = −ρ_j ∂(L∘G)/∂p_j,     ρ_j = r_j² / n_{k(j)},
 *
 * which is gradient flow in the metric with weights 1/ρ_j, and no plain training unless all ρ_j are 1. For n equal
 * neurons: incoming weights move at rate 1/n, outgoing ones, summed, at rate n, and a weight from a block of n
 * to a block of m at rate n/m. The same holds step by step for every method that is linear in the
 * gradients, with ρ_j g_j in the place of g_j.
 *
 * G is a narrower model of the same kind where blocks of units are all there is to the stratum; else F∘E itself,
 * a model with tied weights (`models/tied.ts`).
 * Source: Zhao, Luo, Zhang, arXiv:2510.09564, on condensation; the metric is our own computation.
 */
import type { BoundModel } from '../../models/bind.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { TIED } from '../../models/tied.ts';
import * as Q from '../../numerics/rational.ts';
import type { FixedPointSubspace } from '../subspaces/fixed-point-subspace.ts';
import { narrower } from './narrower.ts';

/** What the smaller model is. */
export type ReducedTo =
  /** The stratum is the whole space: the model itself. */
  | 'itself'
  /** The same kind of model with fewer units. */
  | 'narrower'
  /** F∘E, weights tied, opposite or pinned. */
  | 'tied';

/** A smaller model that trains as the given one does on a stratum. */
export interface Reduction {
  readonly to: ReducedTo;
  readonly model: BoundModel;
  /** Parameter of F that parameter j of the smaller model is read off. */
  readonly representative: readonly number[];
  /** r. */
  readonly factor: readonly number[];
  /** What is subtracted first: the centre, where weights are tied about one. */
  readonly offset: readonly Q.Rational[];
  /** ρ. */
  readonly rates: readonly Q.Rational[];
}

/** Null where the stratum is a single point: nothing moves. */
export function reductionOf(bound: BoundModel, subspace: FixedPointSubspace): Reduction | null {
  if (subspace.dimension === 0) return null;
  const whole = subspace.dimension === subspace.size;
  const fewer = whole ? null : narrower(bound, subspace);
  if (fewer === null && !whole) return tied(bound, subspace);
  const { model, representative, factor } = fewer ?? {
    model: bound,
    representative: Array.from({ length: bound.size }, (_, i) => i),
    factor: new Array<number>(bound.size).fill(1),
  };
  return {
    to: whole ? 'itself' : 'narrower',
    model,
    representative,
    factor,
    offset: factor.map(() => Q.ZERO),
    rates: factor.map((r, j) =>
      Q.rational(r * r, subspace.multiplicity[subspace.orbit[representative[j]]]),
    ),
  };
}

function tied(bound: BoundModel, subspace: FixedPointSubspace): Reduction {
  const { orbit, sign, pinned, center, dimension, multiplicity } = subspace;
  const representative = Array.from({ length: dimension }, (_, k) => orbit.indexOf(k));
  const centers = Array.from(orbit, (_, i) => (pinned?.[i] ? (center ?? Q.ZERO) : Q.ZERO));
  const model: ModelJson = {
    kind: TIED,
    model: bound.json,
    classes: Array.from(orbit, (k, i) => (k + 1) * sign[i]),
    ...(pinned !== null && { centers: centers.map(Q.format) }),
  };
  return {
    to: 'tied',
    model: bind(model),
    representative,
    factor: representative.map(() => 1),
    offset: representative.map((i) => centers[i]),
    rates: representative.map((_, k) => Q.rational(1, multiplicity[k])),
  };
}

/** Parameters of the smaller model at a point of the stratum. */
export function reduced(
  { representative, factor, offset }: Reduction,
  theta: readonly Q.Rational[],
): Q.Rational[] {
  return representative.map((i, j) =>
    Q.multiply(Q.rational(factor[j]), Q.subtract(theta[i], offset[j])),
  );
}

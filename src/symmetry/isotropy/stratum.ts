/**
 * The smallest stratum of θ that the isometries found for the model give: signed permutations of parameters,
 * orthogonal groups on hidden axes, and products of both. Its dimension bounds that of the orbit.
 */
import type { ModelJson } from '../../models/contract.ts';
import { orthogonalStratum } from '../orthogonal/orthogonal-stratum.ts';
import type { FixedPointSubspace } from '../subspaces/fixed-point-subspace.ts';
import type { InvariantSubspace } from '../subspaces/invariant-subspace.ts';
import type { IntegerVector } from '../subspaces/orthogonal-span.ts';
import { type IsotropyOptions, isotropy, symmetryOf } from './isotropy.ts';
import type { Point } from './value-classes.ts';

export interface StratumOfPoint {
  readonly subspace: InvariantSubspace;
  /** What permutations and reflections alone give: `subspace` itself unless `orthogonal`. */
  readonly finite: FixedPointSubspace;
  /** Directions of the stratum where orthogonal groups give a smaller one than the finite ones, else null. */
  readonly orthogonal: readonly IntegerVector[] | null;
  readonly dimension: number;
  readonly description: string;
  readonly stratumId: string;
  /** False where a search was cut short: a smaller stratum may exist; the bound stands. */
  readonly complete: boolean;
}

export function stratumOf(
  model: ModelJson,
  theta: Point,
  options: IsotropyOptions = {},
): StratumOfPoint {
  const finite = isotropy(model, theta, options);
  // An asserted rule of signs is about single units; rotations are what the functions really have.
  const signs = options.signs ?? 'by-parity';
  const linear = signs === 'none' ? null : orthogonalStratum(symmetryOf(model, signs), theta);
  const orthogonal = linear !== null && linear.dimension < finite.subspace.dimension;
  const { subspace, stratumId } = orthogonal ? linear : finite;
  return {
    subspace,
    finite: finite.subspace,
    orthogonal: orthogonal ? linear.directions : null,
    dimension: subspace.dimension,
    description: subspace.describe(),
    stratumId,
    complete: linear === null ? finite.complete : linear.exact,
  };
}

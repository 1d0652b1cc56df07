/**
 * The smallest stratum of θ that the model's known isometries give: finite groups of permutations and
 * reflections, and the orthogonal groups where all layers are linear. Its dimension bounds that of the orbit.
 */
import type { ModelJson } from '../models/contract.ts';
import { asKnown } from '../models/kinds/specs.ts';
import type { FixedPointSubspace } from './fixed-point-subspace.ts';
import type { InvariantSubspace } from './invariant-subspace.ts';
import { type IsotropyOptions, isotropy } from './isotropy.ts';
import { linearStratum } from './linear-stratum.ts';
import type { Point } from './value-classes.ts';

export interface StratumOfPoint {
  readonly subspace: InvariantSubspace;
  /** What permutations and reflections alone give: `subspace` itself unless `orthogonal`. */
  readonly finite: FixedPointSubspace;
  /** Whether the orthogonal groups of a linear network give a smaller stratum than the finite ones. */
  readonly orthogonal: boolean;
  readonly dimension: number;
  readonly description: string;
  readonly stratumId: string;
  /** False where a search was cut short: a smaller stratum may exist; the bound stands. */
  readonly complete: boolean;
}

export function stratumOf(
  given: ModelJson,
  theta: Point,
  options: IsotropyOptions = {},
): StratumOfPoint {
  const model = asKnown(given);
  const finite = isotropy(model, theta, options);
  const linear =
    model.kind === 'linear' || (model.kind === 'fully-connected' && model.activation === 'identity')
      ? linearStratum(model, theta)
      : null;
  const orthogonal = linear !== null && linear.dimension < finite.subspace.dimension;
  const { subspace, stratumId } = orthogonal ? linear : finite;
  return {
    subspace,
    finite: finite.subspace,
    orthogonal,
    dimension: subspace.dimension,
    description: subspace.describe(),
    stratumId,
    complete: linear === null ? finite.complete : linear.exact,
  };
}

/**
 * The smallest stratum of θ that the model's known isometries give: finite groups of permutations and
 * reflections, and orthogonal groups where layers are linear. Its dimension bounds that of the orbit.
 */
import type { ModelJson } from '../models/contract.ts';
import { asKnown } from '../models/kinds/specs.ts';
import type { FixedPointSubspace } from './fixed-point-subspace.ts';
import type { InvariantSubspace } from './invariant-subspace.ts';
import { type IsotropyOptions, isotropy } from './isotropy.ts';
import type { IntegerVector } from './orthogonal-span.ts';
import { orthogonalStratum } from './orthogonal-stratum.ts';
import type { Point } from './value-classes.ts';

export interface StratumOfPoint {
  readonly subspace: InvariantSubspace;
  /** What permutations and reflections alone give: `subspace` itself unless `orthogonal`. */
  readonly finite: FixedPointSubspace;
  /**
   * Where orthogonal groups give a smaller stratum than the finite ones: an orthogonal basis of it, exactly.
   * Null where they do not.
   */
  readonly orthogonal: (() => readonly IntegerVector[]) | null;
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
  const other = orthogonalStratum(model, theta);
  const smaller = other !== null && other.dimension < finite.subspace.dimension;
  const { subspace, stratumId } = smaller ? other : finite;
  return {
    subspace,
    finite: finite.subspace,
    orthogonal: smaller ? other.directions : null,
    dimension: subspace.dimension,
    description: subspace.describe(),
    stratumId,
    complete: other === null ? finite.complete : other.exact,
  };
}

/** The stratum of θ under orthogonal groups that are no signed permutations, where a model has them. */
import { layoutOf } from '../instances/layout.ts';
import type { ModelJson } from '../models/contract.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { fromDouble } from '../numerics/rational.ts';
import type { InvariantSubspace } from './invariant-subspace.ts';
import { linearStratum } from './linear-stratum.ts';
import type { IntegerVector } from './orthogonal-span.ts';
import { scalarProductStratum } from './scalar-product-stratum.ts';
import { spanSubspace } from './span-subspace.ts';
import type { Point } from './value-classes.ts';

export interface OrthogonalStratum {
  readonly subspace: InvariantSubspace;
  readonly dimension: number;
  /** Orthogonal basis of the subspace, exactly. */
  directions(): readonly IntegerVector[];
  /** False where a search was cut short and a smaller stratum may exist. */
  readonly exact: boolean;
  readonly stratumId: string;
}

/** Null for models of which no such group is known. */
export function orthogonalStratum(model: ModelJson, theta: Point): OrthogonalStratum | null {
  const exactTheta = theta instanceof Float64Array ? Array.from(theta, fromDouble) : theta;
  const pair = scalarProductStratum(model, exactTheta);
  if (pair !== null) {
    const describe = () => `spanned by θ and θ with incoming and outgoing weights exchanged`;
    const subspace = spanSubspace(pair, layoutOf(model).size, describe);
    const { dimension } = subspace;
    const stratumId = `exchange dimension ${dimension}`;
    return { subspace, dimension, directions: () => pair, exact: true, stratumId };
  }
  const layered =
    isOfKind(model, 'linear') ||
    (isOfKind(model, 'fully-connected') && model.activation === 'identity');
  return layered ? linearStratum(model, theta) : null;
}

/**
 * What the search for conserved quantities is told about a point whose Lie rank stayed below the
 * dimension of its stratum, and what it answers.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { ModelSpec } from '../instances/instance.ts';
import type { Rng } from '../numerics/random.ts';
import type { Rational } from '../numerics/rational.ts';
import type { FixedPointSubspace } from '../symmetry/fixed-point-subspace.ts';
import type { IntegerVector } from '../symmetry/orthogonal-span.ts';
import type { FieldFamily } from './family.ts';

export interface OrbitContext {
  readonly model: ModelSpec;
  /** Null for models without an activation (linear, relu-paths, diagonal-linear, polynomial). */
  readonly activation: AnalyticFunction | null;
  /** θ as given, exactly. */
  readonly thetaExact: readonly Rational[];
  /** Fix of the isotropy subgroup of θ; null where the symmetry group is not a finite one (linear). */
  readonly subspace: FixedPointSubspace | null;
  /** An exact basis of the stratum where `subspace` is null. */
  readonly directions: (() => readonly IntegerVector[]) | null;
  /** Dimension of the stratum: the upper bound before any conserved quantity is known. */
  readonly stratumDimension: number;
  /** M. */
  readonly size: number;
  /** The family in which the rank was found, mod any of our primes that θ allows. */
  readonly families: (prime: number) => FieldFamily;
  /**
   * A family of a higher level where the one above is a truncation: what is conserved by `families`
   * only because it was cut off is unmasked here. The largest level that is still affordable.
   */
  readonly deeperFamilies?: (prime: number) => FieldFamily;
  /**
   * The point the rank was computed at, mod p, M entries: θ itself, or for a generic family a random
   * point of θ's stratum (the same one at every call with the same prime).
   */
  readonly theta: (prime: number) => Float64Array;
  readonly primes: readonly number[];
  readonly rng: Rng;
  /** The Lie rank found so far. */
  readonly lowerBound: number;
}

/** How a conserved quantity is accounted for. */
export type InvariantKind =
  | 'fixed-point-condition'
  | 'first-integral'
  | 'restricted-first-integral'
  /** Vanishes on an invariant affine subspace through θ that no isometry fixes; constant nowhere else. */
  | 'invariant-subspace'
  | 'unexplained';

export interface Invariant {
  /** Readable, e.g. `3a₁² − ‖w₁‖²`. */
  readonly expression: string;
  readonly kind: InvariantKind;
}

export interface Explanation {
  readonly invariants: readonly Invariant[];
  /** dim stratum − number of independent, exactly checked conserved quantities at θ. */
  readonly upperBound: number;
}

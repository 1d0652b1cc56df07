/**
 * What the search for conserved quantities is told about a point whose Lie rank stayed below the
 * dimension of its stratum, and what it answers.
 */
import type { BoundModel } from '../../models/bind.ts';
import type { Rng } from '../../numerics/random.ts';
import type { Rational } from '../../numerics/rational.ts';
import type { FixedPointSubspace } from '../../symmetry/subspaces/fixed-point-subspace.ts';
import type { IntegerVector } from '../../symmetry/subspaces/orthogonal-span.ts';

export interface GapProblem {
  readonly bound: BoundModel;
  /** θ as given, exactly. */
  readonly thetaExact: readonly Rational[];
  /** Fix of the isotropy subgroup of θ; null where the symmetry group is not a finite one (linear). */
  readonly subspace: FixedPointSubspace | null;
  /** Directions of the stratum where `subspace` is null. */
  readonly directions: readonly IntegerVector[] | null;
  /** Dimension of the stratum: the upper bound before any conserved quantity is known. */
  readonly stratumDimension: number;
  /** M. */
  readonly size: number;
  /** θ mod p, M entries: the same array at every call with the same prime. */
  readonly theta: (prime: number) => Float64Array;
  /** At which constants are units and θ keeps its zeros, equalities and opposites. */
  readonly prime: number;
  readonly rng: Rng;
  /** The Lie rank found so far. */
  readonly lowerBound: number;
}

/** How a conserved quantity is accounted for. */
export type InvariantKind =
  | 'first-integral'
  | 'restricted-first-integral'
  /** Vanishes on an invariant affine subspace through θ that no isometry found fixes; constant nowhere else. */
  | 'invariant-subspace';

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

/** What explains a gap, with all that it takes to check it. */

import type { Polynomial } from '../../numerics/polynomial.ts';
import type { IntegerVector } from '../../symmetry/subspaces/orthogonal-span.ts';
import type { Explanation, Invariant } from './context.ts';
import type { Law } from './law.ts';

/** A conserved quantity with what it takes to evaluate and check it. */
export interface ExactInvariant extends Invariant {
  /**
   * h, in canonical form: h(θ(t)) = h(θ(0)) along every trajectory from θ. Without terms where the
   * entry stands for local first integrals of unknown form, or has poles.
   */
  readonly polynomial: Polynomial;
  /** h where it has poles: a product of powers, a sum with logarithms or reciprocals. */
  readonly law?: Law;
}

/** A symmetry ϑ ↦ R(ϑ) that fixes θ and turns some directions round. */
export interface AffineReflection {
  /** Orthogonal basis of the directions that change their sign. */
  readonly normals: readonly IntegerVector[];
  /** The affine forms that are constant on what it fixes. */
  readonly explains: readonly ExactInvariant[];
}

export interface ExactExplanation extends Explanation {
  /** Without those that a reflection explains. */
  readonly invariants: readonly ExactInvariant[];
  /** Symmetries that were met on the way. */
  readonly reflections: readonly AffineReflection[];
  /** How the invariants were checked: random points a prime. */
  readonly check: { readonly primes: readonly number[]; readonly samples: number };
}

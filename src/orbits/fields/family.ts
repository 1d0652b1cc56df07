/**
 * Families of polynomial vector fields over a prime field.
 *
 * The induced family of a model is 𝔉 = { ∇_θ F_i(·)(x) : x, i }. What the orbit through θ looks like
 * depends on span 𝔉 only, so a family may be replaced by any other one with the same span. We use
 * families of gradients ∇φ_c whose potentials φ_c(θ) are polynomials over 𝔽_p and which are indexed by
 * plain vectors c of field elements, the *coefficients* of the member: a certificate can store them.
 *
 * Everything is evaluated over A = 𝔽_p[t]/(t^L), truncated power series in a time t: θ(t) is a
 * trajectory, c(t) a time-dependent control. Whatever the coefficients are, each power of t of ∇φ_c(θ)
 * at fixed θ lies in the span of the family (the potentials are polynomial in c), so a member with
 * random series for coefficients is a rich random control.
 *
 * A series array is flat with the power of t minor: entry i·L + k is the coefficient of t^k in
 * component i. All entries are canonical residues 0 … p − 1 stored in float64.
 */

import { doubles } from '../../numerics/doubles.ts';
import type { Rng } from '../../numerics/random.ts';
import { drawResidues } from '../../numerics/random-residues.ts';
import type { Expansion } from './expansion.ts';
import type { DerivativeMap, FieldMap } from './field-map.ts';

export interface FieldFamily {
  /** p < 2²². */
  readonly prime: number;
  /** M, the number of parameters. */
  readonly size: number;
  /** Length of a member's coefficient vector c. */
  readonly coefficientCount: number;
  /** Whether members may be undefined at some points mod p: poles, missing square roots. */
  readonly partial: boolean;
  /** Products mod p that one gradient takes (`field-work.ts`); left out where it is not worth counting. */
  readonly work?: number;
  /** One sentence for people: which potentials, truncated where. */
  readonly description: string;
  /** ∇φ_c. */
  readonly gradient: FieldMap;
  /** D²φ_c. */
  readonly hessianVector: DerivativeMap;
  /** ∇φ_c for c that do not depend on t, given as coefficientCount numbers; where it is cheaper than as series. */
  readonly constantGradient?: FieldMap;
  /** Where c and θ stay the same for many directions: what depends on them alone is computed once. */
  readonly hessianAt?: (c: Float64Array, theta: Float64Array, length: number) => FixedHessian;
}

/** out ← D²φ_c(θ)·y mod t^length, for any length up to that of c and θ. */
export type FixedHessian = (y: Float64Array, length: number, out: Float64Array) => void;

/**
 * Families that exhaust span 𝔉: truncation ℓ's span at any θ is contained in truncation ℓ + 1's. A rank found at
 * any truncation is a lower bound for the whole. A member of truncation ℓ is the member of truncation ℓ + 1 with zeros
 * appended to its coefficients. Families that need no truncation have the single truncation 0.
 */
export interface FamilySequence {
  readonly truncations: number;
  /**
   * What a rank of these families at θ says about θ: 'exact', all; 'conditional', all if `assumptions`
   * hold; 'generic', nothing, it is about a generic choice of the constants that F has at θ.
   */
  readonly standing: Standing;
  readonly assumptions: readonly string[];
  /** Whether everything the families are made of has an image mod the prime. */
  suits(prime: number): boolean;
  /** What the members of a truncation are. */
  expansion(truncation: number): MemberForm;
  /** Same arguments, same family: what a certificate relies on. Beyond the last truncation it is the last. */
  family(prime: number, truncation: number): FieldFamily;
}

export type Standing = 'exact' | 'conditional' | 'generic';

/** An expansion of F, or ridge polynomials Σ_e λ_e Σ_k ⟨v, a_k⟩ (w_k·u)^e over the given exponents e. */
export type MemberForm =
  | Expansion
  | { readonly mode: 'ridge'; readonly exponents: readonly number[] };

/** Uniformly random series coefficients for one member: coefficientCount·length field elements. */
export function randomMember(family: FieldFamily, rng: Rng, length = 1): Float64Array {
  const c = doubles(family.coefficientCount * length);
  drawResidues(rng, family.prime, c);
  return c;
}

/** The member with constant coefficients `c`, as series of the given length. */
export function constantSeries(c: Float64Array, length: number): Float64Array {
  const out = doubles(c.length * length);
  for (let i = 0; i < c.length; i++) out[i * length] = c[i];
  return out;
}

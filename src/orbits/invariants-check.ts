/**
 * Exact checks of conserved quantities.
 *
 * h is conserved on an invariant affine subspace A iff ⟨∇h(θ′), Y(θ′)⟩ = 0 for all θ′ ∈ A and all
 * members Y of the family. The left side is a polynomial of degree D in θ′ and the coefficients of Y;
 * when it is not zero it vanishes at a random point of 𝔽_p with probability ≤ D/p (Schwartz, Zippel).
 * With n independent points the chance of a false law is ≤ (D/p)ⁿ: for p ≈ 4·10⁶, D ≤ 10³ and n = 12
 * below 10⁻⁴³. (A polynomial that is zero mod p but not over ℚ would have to be a multiple of each of
 * the primes.)
 */
import type { Rng } from '../numerics/random.ts';
import { type FieldFamily, randomMember } from './family.ts';
import {
  directionalDerivativeModulo,
  type Polynomial,
  polynomialModulo,
} from './invariants-polynomial.ts';
import type { ModularSubspace } from './invariants-subspace.ts';
import { randomPoint } from './invariants-subspace.ts';

/** Random points a prime and a family. */
export const CHECK_SAMPLES = 6;

/** Fields and where they are tested, one entry a prime and truncation. */
export interface CheckGround {
  readonly family: FieldFamily;
  /** Null: all of parameter space. */
  readonly domain: ModularSubspace | null;
}

/** For each candidate whether every sample gave ⟨∇h, Y⟩ = 0. */
export function checkConserved(
  candidates: readonly Polynomial[],
  grounds: readonly CheckGround[],
  rng: Rng,
  samples: number = CHECK_SAMPLES,
): boolean[] {
  const holds = candidates.map(() => true);
  for (const { family, domain } of grounds) {
    const { prime, size } = family;
    const images = candidates.map((h) => imageOrNull(h, prime));
    const point = new Float64Array(size);
    const field = new Float64Array(size);
    for (let n = 0; n < samples; n++) {
      if (domain) randomPoint(domain, rng, point);
      else for (let i = 0; i < size; i++) point[i] = Math.floor(rng.uniform() * prime);
      family.gradient(randomMember(family, 1, rng), point, 1, field);
      images.forEach((h, i) => {
        if (!holds[i]) return;
        holds[i] = h !== null && directionalDerivativeModulo(h, point, field, prime) === 0;
      });
    }
  }
  return holds;
}

/** A candidate with a denominator that p divides cannot be tested mod p: it counts as failed. */
function imageOrNull(h: Polynomial, prime: number) {
  try {
    return polynomialModulo(h, prime);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

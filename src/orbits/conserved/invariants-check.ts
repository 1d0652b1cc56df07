/**
 * Exact checks of conserved quantities.
 *
 * h is conserved on an invariant affine subspace A iff ⟨∇h(θ′), Y(θ′)⟩ = 0 for all θ′ ∈ A and all
 * members Y of the family. The left side is a quotient of polynomials in θ′ and the coefficients of Y
 * with a numerator of degree D; when it is not zero it vanishes at a random point of 𝔽_p with
 * probability ≤ D/p (Schwartz, Zippel). With n independent points the chance of a false law is ≤ (D/p)ⁿ:
 * for p ≈ 2·10⁶, D ≤ 10³ and n = 12 below 10⁻³⁹. (What is zero mod p but not over ℚ would have to be a
 * multiple of each of the primes: they are drawn at random, and are not those the law was found with.)
 */
import { NotInvertible } from '../../errors.ts';
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { drawResidues } from '../../numerics/random-residues.ts';
import type { ModularSubspace } from '../dimension/modular-subspace.ts';
import { randomPoint } from '../dimension/modular-subspace.ts';
import { type FieldFamily, randomMember } from '../fields/family.ts';
import { type Law, lawGradientModulo } from './law.ts';

/** Random points a prime and a family. */
export const CHECK_SAMPLES = 6;

/** Effort alone: poles met in a row after which a law counts as failed. */
const MOST_POLES = 20;

/** Fields and where they are tested, one entry a prime. */
export interface TestDomain {
  readonly family: FieldFamily;
  /** Null: all of parameter space. */
  readonly domain: ModularSubspace | null;
}

/** For each candidate whether every sample gave ⟨∇h, Y⟩ = 0. */
export function checkConserved(
  candidates: readonly Law[],
  domains: readonly TestDomain[],
  rng: Rng,
  samples: number = CHECK_SAMPLES,
): boolean[] {
  const holds = candidates.map(() => true);
  for (const { family, domain } of domains) {
    const { prime, size } = family;
    const point = new Float64Array(size);
    const field = new Float64Array(size);
    const gradient = new Float64Array(size);
    const counts = candidates.map(() => 0);
    let poles = 0;
    while (candidates.some((_, i) => holds[i] && counts[i] < samples) && poles < MOST_POLES) {
      if (domain) randomPoint(domain, rng, point);
      else drawResidues(rng, prime, point);
      try {
        family.gradient(randomMember(family, rng), point, 1, field);
      } catch (error) {
        if (!(error instanceof NotInvertible)) throw error;
        poles++;
        continue;
      }
      let skipped = false;
      candidates.forEach((h, i) => {
        if (!holds[i] || counts[i] >= samples) return;
        if (!lawGradientModulo(h, point, prime, gradient)) {
          skipped = true;
          return;
        }
        counts[i] = counts[i] + 1;
        let sum = 0;
        for (let j = 0; j < size; j++) {
          // Time alone: 0 would be added.
          if (gradient[j] === 0) continue;
          sum = residue(sum + gradient[j] * field[j], prime, 1 / prime);
        }
        holds[i] = sum === 0;
      });
      poles = skipped ? poles + 1 : 0;
    }
    candidates.forEach((_, i) => {
      if (counts[i] < samples) holds[i] = false;
    });
  }
  return holds;
}

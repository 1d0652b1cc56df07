/**
 * The Lie rank at a generic point of an invariant affine subspace A bounds the orbit of every point of A.
 *
 * Rank can only drop under specialisation, so dim Lie_θ(𝔉) ≤ g, the rank at a generic point of A. And
 * g, unlike the rank at one given θ, can be pinned down from above: let D_n be the span, over the field
 * of rational functions on A, of all brackets of order ≤ n. Since [X, fY] = f[X, Y] + X(f)Y, D_{n+1}
 * depends on D_n only, and once D_{n+1} = D_n the chain stands still for ever (Frobenius). At a random
 * point mod p both dimensions are the generic ones except with probability O(degree/p).
 *
 * By Frobenius there are dim A − g independent first integrals near a generic point of A. Where no
 * polynomial of low degree is among them (two cubic neurons on one input, F = (Σ aₖwₖ³)x³: one field,
 * whose neurons' clocks are elliptic integrals) this is how the bound is had all the same.
 */
import type { Rng } from '../../numerics/random.ts';
import { lieRank } from '../brackets/lie-rank.ts';
import type { ModularSubspace } from '../dimension/modular-subspace.ts';
import type { FamilySequence, FieldFamily } from '../fields/family.ts';
import { drawField } from '../fields/random-field.ts';

/** @returns g, the generic Lie rank on `domain`, one family and prime. */
export function genericLieRank(family: FieldFamily, domain: ModularSubspace, rng: Rng): number {
  const point = new Float64Array(family.size);
  drawField(family, domain, rng.fork('point'), point, new Float64Array(family.size));
  const alone: Pick<FamilySequence, 'truncations' | 'family'> = {
    truncations: 1,
    family: () => family,
  };
  return lieRank(alone, point, {
    rng: rng.fork('rank'),
    prime: domain.prime,
    upperBound: domain.directions.length,
    stillRaises: 1,
  }).rank;
}

/** What is printed for `count` first integrals that Frobenius's theorem gives and no polynomial shows. */
export function localIntegrals(count: number): string {
  return count === 1
    ? '1 local first integral, no polynomial of low degree'
    : `${count} local first integrals, no polynomials of low degree`;
}

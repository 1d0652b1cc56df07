/**
 * The conserved quantities of a certificate, checked again: at new random points, modulo a prime of the
 * verifier's own, with fields by the readable route. Returns a proven upper bound for the orbit.
 *
 * The affine invariants cut A = { h = h(θ) } out of the stratum. A is invariant when every field is
 * tangent to it, ⟨∇h, Y⟩ = 0 on A for each of them; then the others must be conserved on A, or
 * everywhere if they say so. n gradients that are independent on the stratum's tangent space at θ leave
 * dim O(θ) ≤ dim stratum − n. An entry without terms stands for the generic Lie rank on A, found anew.
 */
import type { Rng } from '../numerics/random.ts';
import { parse } from '../numerics/rational.ts';
import type { CertificateInvariant } from './certificate.ts';
import { polynomialLaw } from './conserved/law.ts';
import { genericLieRank, localIntegrals } from './explain-generic-rank.ts';
import type { FieldFamily } from './family.ts';
import { checkConserved } from './invariants-check.ts';
import { growingBasis, nullSpace, reducedRows } from './invariants-elimination.ts';
import {
  degreeOf,
  gradientModulo,
  type Polynomial,
  polynomialModulo,
} from './invariants-polynomial.ts';
import { type ModularSubspace, restrictedGradient } from './invariants-subspace.ts';

export interface InvariantsQuestion {
  readonly invariants: readonly CertificateInvariant[];
  /** Fields to respect, all mod the same prime. */
  readonly families: readonly FieldFamily[];
  /** The stratum of θ, through θ. */
  readonly stratum: ModularSubspace;
  readonly rng: Rng;
}

export type InvariantsAnswer =
  | { readonly holds: true; readonly upperBound: number }
  | { readonly holds: false; readonly reason: string };

export function polynomialOf({ terms }: CertificateInvariant): Polynomial {
  return {
    terms: terms.map(([coefficient, ...powers]) => ({
      coefficient: parse(coefficient)!,
      powers: powers,
    })),
  };
}

export function recheckInvariants(question: InvariantsQuestion): InvariantsAnswer {
  const { families, stratum, rng } = question;
  const invariants = question.invariants.filter(({ terms }) => terms.length > 0);
  const local = question.invariants.find(({ terms }) => terms.length === 0);
  const { prime, size, origin } = stratum;
  const polynomials = invariants.map(polynomialOf);
  const gradients = polynomials.map((h) => {
    const gradient = new Float64Array(size);
    gradientModulo(polynomialModulo(h, prime), origin, prime, gradient);
    return restrictedGradient(gradient, stratum);
  });
  const affine = gradients.filter((_, i) => degreeOf(polynomials[i]) === 1);
  const domain = within(stratum, affine);
  for (const [i, h] of polynomials.entries()) {
    const { expression, kind } = invariants[i];
    const where =
      kind === 'first-integral'
        ? null
        : kind === 'restricted-first-integral' && degreeOf(h) === 1
          ? stratum
          : domain;
    const grounds = families.map((family) => ({ family, domain: where }));
    const [holds] = checkConserved([polynomialLaw(h)], grounds, rng.fork(`${i}`));
    if (!holds) return { holds: false, reason: `${expression} is not conserved` };
  }
  const basis = growingBasis(stratum.directions.length, prime);
  for (const [i, gradient] of gradients.entries())
    if (!basis.insert(gradient))
      return {
        holds: false,
        reason: `${invariants[i].expression} is not independent of the invariants before it at θ`,
      };
  const bound = stratum.directions.length - basis.rank();
  if (local === undefined) return { holds: true, upperBound: bound };
  const generic = genericLieRank(families.at(-1)!, domain, rng.fork('generic'));
  return local.expression === localIntegrals(bound - generic)
    ? { holds: true, upperBound: generic }
    : { holds: false, reason: `the generic Lie rank of the invariant subspace is ${generic}` };
}

/** The directions of `outer` on which the given linear forms on them vanish. */
function within(outer: ModularSubspace, forms: readonly Float64Array[]): ModularSubspace {
  const { prime, size, origin } = outer;
  const combinations = nullSpace(
    forms.map((form) => form.slice()),
    outer.directions.length,
    prime,
  );
  const rows = combinations.map((weights) => {
    const sum = new Float64Array(size);
    outer.directions.forEach((direction, k) => {
      const weight = weights[k];
      if (weight === 0) return;
      for (let i = 0; i < size; i++) sum[i] = (sum[i] + weight * direction[i]) % prime;
    });
    return sum;
  });
  const { rows: directions, pivots } = reducedRows(rows, size, prime);
  return { prime, size, origin, directions, pivots };
}

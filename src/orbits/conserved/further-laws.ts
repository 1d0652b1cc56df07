/**
 * Laws of a whole model beyond degree two: polynomials of higher degree, products of powers of affine
 * forms, sums with logarithms and reciprocals. Looked for only as long as there must be more: near a generic point there
 * are M − g independent first integrals, g the Lie rank there (Frobenius), so what the list lacks is
 * known to exist and to be none of the forms tried.
 */

import type { BoundModel } from '../../models/bind.ts';
import { parameterNames } from '../../models/names.ts';
import { degreeOf } from '../../numerics/polynomial.ts';
import { createWitnessRng, type Rng } from '../../numerics/random.ts';
import { memory } from '../../remember.ts';
import { CHECK_POINTS, CHECK_PRIMES } from './affine-element.ts';
import { ansatzLadder, searchFirstIntegrals } from './ansatz.ts';
import { genericLieRank } from './explain-generic-rank.ts';
import { checkConserved } from './invariants-check.ts';
import { growingBasis } from './invariants-elimination.ts';
import { canonicalLaw, type Law, lawGradientModulo, termCount } from './law.ts';
import { lawsOf } from './laws.ts';
import { pointFields } from './point-fields.ts';
import { wholeSpace } from './smallest-affine-subspace.ts';

export interface FurtherLaws {
  /** Lie rank at a generic point of parameter space. */
  readonly genericRank: number;
  /** Laws whose gradients at a generic point are independent of those of degree ≤ 2 and each other. */
  readonly laws: readonly Law[];
  /** First integrals that exist near generic points and are in neither list. */
  readonly missing: number;
}

/** Effort alone: largest M for which they are looked for. */
export const FURTHER_LIMIT = 24;

const known = memory<BoundModel, FurtherLaws>();

/** Null for models of more than `FURTHER_LIMIT` parameters. @throws UnsupportedError as `lawsOf`. */
export function furtherLawsOf(bound: BoundModel, seed: string | number): FurtherLaws | null {
  if (bound.size > FURTHER_LIMIT) return null;
  return known.of(bound, `${seed}`, () =>
    find(bound, seed, createWitnessRng(`further laws/${JSON.stringify(bound.json)}/${seed}`)),
  );
}

function find(bound: BoundModel, seed: string | number, rng: Rng): FurtherLaws {
  const { laws: known } = lawsOf(bound, seed);
  const fields = pointFields(bound, rng.fork('fields'));
  const { size } = bound;
  const names = parameterNames(bound);
  const first = fields.finding(0);
  const point = new Float64Array(size);
  first.sample(rng.fork('point'), point, new Float64Array(size));
  const basis = growingBasis(size, first.prime);
  const gradient = new Float64Array(size);
  const adds = (law: Law) =>
    lawGradientModulo(law, point, first.prime, gradient) && basis.insert(gradient.slice());
  known.forEach(adds);
  const whole = (prime: number) => wholeSpace(new Float64Array(size), prime);
  const genericRank = genericLieRank(first.family, whole(first.prime), rng.fork('rank'));
  const missing = () => size - basis.rank() - genericRank;
  const laws: Law[] = [];
  const coordinates = Array.from({ length: size }, (_, i) => i);
  for (const ansatz of ansatzLadder(coordinates)) {
    if (missing() <= 0) break;
    // Time alone: what has degree 2 at most is known, and adds nothing.
    if (ansatz.poles.length === 0 && ansatz.monomials.every(isQuadratic)) continue;
    const draw = rng.fork(ansatz.description);
    const found = searchFirstIntegrals(
      ansatz,
      (k) => {
        const { prime, family } = fields.finding(k);
        return { family, domain: whole(prime) };
      },
      (candidates) =>
        checkConserved(
          candidates,
          Array.from({ length: CHECK_PRIMES }, (_, k) => ({
            family: fields.checking(k).family,
            domain: null,
          })),
          draw.fork('check'),
          CHECK_POINTS,
        ),
      draw,
    ).map((law) => canonicalLaw(law, names));
    laws.push(...simplestFirst(found).filter(adds));
  }
  return { genericRank, laws, missing: missing() };
}

const isQuadratic = (monomial: readonly (readonly [number, number])[]) =>
  monomial.reduce((sum, [, e]) => sum + e, 0) <= 2;

export function simplestFirst(laws: readonly Law[]): Law[] {
  return [...laws].sort(
    (g, h) => degreeOf(g.polynomial) - degreeOf(h.polynomial) || termCount(g) - termCount(h),
  );
}

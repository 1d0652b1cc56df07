/**
 * Does the orbit through θ fill its stratum? Exact: Lie rank mod p from below, the fixed-point
 * subspace of the isotropy from above, conserved quantities where the two do not meet.
 *
 *   certified, equal      the orbit is the stratum: the claim holds at θ, rigorously.
 *   explained, smaller    the orbit is smaller, and exactly checked invariants say why: it fails.
 *   conditional           the orbit is the stratum if some constants are independent: undecided.
 *   stationary, generic   evidence, or not about θ at all: undecided, unless the upper bound alone
 *                         is smaller: a gap needs no lower bound of the orbit.
 *
 * An isometry that nobody knows of makes the true stratum smaller than the known one, and a gap out of
 * nothing. So a gap fails the claim only where the orbit is smaller than what is fixed by every isometry,
 * known or not (`isometry-lower-bound.ts`).
 *
 * The signature of a failure is the set of kinds of its invariants: a dead neuron in three inputs may
 * shrink to one in one input, but never to a first integral.
 */

import { UnsupportedError } from '../../errors.ts';
import type { Subject } from '../../instances/subject.ts';
import { type OrbitResult, orbit, stratumLowerBound } from '../../orbits/dimension/orbit.ts';
import type { SignRule } from '../../symmetry/group/sign-rule.ts';
import type { Verdict } from '../claim.ts';
import { inconclusive, MARGIN_LIMIT } from './finding.ts';

/** Seed of the random controls: part of the oracle, so that a verdict can be had again. */
const SEED = 'claim';

export function orbitEvidence(result: OrbitResult) {
  return {
    dimension: result.dimension,
    status: result.status,
    lowerBound: result.lowerBound,
    upperBound: result.upperBound,
    firstOrderRank: result.firstOrderRank,
    parameters: result.parameters,
    stratum: { dimension: result.stratum.dimension, description: result.stratum.description },
    invariants: result.invariants.map(({ expression, kind }) => ({ expression, kind })),
    // The rungs that were climbed: primes, order of brackets, controls, a point moved along the orbit.
    primes: [...result.primes],
    order: result.order,
    controls: result.controls,
    movedRank: result.movedRank,
    ...(result.assumptions.length > 0 && { assumptions: [...result.assumptions] }),
  };
}

/** @returns undefined with the reason as verdict when the exact machinery refuses the instance. */
export function exactOrbit(subject: Subject, signs: SignRule = 'by-parity'): OrbitResult | Verdict {
  try {
    return orbit(subject, { seed: SEED, signs });
  } catch (error) {
    if (error instanceof UnsupportedError) return inconclusive('unsupported', error.message);
    throw error;
  }
}

export function isVerdict(value: OrbitResult | Verdict): value is Verdict {
  return 'reason' in value;
}

/** @param signs which sign changes count as symmetries; `none` leaves permutations only. */
export function exhaustion(subject: Subject, signs: SignRule = 'by-parity'): Verdict {
  const result = exactOrbit(subject, signs);
  if (isVerdict(result)) return result;
  const evidence = orbitEvidence(result);
  const gap = result.stratum.dimension - result.upperBound;
  if (result.status === 'certified') {
    return {
      kind: 'survived',
      clause: 'orbit-gap',
      margin: MARGIN_LIMIT,
      reason: `the orbit fills its stratum of dimension ${result.dimension} (${result.status})`,
      evidence,
    };
  }
  if (gap === 0) return inconclusive(result.status, undecided(result), evidence);
  // With reflections left out on purpose the group is what the claim says, not all there is.
  if (signs !== 'none') {
    const fixed = stratumLowerBound(result, SEED);
    if (fixed <= result.upperBound)
      return inconclusive(
        'isometries',
        `the orbit has at most dimension ${result.upperBound}, and so may have what all isometries fix: the group is not known to be complete`,
        { fixedByAllIsometries: fixed, ...evidence },
      );
  }
  const kinds = [...new Set(result.invariants.map((i) => i.kind))].sort();
  const listed = result.invariants.map((i) => i.expression).join(', ');
  return {
    kind: 'falsified',
    clause: 'orbit-gap',
    margin: -gap,
    reason: `the orbit has dimension ${result.upperBound}, its stratum ${result.stratum.dimension}: conserved without a symmetry: ${listed}`,
    evidence: { signature: kinds.join('+'), ...evidence },
  };
}

/** Why an orbit of which no gap is known does not count as filling its stratum. */
export function undecided({ status, lowerBound, stratum, assumptions }: OrbitResult): string {
  switch (status) {
    case 'conditional':
      return `the orbit fills its stratum of dimension ${stratum.dimension}, given that ${assumptions.join('; ')}`;
    case 'generic':
      return 'the constants that F has at θ were taken to be generic: nothing is said about θ';
    default:
      return `the Lie rank stands at ${lowerBound} below the stratum's ${stratum.dimension}, unexplained`;
  }
}

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
import { summaryOf } from '../orbit-summary.ts';
import { exactProof } from '../proof.ts';
import { falsified, type Inconclusive, inconclusive, survived, type Verdict } from '../verdict.ts';

/** Seed of the random controls: part of the oracle, so that a verdict can be had again. */
const SEED = 'claim';

/**
 * The orbit of θ by exact arithmetic, or the verdict where that is out of reach.
 *
 * @returns the reason as a verdict when the exact machinery refuses the instance.
 */
export function exactOrbit(
  subject: Subject,
  signs: SignRule = 'by-parity',
): OrbitResult | Inconclusive {
  try {
    return orbit(subject, { seed: SEED, signs });
  } catch (error) {
    if (error instanceof UnsupportedError)
      return inconclusive({ reason: 'unsupported', what: error.message });
    throw error;
  }
}

/** Whether an exact orbit was out of reach, so that there is a verdict in its place. */
export function isVerdict(value: OrbitResult | Inconclusive): value is Inconclusive {
  return 'kind' in value;
}

/**
 * Whether the orbit of θ is as large as the smallest subspace that symmetries of the model fix there.
 *
 * @param signs which sign changes count as symmetries; `none` leaves permutations only.
 */
export function orbitFillsStratum(subject: Subject, signs: SignRule = 'by-parity'): Verdict {
  const result = exactOrbit(subject, signs);
  if (isVerdict(result)) return result;
  const summary = summaryOf(result);
  if (result.status === 'certified') return survived({ clause: 'orbit-gap', orbit: summary });
  const { upperBound, stratum } = result;
  if (stratum.dimension === upperBound) return inconclusive({ reason: 'orbit', orbit: summary });
  // With reflections left out on purpose the group is what the claim says, not all there is.
  const fixed = signs === 'none' ? stratum.dimension : stratumLowerBound(result, SEED);
  if (fixed <= upperBound)
    return inconclusive({ reason: 'isometries', fixedByAllIsometries: fixed, orbit: summary });
  const proof = exactProof({ integers: [upperBound, fixed] });
  return falsified({ clause: 'orbit-gap', orbit: summary }, proof);
}

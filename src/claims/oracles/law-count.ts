/**
 * The number of conserved quantities, M − dim Lie_θ(𝔉), against the number that a claim gives.
 *
 * *At the given θ* both bounds of the orbit decide. *At a generic θ*, which is what papers mean by a number, one
 * point tells as well, since the rank is lower semicontinuous:
 *
 *   rank at θ ≥ L              at generic points at least L: no more than M − L laws
 *   K laws hold everywhere,    at generic points independent too: no fewer than K laws
 *   independent at θ
 *
 * Relations between units that an orthogonal group moves are such laws (`orbits/dimension/unit-relations.ts`).
 * So a number above M − L or below K is refuted by any θ whatever, and one that meets both is right. An orbit that
 * is small because θ is special decides nothing.
 */
import type { BoundModel } from '../../models/bind.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { independentLawsAt } from '../../orbits/dimension/independent-laws.ts';
import type { OrbitResult } from '../../orbits/dimension/orbit.ts';
import { memory } from '../../remember.ts';
import { stratumAt } from '../../symmetry/isotropy/stratum.ts';
import type { OrbitSummary } from '../orbit-decision.ts';
import { summaryOf } from '../orbit-summary.ts';
import { exactProof } from '../proof.ts';
import { type Falsified, falsified, inconclusive, survived, type Verdict } from '../verdict.ts';

/** A number of conserved quantities that is claimed. */
export interface LawCount {
  /** The number that is claimed. */
  readonly expected: number;
  /** Whether that is said of generic points, or of the given one. */
  readonly at: 'generic' | 'given';
  /** Whether it is the least number, or the number. Default: the number. */
  readonly atLeast?: boolean;
  /** Laws that are proved to hold at generic θ, whatever the machinery finds: with them a number stands; none falls by them. */
  readonly byProof?: number | undefined;
}

/**
 * The verdict where another number of conserved quantities was found than claimed.
 *
 * @throws RangeError where the numbers agree.
 */
export function refutedCount(expected: number, found: number, orbit: OrbitSummary): Falsified {
  const proof = exactProof({ integers: [found, expected] });
  return falsified({ clause: 'count', expected, found, orbit }, proof);
}

/** The verdict on a number of conserved quantities, by bounds of the orbit from both sides. */
export function decideCount(
  result: OrbitResult,
  { expected, at, atLeast, byProof = 0 }: LawCount,
): Verdict {
  const orbit = summaryOf(result);
  const { parameters, lowerBound, upperBound } = result;
  const open = () => inconclusive({ reason: 'orbit', orbit, expected });
  // Nothing below a rank of constants that are only assumed.
  if (result.assumptions.length > 0) return open();
  const decision = (found: number) => ({ clause: 'count', expected, found, orbit }) as const;
  const refuted = (found: number) => refutedCount(expected, found, orbit);
  const most = parameters - lowerBound;
  if (expected > most) return refuted(most);
  const isDecided = lowerBound === upperBound;
  if (at === 'given') {
    const least = parameters - upperBound;
    if (atLeast) return expected <= least ? survived(decision(expected)) : open();
    if (expected < least) return refuted(least);
    return isDecided ? survived(decision(most)) : open();
  }
  if (isDecided && expected === most && isTypical(result)) return survived(decision(most));
  const least = lawsEverywhere(result);
  if (expected < least) return refuted(least);
  const isRight = expected === most && Math.max(least, byProof) === most;
  return isRight ? survived(decision(most)) : open();
}

/** K: laws of the whole model, and relations between its units, that are independent at θ. */
function lawsEverywhere(result: OrbitResult): number {
  const { parameters, upperBound, stratum, invariants } = result;
  const isWhole =
    stratum.dimension === parameters && invariants.every(({ kind }) => kind === 'first-integral');
  return isWhole ? parameters - upperBound : independentLawsAt(result);
}

/**
 * Whether what bounds the orbit at θ bounds it at generic points too: laws of the whole model, and rotations that
 * fix as much at a random point. That is evidence for a number, and refutes none.
 */
function isTypical({ parameters, stratum, invariants, witness }: OrbitResult): boolean {
  const isWhole = stratum.dimension === parameters;
  const kinds = isWhole ? ['first-integral'] : ['first-integral', 'restricted-first-integral'];
  if (!invariants.every(({ kind }) => kinds.includes(kind))) return false;
  return isWhole || stratum.dimension === typicalStratum(witness.subject.model);
}

const known = memory<BoundModel, number>();

/** Dimension of the stratum of a random point. */
function typicalStratum(model: BoundModel): number {
  return known.of(model, '', () => {
    const rng = createRng(`a typical point/${JSON.stringify(model.json)}`);
    const theta = Array.from({ length: model.size }, () => rational(rng.integer(1, 10_000), 7));
    return stratumAt(model.json, theta).dimension;
  });
}

/**
 * Trajectories: gradient flow that starts on an invariant subspace stays on it, so a computed distance
 * is integration error and must shrink with the tolerance.
 *
 * With y the exact and y_τ the computed end at tolerance τ, dist(y_τ) ≤ ‖y_τ − y‖, and ‖y_τ − y_τ′‖
 * at a hundredth of the tolerance estimates that error. So
 *
 *     bound(τ) = 10 ‖y_τ − y_τ′‖ + rounding
 *
 * holds on a true manifold. What exceeds it fails where enclosures prove that the trajectory leaves
 * (`escape.ts`), and nowhere else: a computed trajectory proves nothing. The rest is integrated again in
 * decimals with ever smaller steps: a distance that shrinks at the method's order `holds`, else it is
 * `undecided`.
 */

import { integrate } from '../../dynamics/dormand-prince.ts';
import type { End, Solution } from '../../dynamics/solution.ts';
import { gradientFlow } from '../../dynamics/vector-field.ts';
import type { Instance } from '../../instances/instance.ts';
import { superscript } from '../../models/scripts.ts';
import { distanceInDecimals } from './decimal-flow.ts';
import { provenEscape } from './escape.ts';
import { type Finding, marginOf } from './finding.ts';
import {
  largestDifference,
  largestEntry,
  objectiveOf,
  reachOf,
  relativeDistance,
  thetaOf,
} from './float-model.ts';
import type { Subspace } from './subspace.ts';
import type { Leg } from './training-segment.ts';

/** Tolerances of the three passes, a factor of 100 apart. */
const TOLERANCES = [1e-5, 1e-7, 1e-9];
/** Attempts per leg; a leg that needs more is cut short where the coarsest pass got to. */
const MAX_STEPS = 1500;
/** How often a flow that blows up or stiffens is cut short before it stays undecided. */
const MAX_CUTS = 4;
/** Parameters beyond this size count as a blow-up in progress. */
const BLOW_UP = 1e8;
/** Rounding of one trajectory, relative to its size: thousands of steps of a few units each. */
const ROUNDING = 1e-11;

interface Pass {
  readonly end: End;
  readonly legs: readonly Leg[];
  readonly theta: Float64Array;
  /** Largest distance to the subspace at any accepted step. */
  readonly distance: number;
  readonly moved: number;
  readonly steps: number;
}

function pass(
  instance: Instance,
  subspace: Subspace,
  legs: readonly Leg[],
  tolerance: number,
): Pass {
  const start = thetaOf(instance);
  let theta: Float64Array = start;
  let distance = 0;
  let moved = 0;
  let steps = 0;
  const done: Leg[] = [];
  let end: End = 'reached';
  for (const leg of legs) {
    const objective = objectiveOf(instance, leg);
    const solution: Solution = integrate(gradientFlow(objective), theta, {
      from: 0,
      until: leg.duration,
      relativeTolerance: tolerance,
      absoluteTolerance: tolerance * reachOf(objective, theta, leg.duration),
      maxSteps: MAX_STEPS,
      stationaryBelow: 0,
      blowUpAbove: BLOW_UP,
      onStep: (_t, y) => {
        distance = Math.max(distance, subspace.distance(y));
        moved = Math.max(moved, relativeDistance(y, start));
      },
    });
    theta = solution.y;
    steps += solution.accepted;
    end = solution.end;
    done.push({ ...leg, duration: solution.t });
    if (end === 'blown-up' || end === 'too-many-steps') break;
    // A stationary leg stands still for the rest of its time.
    if (end === 'stationary') done[done.length - 1] = leg;
  }
  return { end, legs: done, theta, distance, moved, steps };
}

function isBroken({ end }: Pass): boolean {
  return end === 'blown-up' || end === 'too-many-steps';
}

/** Ends the flow well before the pass broke down: half-way through its last leg. */
function shortened(legs: readonly Leg[]): readonly Leg[] {
  return legs.map((leg, i) =>
    i === legs.length - 1 ? { ...leg, duration: 0.5 * leg.duration } : leg,
  );
}

export interface TrajectoryFinding extends Finding {
  /** Largest relative displacement from the start; 0 means that nothing ever moved. */
  readonly moved: number;
}

/** Does gradient flow along the legs, in turn, stay on the subspace that contains the start? */
export function trajectory(
  instance: Instance,
  subspace: Subspace,
  plan: readonly Leg[],
  escalate: boolean,
): TrajectoryFinding {
  let legs = plan;
  let passes: Pass[] = [];
  let firstEnd: End = 'reached';
  let cuts = 0;
  for (; cuts <= MAX_CUTS; cuts++) {
    passes = [];
    for (const tolerance of TOLERANCES) {
      passes.push(pass(instance, subspace, legs, tolerance));
      if (isBroken(passes.at(-1)!)) break;
    }
    const last = passes.at(-1)!;
    if (cuts === 0) firstEnd = last.end;
    if (!isBroken(last)) break;
    legs = shortened(last.legs);
  }
  if (passes.length < TOLERANCES.length) {
    const end = passes.at(-1)!.end;
    return {
      clause: 'trajectory',
      status: 'undecided',
      margin: 0,
      reason: `the integration ended ${end} even after ${MAX_CUTS} cuts`,
      evidence: { end, durations: legs.map((leg) => leg.duration) },
      moved: 0,
    };
  }
  const [, middle, fine] = passes as [Pass, Pass, Pass];
  const scale = Math.max(largestEntry(thetaOf(instance)), largestEntry(fine.theta));
  const error = largestDifference(middle.theta, fine.theta);
  const bound = 10 * error + ROUNDING * scale;
  const evidence = {
    tolerances: TOLERANCES,
    distances: passes.map((p) => p.distance),
    steps: passes.map((p) => p.steps),
    error,
    bound,
    moved: fine.moved,
    end: firstEnd,
    durations: legs.map((leg) => leg.duration),
  };
  const finding = (status: Finding['status'], margin: number, reason: string, more = {}) => ({
    clause: 'trajectory',
    status,
    margin,
    reason,
    evidence: { ...evidence, ...more },
    moved: fine.moved,
  });
  if (!Number.isFinite(bound + fine.distance)) return finding('undecided', 0, 'not finite');
  if (fine.distance <= bound) {
    return finding(
      'holds',
      marginOf(fine.distance, bound),
      'the distance to the subspace is integration error',
    );
  }
  if (!escalate) return finding('undecided', 0, 'the distance exceeds the integration error');
  const proof = provenEscape(instance, subspace, legs);
  if (proof !== null) {
    const { leg, order, settled } = proof;
    const { digits, distance, radius, margin } = settled;
    const after = leg === 0 ? '' : `, leg ${leg + 1} of it,`;
    return finding(
      'fails',
      margin,
      `the trajectory${after} leaves the subspace: the coefficient of t${superscript(order)} of its field has the normal component ${distance.toPrecision(4)}`,
      { escape: { leg, order, digits, distance, radius } },
    );
  }
  const ladder = distanceInDecimals(instance, subspace, legs);
  return finding(ladder.status, ladder.margin, ladder.reason, { decimal: ladder.evidence });
}

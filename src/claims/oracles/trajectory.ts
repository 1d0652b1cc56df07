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
 *
 * Before all of them comes a first look, a single pass. Where it is on the subspace to the last bit at every step it
 * is enough: dist(y_τ′) ≤ ‖y_τ′ − y_τ‖ for any other pass, so that passes leave by no more than they differ. Equal
 * neurons are kept so (`bitwise.ts`); what really leaves has a normal component at the stages of some step.
 */

import { dormandPrince5 } from '../../dynamics/dormand-prince-5.ts';
import { proportionalIntegral } from '../../dynamics/proportional-integral.ts';
import type { End, Solution } from '../../dynamics/solution.ts';
import { solve } from '../../dynamics/solve.ts';
import { gradientFlow } from '../../dynamics/vector-field.ts';
import type { Subject } from '../../instances/subject.ts';
import type { TrajectoryDecision } from '../decision.ts';
import { doubtful, type Finding, fails, holds } from './conclude.ts';
import { distanceInDecimals } from './decimal-flow.ts';
import { provenEscape } from './escape.ts';
import {
  largestDifference,
  largestEntry,
  objectiveOf,
  reachOf,
  relativeDistance,
} from './float-model.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

/** Tolerances of the three passes, a factor of 100 apart. */
const TOLERANCES = [1e-5, 1e-7, 1e-9];
/** Attempts per segment; a segment that needs more is cut to half of where the coarsest pass got to. */
const MAX_STEPS = 1500;
/** Of the first look, which holds as far as it gets: half of the steps. */
const FIRST_LOOK = { tolerance: 1e-7, maxSteps: MAX_STEPS / 2 };
/** How often a flow that blows up or stiffens is cut short before it stays undecided. */
const MAX_CUTS = 4;
/** Parameters beyond this size count as a blow-up in progress. */
const BLOW_UP = 1e8;
/** Rounding of one trajectory, relative to its size: thousands of steps of a few units each. */
const ROUNDING = 1e-11;

interface Pass {
  readonly end: End;
  readonly segments: readonly TrainingSegment[];
  readonly theta: Float64Array;
  /** Largest distance to the subspace at any accepted step. */
  readonly distance: number;
  readonly moved: number;
  readonly steps: number;
}

function pass(
  subject: Subject,
  subspace: Subspace,
  segments: readonly TrainingSegment[],
  { tolerance, maxSteps }: { readonly tolerance: number; readonly maxSteps: number },
): Pass {
  const start = subject.float;
  let theta: Float64Array = start;
  let distance = 0;
  let moved = 0;
  let steps = 0;
  const done: TrainingSegment[] = [];
  let end: End = 'reached';
  for (const segment of segments) {
    const objective = objectiveOf(subject, segment);
    const solution: Solution = solve(gradientFlow(objective), theta, {
      method: dormandPrince5,
      control: proportionalIntegral({
        relative: tolerance,
        absolute: tolerance * reachOf(objective, theta, segment.duration),
        maxSteps,
      }),
      from: 0,
      until: segment.duration,
      ends: { stationaryBelow: 0, blowUpAbove: BLOW_UP },
      onStep: (_t, y) => {
        distance = Math.max(distance, subspace.distance(y));
        moved = Math.max(moved, relativeDistance(y, start));
      },
    });
    theta = solution.y;
    steps += solution.accepted;
    end = solution.end;
    done.push({ ...segment, duration: solution.t });
    if (end === 'blown-up' || end === 'too-many-steps') break;
    // A stationary segment stands still for the rest of its time.
    if (end === 'stationary') done[done.length - 1] = segment;
  }
  return { end, segments: done, theta, distance, moved, steps };
}

function isBroken({ end }: Pass): boolean {
  return end === 'blown-up' || end === 'too-many-steps';
}

/** Ends the flow well before the pass broke down: half-way through its last segment. */
function shortened(segments: readonly TrainingSegment[]): readonly TrainingSegment[] {
  return segments.map((segment, i) =>
    i === segments.length - 1 ? { ...segment, duration: 0.5 * segment.duration } : segment,
  );
}

/** The way of a pass that never left the subspace; null where it did, or where no step of it could be taken. */
function keptToTheBit(
  subject: Subject,
  subspace: Subspace,
  plan: readonly TrainingSegment[],
): TrajectoryDecision | null {
  const only = pass(subject, subspace, plan, FIRST_LOOK);
  const { distance, theta, segments, steps, moved, end } = only;
  const bound = ROUNDING * Math.max(largestEntry(subject.float), largestEntry(theta));
  if (distance !== 0 || !Number.isFinite(bound) || (isBroken(only) && steps === 0)) return null;
  return {
    clause: 'trajectory',
    tolerances: [FIRST_LOOK.tolerance],
    distances: [distance],
    steps: [steps],
    error: null,
    bound,
    moved,
    end,
    durations: segments.map(({ duration }) => duration),
    proved: null,
    decimal: null,
  };
}

/** Does gradient flow along the segments, in turn, stay on the subspace that contains the start? */
export function trajectory(
  subject: Subject,
  subspace: Subspace,
  plan: readonly TrainingSegment[],
  escalate: boolean,
): Finding<TrajectoryDecision> {
  const kept = keptToTheBit(subject, subspace, plan);
  if (kept !== null) return holds(kept);
  let segments = plan;
  let passes: Pass[] = [];
  let firstEnd: End = 'reached';
  let cuts = 0;
  for (; cuts <= MAX_CUTS; cuts++) {
    passes = [];
    for (const tolerance of TOLERANCES) {
      passes.push(pass(subject, subspace, segments, { tolerance, maxSteps: MAX_STEPS }));
      if (isBroken(passes.at(-1)!)) break;
    }
    const last = passes.at(-1)!;
    if (cuts === 0) firstEnd = last.end;
    if (!isBroken(last)) break;
    const shorter = shortened(last.segments);
    // Where not even a step was taken there is no trajectory to be followed.
    if (shorter.every(({ duration }) => duration === 0)) break;
    segments = shorter;
  }
  const { end } = passes.at(-1)!;
  if (isBroken(passes.at(-1)!)) {
    const durations = segments.map((segment) => segment.duration);
    return doubtful({ reason: 'broken-off', clause: 'trajectory', end, durations });
  }
  const [, middle, fine] = passes as [Pass, Pass, Pass];
  const scale = Math.max(largestEntry(subject.float), largestEntry(fine.theta));
  const error = largestDifference(middle.theta, fine.theta);
  const bound = 10 * error + ROUNDING * scale;
  const float64: TrajectoryDecision = {
    clause: 'trajectory',
    tolerances: TOLERANCES,
    distances: passes.map((p) => p.distance),
    steps: passes.map((p) => p.steps),
    error,
    bound,
    moved: fine.moved,
    end: firstEnd,
    durations: segments.map((segment) => segment.duration),
    proved: null,
    decimal: null,
  };
  if (!Number.isFinite(bound + fine.distance))
    return doubtful({ reason: 'not-finite', clause: 'trajectory' });
  if (fine.distance <= bound) return holds(float64);
  if (!escalate) return doubtful({ reason: 'float-only', decision: float64 });
  const escapes = provenEscape(subject, subspace, segments);
  if (escapes !== null) return fails({ ...float64, proved: escapes.coefficient }, escapes.proof);
  const ladder = distanceInDecimals(subject, subspace, segments);
  switch (ladder.status) {
    case 'holds':
      return holds({ ...float64, decimal: ladder.decimal });
    case 'out-of-reach':
      return doubtful({ reason: 'out-of-reach', clause: 'trajectory' });
    case 'no-convergence':
      return doubtful({ reason: 'no-convergence', decimal: ladder.decimal });
  }
}

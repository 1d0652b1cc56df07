/**
 * The distance to a stratum along a trajectory. With δ = θ − Pθ and r = ⟨δ, ∇L(θ) − ∇L(Pθ)⟩/‖δ‖²,
 *
 *     log ‖δ(t)‖ = log ‖δ(0)‖ − ∫₀ᵗ r(θ(s)) ds,      −∫Λ ≤ −∫r ≤ −∫λ,
 *
 * λ and Λ the extreme curvatures across the stratum between Pθ(s) and θ(s) (`mean-curvature.ts`). What falls, falls by
 * proof: θ(t) is analytic, and one Taylor coefficient in t of ½ d/dt ‖δ‖² + r‖δ‖² that is not 0, enclosed in balls, makes
 * the two sides differ for all small t but 0. What stands is integrated as well for a share of the instances
 * (`integrated.ts`; it takes ten times as long as all the rest): (θ, ∫r) in decimals with 2, 4 and 8 steps, until
 * log ‖δ(t)‖/‖δ(0)‖ and −∫r agree to six digits at the method's order; the horizon is cut short where they do not, and
 * without agreement nothing is decided. For analytic F r has to lie between λ and Λ at the start and after each step.
 */
import type { Field } from '../../analytic/field.ts';
import { ballsField } from '../../analytic/fields/balls.ts';
import { seriesField } from '../../analytic/fields/series.ts';
import type { Subject } from '../../instances/subject.ts';
import { type Ball, excludesZero } from '../../numerics/balls/ball.ts';
import { rational } from '../../numerics/rational.ts';
import { flowSeries } from '../../training/field-training.ts';
import type { DistanceFlowDecision, MeasuredDecision } from '../decision.ts';
import type { Vacuity } from '../doubt.ts';
import { doubtful, type Finding, holds } from './conclude.ts';
import { withinReach } from './decimals-within-reach.ts';
import {
  type Beside,
  besideOf,
  DIGITS,
  horizonOf,
  STEPS,
  timeOf,
  type Walk,
  walk,
} from './distance-walk.ts';
import { largestOf, settle } from './enclosed-difference.ts';
import { isTooLargeForBalls } from './exact-steps.ts';
import { objectiveOf } from './float-model.ts';
import { curvatureBetween } from './mean-curvature.ts';
import { modelOver } from './model-over-field.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

/** What is said to be r‖δ‖² at a point of a trajectory that started at another. */
export type DistancePull = <T>(field: Field<T>, now: Beside<T>, start: Beside<T>) => T;

/** Taylor coefficients that are compared: those of t⁰ … t³. */
const ORDERS = 4;

/** How far the two sides may be apart, of the larger of both: six digits are seen. */
const RESOLVED = 1e-6;
/** Rounding of the decimals themselves, for δ from 10⁻¹² on: twice that many digits are lost in ‖δ‖². */
const NOTHING = 1e-15;
/** How often the horizon is cut to an eighth where decimals do not converge. */
const MOST_CUTS = 3;

/** What Taylor coefficients say of the law. */
export interface DistanceCoefficients {
  readonly finding: Finding<MeasuredDecision>;
  /** Whether ½‖δ‖² has, or is said to have, a rate that is not 0, proved: else there is nothing to compare. */
  readonly changes: boolean;
}

/**
 * The first Taylor coefficient that differs, or the last one.
 *
 * @param pull what the claim says r‖δ‖² is.
 */
export function distanceCoefficients(
  subject: Subject,
  subspace: Subspace,
  segment: TrainingSegment,
  pull: DistancePull,
): DistanceCoefficients {
  // Both gradients along series of every length.
  if (isTooLargeForBalls(subject, 2 * ORDERS ** 3)) {
    const tooLarge = { reason: 'unsupported', what: 'too large to be followed in balls' } as const;
    return { finding: doubtful(tooLarge), changes: true };
  }
  for (let order = 0, changes = false; ; order++) {
    const found = coefficient(subject, subspace, segment, pull, order);
    changes ||= found.changes;
    if (found.finding.status !== 'holds' || order === ORDERS - 1)
      return { finding: found.finding, changes };
  }
}

/** [t^order] of ½ d/dt ‖δ‖² + r‖δ‖² along the trajectory. */
function coefficient(
  subject: Subject,
  subspace: Subspace,
  segment: TrainingSegment,
  pull: DistancePull,
  order: number,
): DistanceCoefficients {
  const { data, loss } = segment;
  let changes = false;
  const settled = settle((bits) => {
    const balls = ballsField(bits, 'refused');
    const along = (theta: readonly (readonly Ball[])[], length: number) =>
      modelOver(subject, seriesField(balls, length)).lossGradient(theta, data, loss);
    const theta = flowSeries(balls, subject.exact.map(balls.rational), order + 1, along);
    // Series of one length: δ has one coefficient more than what is compared.
    const length = order + 2;
    const padded = (c: readonly Ball[]) =>
      Array.from({ length }, (_, k): Ball => c[k] ?? balls.zero);
    const field = seriesField(balls, length);
    const { delta, here, there } = besideOf(
      field,
      modelOver(subject, field),
      subspace,
      segment,
      theta,
    );
    const now = { delta, here: here.map(padded), there: there.map(padded) };
    const first = (v: readonly (readonly Ball[])[]) => v.map((c) => padded(c.slice(0, 1)));
    const start = { delta: first(now.delta), here: first(now.here), there: first(now.there) };
    const rate = delta.map((c) =>
      padded(c.slice(1).map((x, k) => balls.mul(balls.rational(rational(k + 1)), x))),
    );
    const sides = [field.dot(delta, rate), pull(field, now, start)] as const;
    const [grows, pulled] = sides.map((c) => c[order] ?? balls.zero);
    changes ||= excludesZero(grows) || excludesZero(pulled);
    return {
      difference: balls.add(grows, pulled),
      scale: balls.mul(
        largestOf(delta.flat(), bits),
        largestOf([...now.here, ...now.there, ...rate].flat(), bits),
      ),
    };
  });
  const enclosure = enclosureOf(settled);
  const what = `coefficient of t${['⁰', '¹', '²', '³'][order]} of the rate of ½‖δ‖² against what is said of it`;
  const decision: MeasuredDecision = {
    clause: 'distance-law',
    what,
    value: enclosure?.distance ?? 0,
    exact: null,
    enclosure,
  };
  return { finding: concludeSettled(decision, settled), changes };
}

/** Both sides along the whole way, or as much of it as so many steps can follow. */
export function distanceInTime(
  subject: Subject,
  subspace: Subspace,
  segment: TrainingSegment,
): Finding<DistanceFlowDecision> | Vacuity {
  const longest = withinReach(() => horizonOf(subject, segment, objectiveOf(subject, segment)));
  let last: readonly Walk[] = [];
  for (let cuts = 0; longest !== undefined && cuts <= MOST_CUTS; cuts++) {
    const horizon = { ...longest, until: longest.until / 8 ** cuts };
    const walks = withinReach(() => STEPS.map((n) => walk(subject, subspace, segment, n, horizon)));
    if (walks === undefined || !walks.every(({ apart }) => Number.isFinite(apart))) continue;
    last = walks;
    const [, middle, fine] = walks as [Walk, Walk, Walk];
    if (!fine.moved) return { reason: 'stationary', what: 'trajectory' };
    const size = Math.max(Math.abs(fine.grown), Math.abs(fine.said));
    const bound = Math.max(RESOLVED * size, NOTHING);
    if (size <= NOTHING && fine.apart <= NOTHING)
      return { reason: 'start', needs: 'a θ from which the distance changes' };
    const shrinks = fine.apart <= NOTHING || fine.apart < middle.apart / 8;
    if (!(fine.apart <= bound && shrinks)) continue;
    // Where pieces meet L has curvature that its Hessian does not show.
    const curvature = subject.facts.functions.every(({ analytic }) => analytic)
      ? curvatureBetween(subject, subspace, segment, fine.points, horizon)
      : null;
    const decision: DistanceFlowDecision = {
      clause: 'distance-flow',
      until: timeOf(horizon),
      grown: fine.grown,
      said: fine.said,
      between: curvature && [-curvature.largest, -curvature.smallest],
      digits: DIGITS,
      steps: STEPS,
      apart: walks.map(({ apart }) => apart),
      bound,
    };
    return curvature?.isOutside ? doubtful({ reason: 'float-only', decision }) : holds(decision);
  }
  const decimal = {
    digits: DIGITS,
    steps: STEPS,
    distances: last.map(({ apart }) => apart),
    bound: NOTHING,
  };
  return last.length === 0
    ? doubtful({ reason: 'out-of-reach', clause: 'trajectory' })
    : doubtful({ reason: 'no-convergence', decimal });
}

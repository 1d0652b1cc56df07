/**
 * The distance to a stratum along a trajectory. With δ = θ − Pθ and r = ⟨δ, ∇L(θ) − ∇L(Pθ)⟩/‖δ‖²,
 *
 *     log ‖δ(t)‖ = log ‖δ(0)‖ − ∫₀ᵗ r(θ(s)) ds,      −∫Λ ≤ −∫r ≤ −∫λ,
 *
 * λ and Λ the extreme curvatures across the stratum between Pθ(s) and θ(s) (`mean-curvature.ts`). What falls, falls by
 * proof: θ(t) is analytic, and one Taylor coefficient in t of ½ d/dt ‖δ‖² + r‖δ‖² that is not 0, enclosed in balls, makes
 * the two sides differ for all small t but 0. What stands is integrated as well: (θ, ∫r) in decimals with 2, 4 and 8
 * steps, until log ‖δ(t)‖/‖δ(0)‖ and −∫r agree to six digits at the method's order; the horizon is cut short where they
 * do not, and without agreement nothing is decided. For analytic F r has to lie between λ and Λ at
 * the start and after each step.
 */
import type { Decimal } from 'decimal.js';
import type { Field } from '../../analytic/field.ts';
import { ballsField } from '../../analytic/fields/balls.ts';
import { float64 } from '../../analytic/fields/float64.ts';
import { seriesField } from '../../analytic/fields/series.ts';
import { dormandPrince5 } from '../../dynamics/dormand-prince-5.ts';
import { flow } from '../../dynamics/flow.ts';
import type { Subject } from '../../instances/subject.ts';
import type { Ball } from '../../numerics/balls/ball.ts';
import { fromDouble, rational } from '../../numerics/rational.ts';
import { flowSeries } from '../../training/field-training.ts';
import type { Objective } from '../../training/objective.ts';
import type { DistanceFlowDecision, MeasuredDecision } from '../decision.ts';
import type { Vacuity } from '../doubt.ts';
import { doubtful, type Finding, holds } from './conclude.ts';
import { withinDecimals, withinReach } from './decimals-within-reach.ts';
import { largestOf, settle } from './enclosed-difference.ts';
import { isTooLargeForBalls } from './exact-steps.ts';
import { largestEntry, objectiveOf } from './float-model.ts';
import { curvatureBetween } from './mean-curvature.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

/** Next to a stratum: δ, ∇L(θ) and ∇L(Pθ). */
export interface Beside<T> {
  readonly delta: readonly T[];
  readonly here: readonly T[];
  readonly there: readonly T[];
}

/** What is said to be r‖δ‖² at a point of a trajectory that started at another. */
export type DistancePull = <T>(field: Field<T>, now: Beside<T>, start: Beside<T>) => T;

/** ⟨δ, ∇L(θ) − ∇L(Pθ)⟩. */
export const pullAcross: DistancePull = (field, { delta, here, there }) =>
  field.dot(
    delta,
    here.map((g, i) => field.sub(g, there[i])),
  );

/** Taylor coefficients that are compared: those of t⁰ … t³. */
const ORDERS = 4;

const DIGITS = 40;
const STEPS = [2, 4, 8];
/** How far the two sides may be apart, of the larger of both: six digits are seen. */
const RESOLVED = 1e-6;
/** Rounding of the decimals themselves, for δ from 10⁻¹² on: twice that many digits are lost in ‖δ‖². */
const NOTHING = 1e-15;
/** A horizon in units of 1/‖∇²L‖ that so many steps can follow. */
const HORIZON = 2;
/** How often the horizon is cut to a quarter before anything is computed in decimals, and to an eighth after. */
const MOST_SHORTER = 16;
const MOST_CUTS = 3;

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
): Finding<MeasuredDecision> {
  // Both gradients along series of every length.
  if (isTooLargeForBalls(subject, 2 * ORDERS ** 3))
    return doubtful({ reason: 'unsupported', what: 'too large to be followed in balls' });
  for (let order = 0; ; order++) {
    const finding = coefficient(subject, subspace, segment, pull, order);
    if (finding.status !== 'holds' || order === ORDERS - 1) return finding;
  }
}

/** [t^order] of ½ d/dt ‖δ‖² + r‖δ‖² along the trajectory. */
function coefficient(
  subject: Subject,
  subspace: Subspace,
  { data, loss }: TrainingSegment,
  pull: DistancePull,
  order: number,
): Finding<MeasuredDecision> {
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
    const delta = normalComponent(field, subspace, theta);
    const projected = theta.map((v, i) => field.sub(v, delta[i]));
    const now: Beside<readonly Ball[]> = {
      delta,
      here: along(theta, length).map(padded),
      there: along(projected, length).map(padded),
    };
    const first = (v: readonly (readonly Ball[])[]) => v.map((c) => padded(c.slice(0, 1)));
    const start = { delta: first(now.delta), here: first(now.here), there: first(now.there) };
    const rate = delta.map((c) =>
      padded(c.slice(1).map((x, k) => balls.mul(balls.rational(rational(k + 1)), x))),
    );
    const sides = [field.dot(delta, rate), pull(field, now, start)] as const;
    const [grows, pulled] = sides.map((c) => c[order] ?? balls.zero);
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
  return concludeSettled(decision, settled);
}

interface Walk {
  /** log ‖δ(t)‖/‖δ(0)‖. */
  readonly grown: number;
  /** −∫r. */
  readonly said: number;
  readonly apart: number;
  readonly moved: boolean;
  /** θ and r at the start and after each step. */
  readonly points: readonly { readonly theta: Float64Array; readonly rate: number }[];
}

/** Both sides along the whole way, or as much of it as so many steps can follow. */
export function distanceInTime(
  subject: Subject,
  subspace: Subspace,
  segment: TrainingSegment,
): Finding<DistanceFlowDecision> | Vacuity {
  const objective = objectiveOf(subject, segment);
  const longest = Math.min(segment.duration, HORIZON / steepest(objective, subject.float));
  let until = followable(objective, subject.float, longest);
  let last: readonly Walk[] = [];
  for (let cuts = 0; cuts <= MOST_CUTS; cuts++, until /= 8) {
    const walks = withinReach(() => STEPS.map((n) => walk(subject, subspace, segment, n, until)));
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
      ? curvatureBetween(subject, subspace, segment, fine.points, until)
      : null;
    const decision: DistanceFlowDecision = {
      clause: 'distance-flow',
      until,
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

/** ‖∇²L‖ at θ, about: six products, from the gradient on. */
function steepest({ gradient, hessianVector }: Objective, theta: Float64Array): number {
  let v = new Float64Array(theta.length);
  gradient(theta, v);
  let growth = 0;
  for (let k = 0; k < 6; k++) {
    const size = largestEntry(v);
    if (!(size > 0 && size < Number.POSITIVE_INFINITY)) break;
    const unit = v.map((x) => x / size);
    v = new Float64Array(theta.length);
    hessianVector(theta, unit, v);
    growth = Math.max(growth, largestEntry(v));
  }
  return growth;
}

/**
 * A horizon along which twice as many steps change θ in its eighth digit at most: an estimate in float64, which says where
 * decimals are worth their time and decides nothing.
 */
function followable({ gradient }: Objective, theta: Float64Array, longest: number): number {
  const slope = (y: readonly number[]) => {
    const out = new Float64Array(y.length);
    gradient(Float64Array.from(y), out);
    return [...out].map((g) => -g);
  };
  const from: readonly number[] = [...theta];
  const largest = largestEntry(theta);
  let until = longest;
  for (let cuts = 0; cuts < MOST_SHORTER; cuts++, until /= 4) {
    const [middle, fine] = STEPS.slice(1).map((steps) =>
      flow(float64, dormandPrince5, slope, { from, step: until / steps, steps }),
    );
    const apart = (a: readonly number[]) =>
      largestEntry(Float64Array.from(fine, (v, i) => v - a[i]));
    const moved = apart(from);
    if (apart(middle) <= 1e-8 * moved + Number.EPSILON * largest) return until;
  }
  return longest;
}

/** So many equal steps of (θ, −∫r) in decimals. */
function walk(
  subject: Subject,
  subspace: Subspace,
  { data, loss }: TrainingSegment,
  steps: number,
  until: number,
): Walk {
  const field = withinDecimals(DIGITS);
  const model = modelOver(subject, field);
  const size = model.theta.length;
  const beside = (theta: readonly Decimal[]): Beside<Decimal> => {
    const delta = normalComponent(field, subspace, theta);
    const projected = theta.map((v, i) => field.sub(v, delta[i]));
    return {
      delta,
      here: model.lossGradient(theta, data, loss),
      there: model.lossGradient(projected, data, loss),
    };
  };
  const start = normalComponent(field, subspace, model.theta);
  const rateAt = (now: Beside<Decimal>) =>
    pullAcross(field, now, now).div(field.dot(now.delta, now.delta));
  const slope = (y: readonly Decimal[]) => {
    const now = beside(y.slice(0, size));
    return [...now.here, rateAt(now)].map((v) => v.neg());
  };
  const step = field.rational(fromDouble(until / steps));
  const points = [];
  let y: readonly Decimal[] = [...model.theta, field.zero];
  for (let k = 0; ; k++) {
    const theta = y.slice(0, size);
    points.push({
      theta: Float64Array.from(theta, Number),
      rate: rateAt(beside(theta)).toNumber(),
    });
    if (k === steps) break;
    y = flow(field, dormandPrince5, slope, { from: y, step, steps: 1 });
  }
  const end = normalComponent(field, subspace, y.slice(0, size));
  const grown = field.dot(end, end).div(field.dot(start, start)).ln().div(2);
  return {
    grown: grown.toNumber(),
    said: y[size].toNumber(),
    apart: grown.sub(y[size]).abs().toNumber(),
    moved: y.some((v, i) => i < size && !v.eq(model.theta[i])),
    points,
  };
}

/**
 * Gradient flow next to a stratum in decimals: θ and ∫r in equal steps, over a horizon that so many steps can follow.
 *
 * Where L grows past float64, as e^{10⁶} does, so do its slopes, and trajectories move within times that float64 does not have:
 * time is then counted in units of 10^−k, k the power of ten of ‖∇²L‖. The curve is the same.
 */
import type { Decimal } from 'decimal.js';
import type { Field } from '../../analytic/field.ts';
import { float64 } from '../../analytic/fields/float64.ts';
import { seriesField } from '../../analytic/fields/series.ts';
import { dormandPrince5 } from '../../dynamics/dormand-prince-5.ts';
import { flow } from '../../dynamics/flow.ts';
import type { Subject } from '../../instances/subject.ts';
import { decimalsOf } from '../../numerics/decimal-ring.ts';
import { fromDouble } from '../../numerics/rational.ts';
import type { Objective } from '../../training/objective.ts';
import { withinDecimals } from './decimals-within-reach.ts';
import { largestEntry } from './float-model.ts';
import { type ModelOver, modelOver, normalComponent } from './model-over-field.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

export const DIGITS = 40;
export const STEPS = [2, 4, 8];
/** A horizon in units of 1/‖∇²L‖ that so many steps can follow. */
const HORIZON = 2;
/** How often the horizon is cut to a quarter before anything is computed in decimals. */
const MOST_SHORTER = 16;
/** Products with ∇²L that its size is estimated by. */
const PRODUCTS = 6;

/** A time: so many units of 10^−power. */
export interface Horizon {
  readonly until: number;
  readonly power: number;
}

/** A time as a number, or in digits where float64 has no such number. */
export function timeOf({ until, power }: Horizon): number | string {
  if (power === 0) return until;
  const D = decimalsOf(DIGITS);
  return D.mul(until, D.pow(10, -power)).toPrecision(4);
}

/** Next to a stratum: δ, ∇L(θ) and ∇L(Pθ). */
export interface Beside<T> {
  readonly delta: readonly T[];
  readonly here: readonly T[];
  readonly there: readonly T[];
}

/** ⟨δ, ∇L(θ) − ∇L(Pθ)⟩. */
export function pullAcross<T>(field: Field<T>, { delta, here, there }: Beside<T>): T {
  return field.dot(
    delta,
    here.map((g, i) => field.sub(g, there[i])),
  );
}

/** θ and r on the way, r in the units of the horizon. */
export interface WalkPoint {
  readonly theta: readonly Decimal[];
  readonly rate: number;
}

export interface Walk {
  /** log ‖δ(t)‖/‖δ(0)‖. */
  readonly grown: number;
  /** −∫r. */
  readonly said: number;
  readonly apart: number;
  readonly moved: boolean;
  /** At the start and after each step. */
  readonly points: readonly WalkPoint[];
}

/** A horizon for so many steps, by estimates: in float64, and in decimals where float64 has no such slopes. */
export function horizonOf(
  subject: Subject,
  segment: TrainingSegment,
  objective: Objective,
): Horizon {
  const steepest = steepestOf(objective, subject.float);
  if (Number.isFinite(steepest)) {
    const longest = Math.min(segment.duration, HORIZON / steepest);
    return { until: followable(objective, subject.float, longest), power: 0 };
  }
  const size = steepestInDecimals(subject, segment);
  if (!size.isFinite() || size.isZero()) return { until: segment.duration, power: 0 };
  const D = decimalsOf(DIGITS);
  const scale = D.pow(10, size.e);
  const longest = D.mul(segment.duration, scale).toNumber();
  return { until: Math.min(longest, HORIZON / size.div(scale).toNumber()), power: size.e };
}

/** ‖∇²L‖ at θ, about, from the gradient on; NaN where float64 has no such number. */
function steepestOf({ gradient, hessianVector }: Objective, theta: Float64Array): number {
  let v = new Float64Array(theta.length);
  gradient(theta, v);
  let growth = 0;
  for (let k = 0; k < PRODUCTS; k++) {
    const size = largestEntry(v);
    if (!v.every(Number.isFinite)) return Number.NaN;
    if (size === 0) break;
    const unit = v.map((x) => x / size);
    v = new Float64Array(theta.length);
    hessianVector(theta, unit, v);
    growth = Math.max(growth, largestEntry(v));
  }
  return growth;
}

/** The same in decimals, whose exponents have room. */
function steepestInDecimals(subject: Subject, segment: TrainingSegment): Decimal {
  const field = withinDecimals(DIGITS);
  const D = decimalsOf(DIGITS);
  const model = modelOver(subject, field);
  const largest = (v: readonly Decimal[]) => D.max(...v.map((x) => x.abs()));
  const product = hessianInDecimals(subject, segment);
  let v = model.lossGradient(model.theta, segment.data, segment.loss);
  let growth = field.zero;
  for (let k = 0; k < PRODUCTS; k++) {
    const size = largest(v);
    if (size.isZero() || !size.isFinite()) break;
    v = product(
      model.theta,
      v.map((x) => x.div(size)),
    );
    growth = D.max(growth, largest(v));
  }
  return growth;
}

/** (θ, v) ↦ ∇²L(θ)v: what ∇L(θ + εv) has in front of ε. */
export function hessianInDecimals(
  subject: Subject,
  { data, loss }: TrainingSegment,
): (theta: readonly Decimal[], v: readonly Decimal[]) => Decimal[] {
  const model = modelOver(subject, seriesField(withinDecimals(DIGITS), 2));
  return (theta, v) =>
    model
      .lossGradient(
        theta.map((x, i) => [x, v[i]]),
        data,
        loss,
      )
      .map((c) => c[1]);
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
export function walk(
  subject: Subject,
  subspace: Subspace,
  segment: TrainingSegment,
  steps: number,
  { until, power }: Horizon,
): Walk {
  const field = withinDecimals(DIGITS);
  const model = modelOver(subject, field);
  const size = model.theta.length;
  const unit = decimalsOf(DIGITS).pow(10, -power);
  const inUnits = (v: Decimal) => v.mul(unit);
  const beside = (theta: readonly Decimal[]) => besideOf(field, model, subspace, segment, theta);
  const start = normalComponent(field, subspace, model.theta);
  const rateAt = (now: Beside<Decimal>) =>
    pullAcross(field, now).div(field.dot(now.delta, now.delta));
  const slope = (y: readonly Decimal[]) => {
    const now = beside(y.slice(0, size));
    return [...now.here, rateAt(now)].map((v) => inUnits(v).neg());
  };
  const step = field.rational(fromDouble(until / steps));
  const points = [];
  let y: readonly Decimal[] = [...model.theta, field.zero];
  for (let k = 0; ; k++) {
    const theta = y.slice(0, size);
    points.push({ theta, rate: inUnits(rateAt(beside(theta))).toNumber() });
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

/** What there is next to a stratum at θ. */
export function besideOf<T>(
  field: Field<T>,
  model: ModelOver<T>,
  subspace: Subspace,
  { data, loss }: TrainingSegment,
  theta: readonly T[],
): Beside<T> {
  const delta = normalComponent(field, subspace, theta);
  const projected = theta.map((v, i) => field.sub(v, delta[i]));
  return {
    delta,
    here: model.lossGradient(theta, data, loss),
    there: model.lossGradient(projected, data, loss),
  };
}

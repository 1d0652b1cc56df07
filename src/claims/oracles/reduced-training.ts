/**
 * Training on a stratum against training of its smaller model in a metric (`symmetry/reduction/`): every parameter of
 * the smaller model is compared after every step with what it stands for.
 *
 *   discrete steps, polynomial F and loss    over ℚ: equal, or proved to differ
 *   discrete steps, other analytic F         in balls
 *   gradient flow                            Taylor coefficients in t of both flows at the start, in balls
 *                                            (analytic flows agree for a while, and so for ever, where all of them
 *                                            do), and both flows in float64 for the whole time, which proves nothing
 */
import type { Field } from '../../analytic/field.ts';
import { ballsField } from '../../analytic/fields/balls.ts';
import { rationals } from '../../analytic/fields/rationals.ts';
import { seriesField } from '../../analytic/fields/series.ts';
import type { Data, TrainingSpec } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { parameterNames } from '../../models/names.ts';
import type { Ball } from '../../numerics/balls/ball.ts';
import { equal, isZero, type Rational } from '../../numerics/rational.ts';
import { type Reduction, reduced } from '../../symmetry/reduction/reduction.ts';
import { lossGradient } from '../../training/field-objective.ts';
import { flowSeries, linearFieldMethod, trained } from '../../training/field-training.ts';
import type { ReducedDecision } from '../decision.ts';
import type { Vacuity } from '../doubt.ts';
import { SEED } from './bitwise.ts';
import { doubtful, type Finding, holds } from './conclude.ts';
import { largestOf, normOf, settle } from './enclosed-difference.ts';
import { differing, shortText } from './exact-finding.ts';
import { DIGITS, growthFrom, isTooLargeForBalls, POLYNOMIAL_LOSSES } from './exact-steps.ts';
import { largestEntry, objectiveOf } from './float-model.ts';
import { normalComponent } from './model-over-field.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';
import type { Subspace } from './subspace.ts';

/** Time alone: bits of a numerator after which no exact step is taken. */
const LONGEST = 2000;
/** Steps and orders in balls. */
const BALL_STEPS = 4;
const ORDERS = 3;

export interface Comparison {
  readonly subject: Subject;
  readonly reduction: Reduction;
  /** ρ; what is claimed to be the metric. */
  readonly rates: readonly Rational[];
  /** Where the smaller model starts; default: what θ stands for. */
  readonly from?: readonly Rational[];
  /** θ is projected on it before it is reduced; default: θ lies on the stratum. */
  readonly shadow?: Pick<Subspace, 'orbit' | 'sign'>;
  readonly data: Data;
  readonly loss: string;
  readonly training: TrainingSpec;
}

/**
 * Whether the smaller model trains as the given one does on its stratum.
 *
 * @returns a vacuity where nothing moves or the method has no steps over a field.
 */
export function reducedTraining(comparison: Comparison): Finding<ReducedDecision> | Vacuity {
  const { subject, loss, training } = comparison;
  if (training.method === 'gradient-flow')
    return isAtRest(comparison)
      ? { reason: 'stationary', what: 'trajectory' }
      : comparedFlows(comparison);
  if (linearFieldMethod(rationals, training) === undefined)
    return { reason: 'method', needs: 'a method that is linear in the gradients' };
  if (subject.facts.isPolynomial && POLYNOMIAL_LOSSES.includes(loss))
    return overRationals(comparison);
  if (isAtRest(comparison)) return { reason: 'stationary', what: 'steps' };
  const steps = Math.min(training.steps ?? 1, BALL_STEPS);
  if (isTooLargeForBalls(subject, steps)) return tooLarge();
  return overBalls(comparison, steps);
}

/** Whether ∇L is exactly 0 in float64, so that only balls would have to tell it from something small. */
function isAtRest({ subject, training, data, loss }: Comparison): boolean {
  if (training.method === 'weight-decay' && largestEntry(subject.float) > 0) return false;
  const gradient = new Float64Array(subject.float.length);
  objectiveOf(subject, { data, loss }).gradient(subject.float, gradient);
  return largestEntry(gradient) === 0;
}

function tooLarge(): Finding<never> {
  return doubtful({ reason: 'unsupported', what: 'too large to be compared in balls' });
}

/** The parameters of the smaller model as a walk of the model itself makes them, step by step, over any field. */
function overRationals(comparison: Comparison): Finding<ReducedDecision> | Vacuity {
  const { subject, reduction, training } = comparison;
  const { wide, narrow } = walks(comparison, rationals, (q) => q);
  const most = training.steps ?? 1;
  let moved = false;
  let steps = 0;
  const growth = growthFrom(subject.exact);
  while (steps < most && !growth.isBeyond(LONGEST)) {
    const theta = wide.next().value;
    const expected = seen(rationals, comparison, theta);
    const received = narrow.next().value;
    steps++;
    moved ||= theta.some((v, i) => !equal(v, subject.exact[i]));
    growth.took(theta);
    const apart = expected.findIndex((v, j) => !equal(v, received[j]));
    if (apart === -1) continue;
    const [one, other] = [expected[apart], received[apart]];
    return differing(
      {
        ...plain(comparison, steps, 'rationals'),
        apart: {
          parameter: parameterNames(reduction.model).name[apart],
          expected: shortText(one),
          received: shortText(other),
        },
      },
      [one, other],
    );
  }
  if (!moved) return { reason: 'stationary', what: 'steps' };
  return holds(plain(comparison, steps, 'rationals'));
}

function overBalls(comparison: Comparison, steps: number): Finding<ReducedDecision> | Vacuity {
  const settled = settle((bits) => {
    const field = ballsField(bits, 'refused');
    const { wide, narrow, start } = walks(comparison, field, field.rational);
    const differences: Ball[] = [];
    const covered: Ball[] = [];
    for (let k = 0; k < steps; k++) {
      const theta = wide.next().value;
      const received = narrow.next().value;
      seen(field, comparison, theta).forEach((v, j) => {
        differences.push(field.sub(v, received[j]));
        covered.push(field.sub(received[j], start[j]));
      });
    }
    return { difference: normOf(differences, bits), scale: largestOf(covered, bits) };
  }, DIGITS);
  return concludeSettled(
    { ...plain(comparison, steps, 'balls'), enclosure: enclosureOf(settled) },
    settled,
  );
}

function comparedFlows(comparison: Comparison): Finding<ReducedDecision> | Vacuity {
  const { subject, reduction, rates, data, loss, from } = comparison;
  if (isTooLargeForBalls(subject, ORDERS ** 3)) return tooLarge();
  const settled = settle((bits) => {
    const field = ballsField(bits, 'refused');
    const along =
      (model: typeof subject.model) => (theta: readonly (readonly Ball[])[], length: number) =>
        lossGradient(model, seriesField(field, length), theta, data, loss);
    const wide = flowSeries(field, subject.exact.map(field.rational), ORDERS, along(subject.model));
    const start = (from ?? reduced(reduction, subject.exact)).map(field.rational);
    const narrow = flowSeries(field, start, ORDERS, along(reduction.model), rates);
    const differences: Ball[] = [];
    const covered: Ball[] = [];
    for (let k = 1; k <= ORDERS; k++) {
      const moving = wide.map((c) => c[k] ?? field.zero);
      const expected = seen(field, comparison, moving, true);
      expected.forEach((v, j) => {
        differences.push(field.sub(v, narrow[j][k] ?? field.zero));
        covered.push(narrow[j][k] ?? field.zero);
      });
    }
    return { difference: normOf(differences, bits), scale: largestOf(covered, bits) };
  }, DIGITS);
  return concludeSettled(
    { ...plain(comparison, ORDERS, 'balls'), enclosure: enclosureOf(settled) },
    settled,
  );
}

/** Both walks over a field, θ and the parameters of the smaller model after each step. */
function walks<T>(
  { subject, reduction, rates, from, data, loss, training }: Comparison,
  field: Field<T>,
  of: (q: Rational) => T,
) {
  const method = linearFieldMethod(field, training)!;
  const task = { data, loss, method, batch: training.batch, seed: SEED };
  const start = (from ?? reduced(reduction, subject.exact)).map(of);
  return {
    start,
    wide: trained(field, { ...task, model: subject.model, start: subject.exact.map(of) }),
    narrow: trained(field, { ...task, model: reduction.model, start, rates }),
  };
}

/** What θ, or its shadow, stands for in the smaller model; a direction has no offset. */
function seen<T>(
  field: Field<T>,
  { reduction: { representative, factor, offset }, shadow }: Comparison,
  theta: readonly T[],
  isDirection = false,
): T[] {
  const normal = shadow && normalComponent(field, shadow, theta);
  return representative.map((i, j) => {
    let v = normal === undefined ? theta[i] : field.sub(theta[i], normal[i]);
    if (!isDirection && !isZero(offset[j])) v = field.sub(v, field.rational(offset[j]));
    return factor[j] === 1 ? v : field.mul(field.rational(factor[j]), v);
  });
}

function plain(
  { reduction, training }: Comparison,
  steps: number,
  over: ReducedDecision['over'],
): ReducedDecision {
  const { method } = training;
  return { clause: 'reduced', to: reduction.to, method, steps, over, apart: null, enclosure: null };
}

/**
 * Whether discrete steps keep the values of linear forms: looked at in float64, decided
 *
 *   over ℚ      where F and the loss are polynomials and the method takes no roots: values are equal or differ
 *   in balls    elsewhere; a sign of what may be 0 is not had, and then nothing is decided
 *
 * Noise and masks are the same in all of them: the seed is that of `walk`.
 */

import type { Field } from '../../analytic/field.ts';
import { ballsField } from '../../analytic/fields/balls.ts';
import { rationals } from '../../analytic/fields/rationals.ts';
import type { Subject } from '../../instances/subject.ts';
import { ballOfRational } from '../../numerics/balls/ball.ts';
import { toFloat } from '../../numerics/numeral.ts';
import { isZero, type Rational, toDouble } from '../../numerics/rational.ts';
import { type DiscreteMethod, methodFacts } from '../../training/methods.ts';
import { ofBalls, ofRationals } from '../../training/signs-and-roots.ts';
import type { StepsDecision } from '../decision.ts';
import type { Vacuity } from '../doubt.ts';
import { walk } from './bitwise.ts';
import { doubtful, type Finding, holds } from './conclude.ts';
import { largestOf, normOf, settle } from './enclosed-difference.ts';
import { differing, finiteDouble } from './exact-finding.ts';
import { DIGITS, exactlyOrInBalls, growthFrom, walkOver } from './exact-steps.ts';
import { largestEntry, relativeDistance } from './float-model.ts';
import type { LinearForm } from './linear-forms.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';

/** Rounding of one step, relative to the size of θ: on subspaces that are not kept bit for bit. */
const ROUNDING_PER_STEP = 1e-13;
/** Steps that are taken exactly. */
const EXACT_STEPS = 4;
/** Time alone: bits of a numerator after which no exact step is taken. */
const LONGEST = 2000;

/**
 * Do the steps of the instance's training keep the forms?
 *
 * @returns a vacuity where there are no steps, or nothing moves.
 */
export function stepsKeep(
  subject: Subject,
  forms: readonly LinearForm[],
): Finding<StepsDecision> | Vacuity {
  const { training, data, loss } = subject.instance;
  if (data === undefined || loss === undefined) return { reason: 'no-data' };
  if (training === undefined || training.method === 'gradient-flow') return { reason: 'no-steps' };
  const { method } = training;
  const steps = training.steps ?? 10;
  const theta = walk(subject, training, steps);
  const moved = relativeDistance(theta, subject.float);
  if (moved === 0) return { reason: 'stationary', what: 'steps' };
  const way = theta.map((v, i) => v - subject.float[i]);
  const distance = Math.max(0, ...forms.map((form) => relativeValue(form, way)));
  const scale = Math.max(largestEntry(subject.float), largestEntry(theta));
  const seen: StepsDecision = {
    clause: 'steps',
    method,
    steps,
    rate: toFloat(training.rate ?? 1),
    distance,
    bound: ROUNDING_PER_STEP * steps * scale,
    moved,
    enclosure: null,
  };
  if (seen.distance <= seen.bound) return holds(seen);
  const exactly = { subject, forms, seen, steps: Math.min(steps, EXACT_STEPS) };
  return exactlyOrInBalls(subject, exactly.steps, {
    rationals: () => overRationals(exactly),
    balls: () => overBalls(exactly),
  });
}

interface Exactly {
  readonly subject: Subject;
  readonly forms: readonly LinearForm[];
  readonly seen: StepsDecision;
  readonly steps: number;
}

/** |value| over the sum of the coefficients, so that long relations count no more than short ones. */
function relativeValue(form: LinearForm, at: Float64Array): number {
  let [value, size] = [0, 0];
  for (const [i, c] of form) {
    const coefficient = toDouble(c);
    value += coefficient * at[i];
    size += Math.abs(coefficient);
  }
  return Math.abs(value) / (size || 1);
}

function formAt<T>(field: Field<T>, form: LinearForm, way: readonly T[]): T {
  return form.reduce(
    (sum, [i, c]) => field.add(sum, field.mul(field.rational(c), way[i])),
    field.zero,
  );
}

function overRationals({ subject, forms, seen, steps }: Exactly): Finding<StepsDecision> {
  const { start, path } = walkOver(subject, rationals, { take: ofRationals });
  const growth = growthFrom(subject.exact);
  for (let k = 1; k <= steps && !growth.isBeyond(LONGEST); k++) {
    const theta = path.next().value;
    const way = theta.map((v, i) => rationals.sub(v, start[i]));
    const apart = forms.map((form) => formAt(rationals, form, way)).find((v) => !isZero(v));
    if (apart !== undefined) {
      return differing(enclosing({ ...seen, steps: k }, apart), [apart, rationals.zero]);
    }
    growth.took(theta);
    // What float64 saw was rounding.
    if (k === seen.steps) return holds({ ...seen, distance: 0 });
  }
  return doubtful({ reason: 'float-only', decision: seen });
}

function enclosing(decision: StepsDecision, value: Rational): StepsDecision {
  const settled = settle((bits) => {
    const ball = ballOfRational(value, bits);
    return { difference: ball, scale: ball };
  });
  return { ...decision, distance: Math.abs(finiteDouble(value)), enclosure: enclosureOf(settled) };
}

function overBalls({ subject, forms, seen, steps }: Exactly): Finding<StepsDecision> {
  const settled = settle((bits) => {
    const field = ballsField(bits, 'refused');
    const { start, path } = walkOver(subject, field, { take: ofBalls(bits) });
    let way: readonly (typeof start)[number][] = start;
    for (let k = 0; k < steps; k++) way = path.next().value.map((v, i) => field.sub(v, start[i]));
    return {
      difference: normOf(
        forms.map((form) => formAt(field, form, way)),
        bits,
      ),
      scale: largestOf(way, bits),
    };
  }, DIGITS);
  const enclosure = enclosureOf(settled);
  if (settled.decided === 'agrees' && steps < seen.steps)
    return doubtful({ reason: 'float-only', decision: { ...seen, enclosure } });
  const distance = enclosure === null ? seen.distance : Math.abs(enclosure.distance);
  return concludeSettled({ ...seen, steps, distance, enclosure }, settled);
}

/** Whether the method is one of these; where nothing is trained nothing else is. */
export const methodIsOneOf =
  (methods: readonly DiscreteMethod[]) =>
  ({ instance: { training } }: Subject): boolean =>
    training === undefined || methods.some((method) => method === training.method);

/** Whether the method is such, as `methodFacts` has it; gradient flow is everything that is good. */
export function methodIs(
  { instance: { training } }: Subject,
  trait: 'linear' | 'alike' | 'odd',
): boolean {
  if (training === undefined || training.method === 'gradient-flow') return true;
  return methodFacts[training.method][trait];
}

/**
 * Discrete steps without rounding: over ℚ where F and the loss are polynomials and the method takes no roots, for as
 * long as numerators are short; in balls elsewhere, where that is not too much. Batches, noise and masks are those of
 * `walk`.
 */
import type { Field } from '../../analytic/field.ts';
import type { TrainingSpec } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { bitLength } from '../../numerics/bit-length.ts';
import type { Rational } from '../../numerics/rational.ts';
import { type FieldTraining, fieldMethod, trained } from '../../training/field-training.ts';
import type { DiscreteMethod } from '../../training/methods.ts';
import type { Decision } from '../decision.ts';
import { SEED } from './bitwise.ts';
import { doubtful, type Finding } from './conclude.ts';

/** Losses whose slope is a polynomial, so that steps stay rational. */
export const POLYNOMIAL_LOSSES: readonly string[] = ['squared', 'linear', 'quartic'];

const ROOTS: readonly DiscreteMethod[] = ['adam', 'adamw', 'rmsprop'];
/** Time alone: gradients of one datum times parameters that one check in balls may cost. */
const BUDGET = 20_000;
/** Of balls. */
export const DIGITS = [60, 240] as const;

/** Whether the instance's steps are rational. */
function isSteppedExactly({ facts, instance: { loss = '', training } }: Subject): boolean {
  const isRational = facts.isPolynomial && POLYNOMIAL_LOSSES.includes(loss);
  return isRational && !ROOTS.some((method) => method === training?.method);
}

/** Whether so many gradients on all data are too much for balls. */
export function isTooLargeForBalls({ instance, exact }: Subject, gradients: number): boolean {
  return (instance.data?.inputs.length ?? 0) * exact.length * gradients > BUDGET;
}

/** A finding about so many steps: over the rationals where they are rational, else in balls; open where those cost too much. */
export function exactlyOrInBalls<D extends Decision>(
  subject: Subject,
  steps: number,
  found: { rationals(): Finding<D>; balls(): Finding<D> },
): Finding<D> {
  if (isSteppedExactly(subject)) return found.rationals();
  if (isTooLargeForBalls(subject, steps))
    return doubtful({ reason: 'unsupported', what: 'too large to be stepped in balls' });
  return found.balls();
}

/** θ after each step from the given one, without end; default: in the training of the instance. */
export function walkOver<T>(
  { instance, model, exact }: Subject,
  field: Field<T>,
  {
    training = instance.training,
    ...how
  }: Pick<FieldTraining<T>, 'take' | 'rateAt'> & { readonly training?: TrainingSpec },
): { readonly start: readonly T[]; readonly path: Generator<readonly T[], never> } {
  const { data, loss } = instance;
  const method = training && fieldMethod(field, training);
  if (data === undefined || loss === undefined || method === undefined)
    throw new TypeError('walkOver: the instance has no data, no loss or no steps');
  const start = exact.map(field.rational);
  const { batch } = training!;
  return {
    start,
    path: trained(field, { model, start, data, loss, method, batch, seed: SEED, ...how }),
  };
}

/** How long the numbers of an exact walk become: with every step they grow by one and the same factor. */
export interface Growth {
  /** To be told of θ after each step. */
  took(theta: readonly Rational[]): void;
  /** Whether the next step would need more bits than that. */
  isBeyond(bits: number): boolean;
}

export function growthFrom(start: readonly Rational[]): Growth {
  let longest = longestOf(start);
  let growth = 1;
  return {
    took(theta) {
      const before = longest;
      longest = longestOf(theta);
      growth = longest / before;
    },
    isBeyond: (bits) => longest * growth > bits,
  };
}

/** Bits of the longest numerator or denominator, 8 at least. */
function longestOf(theta: readonly Rational[]): number {
  return theta.reduce(
    (most, { numerator, denominator }) =>
      Math.max(most, bitLength(numerator), bitLength(denominator)),
    8,
  );
}

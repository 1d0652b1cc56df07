/**
 * How far steps move a law h of gradient flow, of degree two with the quadratic part h₂: with ⟨∇h, ∇L⟩ = 0 for all data
 * and losses a step of length τ along −g, g such a gradient, has
 *
 *   h(θ − τg) = h(θ) + τ² h₂(g),      so      h(θ_k) − h(θ₀) = Σ τᵢ² h₂(gᵢ) = Σ h₂(θᵢ − θᵢ₋₁).
 *
 * Over ℚ where F and the loss are polynomials and the method takes no roots, in balls elsewhere.
 */
import type { Field } from '../../analytic/field.ts';
import { ballsField } from '../../analytic/fields/balls.ts';
import { dualField } from '../../analytic/fields/dual.ts';
import { rationals } from '../../analytic/fields/rationals.ts';
import { seriesField } from '../../analytic/fields/series.ts';
import type { TrainingSpec } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import type { Polynomial } from '../../numerics/polynomial.ts';
import { type Rational, rational } from '../../numerics/rational.ts';
import { lawTerms } from '../../orbits/conserved/evaluate-law.ts';
import { polynomialLaw } from '../../orbits/conserved/law.ts';
import { fieldMethod } from '../../training/field-training.ts';
import { ofBalls, ofRationals, type SignsAndRoots } from '../../training/signs-and-roots.ts';
import type { MeasuredDecision } from '../decision.ts';
import type { Finding } from './conclude.ts';
import { largestOf, settle } from './enclosed-difference.ts';
import { vanishing } from './exact-finding.ts';
import { DIGITS, exactlyOrInBalls, growthFrom, walkOver } from './exact-steps.ts';
import { quadraticPart } from './polynomial-laws.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';

/** Steps that are taken: two tell what a schedule is. */
const STEPS = 3;
/** Time alone: bits of a numerator after which no exact step is taken. */
const LONGEST = 1500;

/** A number that has to be 0, and the terms against which it is held. */
interface Vanishing<T> {
  readonly value: T;
  readonly terms: readonly T[];
}

type Computed = <T>(
  field: Field<T>,
  take: SignsAndRoots<T>,
  /** Whether numbers have grown so long that no further step is taken. */
  isLong: (theta: readonly T[]) => boolean,
) => Vanishing<T>;

function measured(subject: Subject, what: string, compute: Computed): Finding<MeasuredDecision> {
  const seen = { clause: 'step-drift', what } as const;
  return exactlyOrInBalls<MeasuredDecision>(subject, STEPS, {
    rationals() {
      const growth = growthFrom(subject.exact);
      const isLong = (theta: readonly Rational[]) => {
        growth.took(theta);
        return growth.isBeyond(LONGEST);
      };
      return vanishing(seen, compute(rationals, ofRationals, isLong).value);
    },
    balls() {
      const settled = settle((bits) => {
        const { value, terms } = compute(ballsField(bits, 'refused'), ofBalls(bits), () => false);
        return { difference: value, scale: largestOf(terms, bits) };
      }, DIGITS);
      const enclosure = enclosureOf(settled);
      return concludeSettled(
        { ...seen, value: enclosure?.distance ?? 0, exact: null, enclosure },
        settled,
      );
    },
  });
}

function lawOver<T>(field: Field<T>, polynomial: Polynomial) {
  return (theta: readonly T[]): T[] => lawTerms(field, polynomialLaw(polynomial), theta);
}

const total = <T>(field: Field<T>, terms: readonly T[]): T => terms.reduce(field.add, field.zero);

/**
 * h(θ_k) − h(θ₀) − c Σ h₂(θᵢ − θᵢ₋₁), with rates τᵢ = η/i.
 *
 * @param factor c; 1 in truth.
 */
export function driftLessSquares(
  subject: Subject,
  training: TrainingSpec,
  law: Polynomial,
  what: string,
  factor = 1,
): Finding<MeasuredDecision> {
  const steps = Math.min(training.steps ?? 1, STEPS);
  return measured(subject, what, (field, take, isLong) => {
    const eta = fieldMethod(field, training)!.rate;
    const rateAt = (k: number) => field.mul(eta, field.rational(rational(1, k)));
    const { start, path } = walkOver(subject, field, { take, training, rateAt });
    const [h, h2] = [lawOver(field, law), lawOver(field, quadraticPart(law))];
    const terms = h(start).map(field.neg);
    let theta: readonly (typeof start)[number][] = start;
    for (let k = 0; k < steps; k++) {
      const before = theta;
      theta = path.next().value;
      const way = theta.map((v, i) => field.sub(v, before[i]));
      for (const term of h2(way)) terms.push(field.mul(field.rational(-factor), term));
      if (isLong(theta)) break;
    }
    terms.push(...h(theta));
    return { value: total(field, terms), terms };
  });
}

/**
 * ⟨∇h, d⟩ at θ₀ for the first step θ₁ = θ₀ − ηd: what of the drift over a fixed time does not vanish with η, as d is what
 * the method follows at the start where η → 0 (Adam's d = g/(|g| + ε) too, and it is where RMSProp's settles, whose mean of
 * squares starts at 0). Not so where noise is drawn, which has a mean.
 */
export function firstSlope(
  subject: Subject,
  training: TrainingSpec,
  law: Polynomial,
  what: string,
): Finding<MeasuredDecision> {
  return measured(subject, what, (field, take) => {
    const method = training.method === 'rmsprop' ? 'adam' : training.method;
    const settled = { ...training, method };
    const { start, path } = walkOver(subject, field, {
      take,
      training: settled,
      rateAt: () => field.one,
    });
    const theta = path.next().value;
    const along = start.map((value, i) => ({ value, tangent: field.sub(value, theta[i]) }));
    const slopes = lawOver(dualField(field), law)(along);
    const terms = slopes.map(({ tangent }) => tangent);
    return { value: total(field, terms), terms: [...terms, ...slopes.map(({ value }) => value)] };
  });
}

/**
 * r times the coefficient of η² in the drift of 2k steps of gradient descent of length η/2, less that in the drift of k
 * steps of length η.
 *
 * @param ratio r: by how much the drift is said to shrink where the rate is halved; 2 in truth.
 */
export function halvedRate(
  subject: Subject,
  law: Polynomial,
  what: string,
  ratio: number,
): Finding<MeasuredDecision> {
  const training = { method: 'gradient-descent' } as const;
  return measured(subject, what, (field) => {
    const series = seriesField(field, 3);
    const drift = (steps: number, rate: Rational) => {
      const eta = [field.zero, field.rational(rate), field.zero];
      const { path } = walkOver(subject, series, { training, rateAt: () => eta });
      let theta = path.next().value;
      for (let k = 1; k < steps; k++) theta = path.next().value;
      return lawOver(series, law)(theta).map((term) => term[2]);
    };
    const once = drift(1, rational(1)).map(field.neg);
    const halved = drift(2, rational(1, 2)).map((c) => field.mul(field.rational(ratio), c));
    const terms = [...once, ...halved];
    return { value: total(field, terms), terms };
  });
}

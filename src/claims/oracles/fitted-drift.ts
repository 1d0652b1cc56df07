/**
 * The order of the drift of a law in the rate, fitted: gradient descent over one and the same time in float64 at rates
 * that are halved, and the slope of log₂|drift| in log₂ η. It is 1 where ∫ h₂(∇L) dt is not 0, more where it is.
 */
import type { TrainingSpec } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { fittedSlope } from '../../numerics/fitted-slope.ts';
import { toFloat } from '../../numerics/numeral.ts';
import type { Polynomial } from '../../numerics/polynomial.ts';
import { evaluateLaw } from '../../orbits/conserved/evaluate-law.ts';
import { polynomialLaw } from '../../orbits/conserved/law.ts';
import type { MeasuredDecision } from '../decision.ts';
import { walk } from './bitwise.ts';
import { doubtful, type Finding, holds } from './conclude.ts';

/** Steps of the coarsest walk, and how often the rate is halved. */
const COARSEST = 32;
const HALVINGS = 4;
/** Drifts below this part of the terms of h are rounding. */
const ROUNDING = 1e-11;
/** Longest time, in which models of size 1 change by about as much. */
const LONGEST = 1;
/** A fit of this or more is of order 1. */
const LEAST = 0.8;
/** Drifts beyond this part of the terms of h are far from where an order shows. */
const SMALL = 0.05;

/** Nothing where drifts are rounding, or too large to show an order. */
export function fittedDrift(
  subject: Subject,
  training: TrainingSpec,
  polynomial: Polynomial,
  name: string,
): readonly Finding<MeasuredDecision>[] {
  const time = Math.min(LONGEST, toFloat(training.rate ?? 1) * (training.steps ?? 1));
  const law = polynomialLaw(polynomial);
  const start = evaluateLaw(law, subject.float);
  const rates: number[] = [];
  const drifts: number[] = [];
  for (let k = 0; k <= HALVINGS; k++) {
    const steps = COARSEST * 2 ** k;
    const rate = time / steps;
    const theta = walk(subject, { ...training, rate, steps }, steps);
    const end = evaluateLaw(law, theta);
    const drift = Math.abs(end.value - start.value);
    const size = Math.max(start.magnitude, end.magnitude);
    if (!(drift > ROUNDING * size && drift < SMALL * size)) return [];
    rates.push(rate);
    drifts.push(drift);
  }
  const decision: MeasuredDecision = {
    clause: 'step-drift',
    what: `the order of the drift of ${name} in the rate, fitted`,
    value: fittedSlope(rates, drifts),
    exact: null,
    enclosure: null,
  };
  return [decision.value >= LEAST ? holds(decision) : doubtful({ reason: 'float-only', decision })];
}

/** The computation behind `falsim reduce`: the smaller model of a stratum, trained beside the model itself. */

import type { ReducedDecision } from '../claims/decision.ts';
import type { Vacuity } from '../claims/doubt.ts';
import type { Finding } from '../claims/oracles/conclude.ts';
import { reducedTraining } from '../claims/oracles/reduced-training.ts';
import { dormandPrince5 } from '../dynamics/dormand-prince-5.ts';
import { proportionalIntegral } from '../dynamics/proportional-integral.ts';
import type { End } from '../dynamics/solution.ts';
import { solve } from '../dynamics/solve.ts';
import { gradientFlow, type VectorField } from '../dynamics/vector-field.ts';
import type { Instance, TrainingSpec } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { toFloat } from '../numerics/numeral.ts';
import { ONE, type Rational, toDouble } from '../numerics/rational.ts';
import { writeRational } from '../shrinking/number-order.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { type Reduction, reduced, reductionOf } from '../symmetry/reduction/reduction.ts';
import { datasetOf } from '../training/datasets.ts';
import { resolveLoss } from '../training/loss.ts';
import { createObjective, type Objective } from '../training/objective.ts';

export interface ReducedModel {
  readonly stratum: { readonly dimension: number; readonly description: string };
  /** M. */
  readonly parameters: number;
  /** Null where the stratum is a point. */
  readonly reduction: Reduction | null;
  /** The instance of the smaller model, data, loss and training as they were. */
  readonly instance: Instance | null;
  readonly steps: ComparedSteps | null;
  readonly flow: ComparedFlow | null;
}

export interface ComparedSteps {
  readonly method: string;
  readonly inMetric: Finding<ReducedDecision> | Vacuity;
  /** Without the metric. */
  readonly plain: Finding<ReducedDecision> | Vacuity;
}

/** Both flows in float64. */
export interface ComparedFlow {
  readonly until: number;
  readonly end: End;
  readonly tolerances: readonly number[];
  /** Largest distance of a parameter from what the stratum makes of it, one for each tolerance. */
  readonly apart: readonly number[];
  /** The same at the last tolerance where the smaller model is trained plainly. */
  readonly plain: number;
}

const TOLERANCES = [1e-6, 1e-8, 1e-10];
const MOST_STEPS = 20_000;
/** Times at which both flows are compared. */
const LOOKS = 10;
/** Where the instance does not say how it is trained. */
const PLAIN: TrainingSpec = { method: 'gradient-descent', rate: '1/10', steps: 4 };

/** @param until end of the flows. */
export function reducedModel(instance: Instance, until: number): ReducedModel {
  const subject = open(instance);
  const { subspace } = isotropyOf(subject);
  const reduction = reductionOf(subject.model, subspace);
  const stratum = { dimension: subspace.dimension, description: subspace.describe() };
  const found = { stratum, parameters: subspace.size, reduction };
  if (reduction === null) return { ...found, instance: null, steps: null, flow: null };
  const start = reduced(reduction, subject.exact);
  const { data, loss, training = PLAIN } = instance;
  const smaller: Instance = {
    ...instance,
    model: reduction.model.json,
    parameters: unflatten(reduction.model.json, start.map(writeRational)),
  };
  const isTrained = data !== undefined && loss !== undefined && subspace.size > subspace.dimension;
  if (!isTrained || subject.facts.hasFreeInputs)
    return { ...found, instance: smaller, steps: null, flow: null };
  const method: TrainingSpec = training.method === 'gradient-flow' ? PLAIN : training;
  const compared = (rates: readonly Rational[]) =>
    reducedTraining({ subject, reduction, rates, data, loss, training: method });
  return {
    ...found,
    instance: smaller,
    steps: {
      method: method.method,
      inMetric: compared(reduction.rates),
      plain: compared(reduction.rates.map(() => ONE)),
    },
    flow: comparedFlow(instance, smaller, reduction, until),
  };
}

function comparedFlow(
  wide: Instance,
  narrow: Instance,
  reduction: Reduction,
  until: number,
): ComparedFlow {
  const objectiveOf = ({ model, data, loss }: Instance): Objective =>
    createObjective(model, datasetOf(data!), resolveLoss(loss!));
  const [large, small] = [objectiveOf(wide), objectiveOf(narrow)];
  const rates = Float64Array.from(reduction.rates, toDouble);
  const ones = new Float64Array(rates.length).fill(1);
  const offset = Float64Array.from(reduction.offset, toDouble);
  let end: End = 'reached';
  /** Largest distance over the looks; stops where a flow does. */
  const apart = (tolerance: number, metric: Float64Array): number => {
    const fields = [gradientFlow(large), inMetric(small, metric)];
    let states: Float64Array[] = [open(wide).float.slice(), open(narrow).float.slice()];
    let largest = 0;
    for (let look = 1; look <= LOOKS; look++) {
      const solutions = fields.map((field, i) =>
        solve(field, states[i], {
          method: dormandPrince5,
          control: proportionalIntegral({
            relative: tolerance,
            absolute: tolerance / 1000,
            maxSteps: MOST_STEPS,
          }),
          from: ((look - 1) * until) / LOOKS,
          until: (look * until) / LOOKS,
        }),
      );
      states = solutions.map(({ y }) => y);
      const broken = solutions.find((s) => s.end === 'blown-up' || s.end === 'too-many-steps');
      if (broken !== undefined) {
        end = broken.end;
        break;
      }
      const [theta, p] = states;
      reduction.representative.forEach((i, j) => {
        const seen = reduction.factor[j] * (theta[i] - offset[j]);
        largest = Math.max(largest, Math.abs(seen - p[j]));
      });
    }
    return largest;
  };
  return {
    until,
    tolerances: TOLERANCES,
    apart: TOLERANCES.map((tolerance) => apart(tolerance, rates)),
    plain: apart(TOLERANCES.at(-1)!, ones),
    get end() {
      return end;
    },
  };
}

/** ṗ = −ρ ∂L/∂p. */
function inMetric(objective: Objective, rates: Float64Array): VectorField {
  return {
    size: objective.size,
    evaluate(_t, p, out) {
      objective.gradient(p, out);
      for (let j = 0; j < out.length; j++) out[j] *= -rates[j];
    },
  };
}

/** End time: that of the instance, or 1. */
export function timeOf({ training }: Instance): number {
  return toFloat(training?.time ?? 1);
}

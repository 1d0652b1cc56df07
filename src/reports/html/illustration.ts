/**
 * A trajectory that shows a counterexample of a claim about a subspace: gradient flow from θ, sampled
 * evenly, with the loss, the distance to the subspace that should have been kept, conserved quantities
 * and θ. Drawn in float64 for the eye; the verdict does not rest on it.
 */
import type { Claim } from '../../claims/claim.ts';
import type { Subspace } from '../../claims/oracles/subspace.ts';
import type { StoredCounterexample } from '../../counterexamples/counterexample.ts';
import { proportionalIntegral } from '../../dynamics/proportional-integral.ts';
import { InputError, UnsupportedError } from '../../errors.ts';
import type { Data } from '../../instances/instance.ts';
import { outputDimension } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { createNetwork } from '../../models/float-network.ts';
import { parameterNames } from '../../models/names.ts';
import { toFloat } from '../../numerics/numeral.ts';
import { expressionOf } from '../../orbits/conserved/invariants-expression.ts';
import { evaluateFloat } from '../../orbits/conserved/invariants-polynomial.ts';
import { lawsOf } from '../../orbits/conserved/laws.ts';
import { datasetOf } from '../../training/datasets.ts';
import { resolveLoss } from '../../training/loss.ts';
import { createObjective, type Objective } from '../../training/objective.ts';
import { followSegments } from '../follow-segments.ts';

export interface Series {
  readonly label: string;
  readonly values: readonly number[];
}

export interface Illustration {
  /** What is followed, in a sentence. */
  readonly caption: string;
  readonly times: readonly number[];
  /** Where data and loss are switched; null where they are not. */
  readonly switchedAt: number | null;
  readonly distance: Series;
  readonly loss: Series;
  /** h(θ(t)) − h(θ(0)) of conserved quantities. */
  readonly laws: readonly Series[];
  readonly parameters: readonly Series[];
  /** The subspace: parameters of one group move together, up to sign; those of group −1 do not move. */
  readonly subspace: Pick<Subspace, 'orbit' | 'sign'>;
}

const SAMPLES = 96;
/** Models with more parameters are not drawn. */
const MOST_PARAMETERS = 40;
const MOST_LAWS = 4;

/** Null where the claim is about no subspace, or the model has no flow in float64. */
export function illustrationOf(
  { instance, droppedHypotheses, by }: StoredCounterexample & { readonly by?: unknown },
  claim: Claim | undefined,
): Illustration | null {
  if (claim?.manifold === undefined) return null;
  try {
    const dropped = new Set(droppedHypotheses);
    const subject = open(instance);
    const subspace = claim.manifold(subject, dropped);
    if (subspace === undefined || subject.model.size > MOST_PARAMETERS) return null;
    const worst = (by as { readonly worst?: { readonly x: number[]; readonly output: number } })
      ?.worst;
    return followed(subject, subspace, worst);
  } catch (error) {
    if (error instanceof UnsupportedError || error instanceof InputError) return null;
    throw error;
  }
}

interface Segments {
  readonly caption: string;
  readonly objectives: readonly Objective[];
  readonly until: number;
}

function followed(
  subject: Subject,
  subspace: Subspace,
  worst: { readonly x: number[]; readonly output: number } | undefined,
): Illustration | null {
  const segments = segmentsOf(subject, worst);
  if (segments === null) return null;
  const { objectives, until, caption } = segments;
  const names = parameterNames(subject.model);
  const laws = lawsOf(subject.model, '1').polynomials.slice(0, MOST_LAWS);
  const control = proportionalIntegral({ relative: 1e-9, absolute: 1e-12, maxSteps: 100_000 });
  const start = subject.float.slice();
  const objectiveAt = (k: number) =>
    objectives[Math.min(objectives.length - 1, Math.floor((objectives.length * k) / SAMPLES))];
  const rows: { t: number; theta: Float64Array; loss: number }[] = [];
  const look = (k: number, y: Float64Array) => {
    const theta = Float64Array.from(y);
    rows.push({ t: (until * k) / SAMPLES, theta, loss: objectiveAt(k).value(theta) });
  };
  look(0, start);
  const samples = Array.from({ length: SAMPLES }, (_, k) => ({
    objective: objectiveAt(k),
    until: (until * (k + 1)) / SAMPLES,
  }));
  followSegments(samples, start, { control, onSegment: (k, theta) => look(k + 1, theta) });
  return {
    caption,
    times: rows.map(({ t }) => t),
    switchedAt: objectives.length > 1 ? until / 2 : null,
    distance: {
      label: `distance to: ${subspace.describe()}`,
      values: rows.map((row) => subspace.distance(row.theta)),
    },
    loss: { label: 'loss', values: rows.map(({ loss }) => loss) },
    laws: laws.map((law) => {
      const before = evaluateFloat(law, start).value;
      return {
        label: expressionOf(law, names),
        values: rows.map((row) => evaluateFloat(law, row.theta).value - before),
      };
    }),
    parameters: names.name.map((label, i) => ({ label, values: rows.map((row) => row.theta[i]) })),
    subspace,
  };
}

/** One datum at which the field leaves the subspace, or the instance's own data and loss. */
function segmentsOf(
  { instance, model, float }: Subject,
  worst: { readonly x: number[]; readonly output: number } | undefined,
): Segments | null {
  const { data, loss, training, then } = instance;
  const time = toFloat(training?.time ?? 1);
  const objective = (points: Data, name: string) =>
    createObjective(instance.model, datasetOf(points), resolveLoss(name));
  const moves = (of: Objective) => {
    const out = new Float64Array(model.size);
    of.gradient(float, out);
    return out.some((x) => x !== 0);
  };
  if (worst !== undefined) {
    const outputs = outputDimension(instance.model);
    const values = new Float64Array(outputs);
    createNetwork(instance.model, 1).forward(float, Float64Array.from(worst.x), values);
    const target = Array.from(values, (y, o) => y + (o === worst.output ? 1 : 0));
    const datum: Data = { inputs: [worst.x], targets: [target] };
    return {
      caption: `Gradient flow for the squared loss on one datum, x = (${worst.x.join(', ')}), y = (${target.join(', ')}): the input at which the field leaves the subspace.`,
      objectives: [objective(datum, 'squared')],
      until: 1,
    };
  }
  if (data !== undefined && loss !== undefined) {
    const first = objective(data, loss);
    if (then !== undefined) {
      const caption = `Gradient flow on the data of the instance; at t = ${time / 2} data and loss are switched.`;
      return { caption, objectives: [first, objective(then.data, then.loss)], until: time };
    }
    if (moves(first))
      return {
        caption: 'Gradient flow on the data of the instance.',
        objectives: [first],
        until: time,
      };
  }
  return null;
}

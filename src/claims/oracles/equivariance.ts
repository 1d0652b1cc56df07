/**
 * Equivariance of fields and flows under one linear map Q of parameter space:
 *
 *     ∇F(Qθ)(x) = Q ∇F(θ)(x)          (field, for all x)
 *     Φ_t(Qθ) = Q Φ_t(θ)              (flow, for every loss and dataset).
 *
 * The first is looked at in float64 and settled by enclosures; the second is held against the error that
 * two tolerances show, and never fails.
 */
import { ballsField } from '../../analytic/fields/balls.ts';
import { dormandPrince5 } from '../../dynamics/dormand-prince-5.ts';
import { proportionalIntegral } from '../../dynamics/proportional-integral.ts';
import type { Solution } from '../../dynamics/solution.ts';
import { solve } from '../../dynamics/solve.ts';
import { gradientFlow } from '../../dynamics/vector-field.ts';
import type { Subject } from '../../instances/subject.ts';
import { type Ball, ballOfDouble } from '../../numerics/balls/ball.ts';
import type { FieldDecision, FlowDecision } from '../decision.ts';
import { doubtful, type Finding, holds } from './conclude.ts';
import { largestOf, normOf, settle } from './enclosed-difference.ts';
import { largestDifference, largestEntry, networkOf, objectiveOf, reachOf } from './float-model.ts';
import { modelOver } from './model-over-field.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';
import { probesOf } from './tangency.ts';

/** θ ↦ Qθ with (Qθ)[target[i]] = factor[i]·θ[i]; orthogonal when every factor is ±1. */
export interface LinearMap {
  readonly name: string;
  readonly target: ArrayLike<number>;
  readonly factor: ArrayLike<number>;
}

function applyMap(q: LinearMap, theta: Float64Array): Float64Array {
  const out = new Float64Array(theta.length);
  for (let i = 0; i < theta.length; i++) out[q.target[i]] = q.factor[i] * theta[i];
  return out;
}

/** Unit round-offs by which two gradients may differ, per parameter. */
const ROUNDINGS = 64;
const MAX_CUTS = 4;
/** Time alone: a flow that takes more is cut short. */
const MOST_STEPS = 2000;

/**
 * ‖∇F(Qθ)(x) − Q∇F(θ)(x)‖ = 0 at the probes.
 * @param carried what takes the place of Q in front of the field.
 */
export function fieldEquivariance(
  subject: Subject,
  q: LinearMap,
  carried: LinearMap = q,
): Finding<FieldDecision> {
  const network = networkOf(subject);
  const theta = subject.float;
  const outputs = subject.model.output.size;
  const moved = applyMap(q, theta);
  const here = new Float64Array(network.size);
  const there = new Float64Array(network.size);
  let worst = {
    ratio: 0,
    distance: 0,
    bound: 0,
    output: 0,
    x: new Float64Array(0) as Float64Array,
  };
  for (const x of probesOf(subject)) {
    for (let output = 0; output < outputs; output++) {
      network.outputGradient(theta, x, output, here);
      network.outputGradient(moved, x, output, there);
      const image = applyMap(carried, here);
      const distance = Math.hypot(...image.map((v, i) => v - there[i]));
      const bound = ROUNDINGS * network.size * 2 ** -53 * Math.hypot(...image, ...there);
      // Not where both are 0 or not finite: what is no number is not larger.
      if (distance / bound > worst.ratio)
        worst = { ratio: distance / bound, distance, bound, output, x };
    }
  }
  const { distance, bound, x, output } = worst;
  const float64 = { clause: 'field', map: q.name, distance, bound } as const;
  if (worst.ratio <= 1) return holds({ ...float64, worst: null });
  const settled = settle((bits) => {
    const field = ballsField(bits);
    const model = modelOver(subject, field);
    const input = Array.from(x, ballOfDouble);
    const mapped = ({ target, factor }: LinearMap, v: readonly Ball[]) => {
      const out = [...v];
      v.forEach((value, i) => {
        out[target[i]] = field.mul(ballOfDouble(factor[i]), value);
      });
      return out;
    };
    const image = mapped(carried, model.outputGradient(model.theta, input, output));
    const other = model.outputGradient(mapped(q, model.theta), input, output);
    return {
      difference: normOf(
        image.map((v, i) => field.sub(v, other[i])),
        bits,
      ),
      scale: largestOf([...image, ...other], bits),
    };
  });
  const decision: FieldDecision = {
    ...float64,
    worst: { x: Array.from(x), output, enclosure: enclosureOf(settled) },
  };
  return concludeSettled(decision, settled);
}

/** ‖Φ_t(Qθ) − QΦ_t(θ)‖ against the integration error of both. */
export function flowEquivariance(
  subject: Subject,
  q: LinearMap,
  duration: number,
): Finding<FlowDecision> {
  const objective = objectiveOf(subject);
  const field = gradientFlow(objective);
  const theta = subject.float;
  const size = reachOf(objective, theta, duration);
  const run = (start: Float64Array, tolerance: number, until: number) =>
    solve(field, start, {
      method: dormandPrince5,
      control: proportionalIntegral({
        relative: tolerance,
        absolute: tolerance * size,
        maxSteps: MOST_STEPS,
      }),
      from: 0,
      until,
      ends: { blowUpAbove: 1e8 },
    });
  const image = applyMap(q, theta);
  let until = duration;
  let runs: Solution[] = [];
  // Flows that blow up or stiffen are cut short; the same end time for all four.
  for (let cuts = 0; cuts <= MAX_CUTS; cuts++) {
    runs = [run(theta, 1e-6, until), run(theta, 1e-9, until)];
    runs.push(run(image, 1e-6, until), run(image, 1e-9, until));
    if (runs.every((s) => s.end === 'reached')) break;
    const half = 0.5 * Math.min(...runs.map((s) => s.t));
    // Where not even a step was taken there is no flow to be compared.
    if (half === 0) break;
    until = half;
  }
  const [coarse, fine, imageCoarse, imageFine] = runs as [Solution, Solution, Solution, Solution];
  const scale = Math.max(largestEntry(theta), largestEntry(fine.y));
  const error = largestDifference(coarse.y, fine.y) + largestDifference(imageCoarse.y, imageFine.y);
  const bound = 10 * error + 1e-9 * scale;
  const distance = largestDifference(applyMap(q, fine.y), imageFine.y);
  const moved = largestDifference(fine.y, theta) / (scale || 1);
  const ended = [coarse, fine, imageCoarse, imageFine].find((s) => s.end !== 'reached');
  if (ended !== undefined)
    return doubtful({ reason: 'broken-off', clause: 'flow', end: ended.end, durations: [until] });
  const decision: FlowDecision = {
    clause: 'flow',
    map: q.name,
    until,
    distance,
    bound,
    error,
    moved,
    end: fine.end,
  };
  return distance <= bound ? holds(decision) : doubtful({ reason: 'sensitive', flow: decision });
}

/**
 * Controls that walk an orbit: one datum and the loss ±ŷ make gradient flow follow ∓∇F(·)(x), one probe
 * after another.
 */
import { dormandPrince5 } from '../../dynamics/dormand-prince-5.ts';
import { proportionalIntegral } from '../../dynamics/proportional-integral.ts';
import { solve } from '../../dynamics/solve.ts';
import { gradientFlow } from '../../dynamics/vector-field.ts';
import type { Subject } from '../../instances/subject.ts';
import { objectiveOf, reachOf } from './float-model.ts';
import { probesOf } from './tangency.ts';
import type { TrainingSegment } from './training-segment.ts';

/** A segment moves θ by about this fraction of its size (or of 1), for at most this long. */
const REACH = 0.25;
export const EULER_STEPS = 4;
const MAX_CUTS = 6;
/** Time alone: a segment that takes more is cut short. */
const MOST_STEPS = 400;

export interface Walk {
  readonly points: readonly Float64Array[];
  /** Those that were completed. */
  readonly segments: readonly TrainingSegment[];
  /** Their lengths. */
  readonly durations: readonly number[];
}

/**
 * One segment a probe, the sign of the loss alternating; ends early where a segment blows up.
 *
 * @param durations of the segments; where absent, chosen from the speed at the start of each.
 */
export function walkOrbit(
  subject: Subject,
  tolerance: number | 'euler',
  durations?: readonly number[],
): Walk {
  const c = subject.model.output.size;
  let theta: Float64Array = subject.float.slice();
  const points = [theta.slice()];
  const segments: TrainingSegment[] = [];
  const g = new Float64Array(theta.length);
  for (const [k, x] of probesOf(subject).entries()) {
    const target = Array.from({ length: c }, (_, o) => (o === k % c ? (k % 2 === 0 ? 1 : -1) : 0));
    const data = { inputs: [Array.from(x)], targets: [target] };
    const objective = objectiveOf(subject, { data, loss: 'linear' });
    objective.gradient(theta, g);
    const speed = Math.hypot(...g) / Math.max(1, Math.hypot(...theta));
    let until = durations?.[k] ?? REACH * Math.min(1, 1 / speed);
    if (!Number.isFinite(until)) break;
    if (tolerance === 'euler') {
      for (let step = 0; step < EULER_STEPS; step++) {
        objective.gradient(theta, g);
        theta = theta.map((v, i) => v - (until / EULER_STEPS) * g[i]);
      }
    } else {
      const run = (time: number) =>
        solve(gradientFlow(objective), theta, {
          method: dormandPrince5,
          control: proportionalIntegral({
            relative: tolerance,
            absolute: tolerance * reachOf(objective, theta, time),
            maxSteps: MOST_STEPS,
          }),
          from: 0,
          until: time,
          ends: { blowUpAbove: 1e9 },
        });
      let solution = run(until);
      // A segment that blows up or stiffens is cut short, unless its length is prescribed.
      for (let cuts = 0; cuts < MAX_CUTS && solution.end !== 'reached'; cuts++) {
        if (durations !== undefined) break;
        until = 0.5 * Math.min(solution.t, 0.5 * until);
        solution = run(until);
      }
      if (solution.end !== 'reached') break;
      theta = solution.y;
    }
    if (!theta.every(Number.isFinite)) break;
    points.push(theta.slice());
    segments.push({ data, loss: 'linear', duration: until });
    if (durations !== undefined && segments.length === durations.length) break;
  }
  return { points, segments, durations: segments.map(({ duration }) => duration) };
}

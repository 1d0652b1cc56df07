/**
 * The last rung of the ladder for a suspected escape that is not proved: the same flow in decimals, at 8,
 * 16 and 32 steps of the fifth-order Dormand–Prince method. Rounding is gone, so what is left of the
 * distance is d + C h⁵. Where it shrinks like h⁵ it was integration error: `holds`. Where it converges to
 * something else it stays undecided: an approximation proves nothing.
 */
import type { Decimal } from 'decimal.js';
import { dormandPrince5 } from '../../dynamics/dormand-prince-5.ts';
import { flow } from '../../dynamics/flow.ts';
import type { Subject } from '../../instances/subject.ts';
import { decimalsOf } from '../../numerics/decimal-ring.ts';
import { fromDouble } from '../../numerics/rational.ts';
import type { DecimalFlow } from '../decision.ts';
import { withinDecimals, withinReach } from './decimals-within-reach.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

const DIGITS = 34;
const STEPS = [8, 16, 32];
/** Distances below this part of the way that was gone are rounding of the decimals themselves. */
const NOTHING = 1e-25;

const normOf = (v: readonly Decimal[]) =>
  v.reduce((sum, x) => x.mul(x).add(sum), new (decimalsOf(DIGITS))(0)).sqrt();

/** Time alone: evaluations of ∇F in decimals that one ladder may cost; larger models stay undecided. */
const BUDGET = 60_000;

export type FlowInDecimals =
  | { readonly status: 'out-of-reach' }
  /** The distance shrinks with the step: integration error. */
  | { readonly status: 'holds'; readonly decimal: DecimalFlow }
  | { readonly status: 'no-convergence'; readonly decimal: DecimalFlow };

export function distanceInDecimals(
  subject: Subject,
  subspace: Subspace,
  segments: readonly TrainingSegment[],
): FlowInDecimals {
  const evaluations = segments.reduce(
    (sum, segment) => sum + segment.data.inputs.length * 6 * 56,
    0,
  );
  if (evaluations * subspace.size > BUDGET * 10) return { status: 'out-of-reach' };
  const field = withinDecimals(DIGITS);
  const model = modelOver(subject, field);
  /** The distance and the way that was gone. */
  const distanceAfter = (steps: number): readonly [number, number] => {
    let theta: readonly Decimal[] = model.theta;
    for (const segment of segments) {
      theta = flow(
        field,
        dormandPrince5,
        (y) => model.lossGradient(y, segment.data, segment.loss).map((g) => g.neg()),
        { from: theta, step: field.rational(fromDouble(segment.duration / steps)), steps },
      );
    }
    const displacement = theta.map((v, i) => field.sub(v, model.theta[i]));
    const normal = normalComponent(field, subspace, displacement);
    return [normOf(normal).toNumber(), normOf(displacement).toNumber()];
  };
  const ends = withinReach(() => STEPS.map(distanceAfter));
  if (ends === undefined || !ends.flat().every(Number.isFinite)) return { status: 'out-of-reach' };
  const distances = ends.map(([distance]) => distance);
  const [, d16 = 0, d32 = 0] = distances;
  const nothing = NOTHING * (ends.at(-1)?.[1] ?? 0);
  const decimal = (bound: number): DecimalFlow => ({
    digits: DIGITS,
    steps: STEPS,
    distances,
    bound,
  });
  if (d32 <= nothing || d32 < d16 / 8)
    return { status: 'holds', decimal: decimal(Math.max(d32 * 8, nothing)) };
  return { status: 'no-convergence', decimal: decimal(nothing) };
}

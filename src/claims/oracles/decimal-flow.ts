/**
 * The last rungs of the ladder for a suspected escape: the same flow in decimals, at 8, 16 and 32
 * steps of the fifth-order Dormand–Prince method. Rounding is gone, so what is left of the distance
 * is d + C h⁵: d is told from the three by extrapolation.
 */
import type { Decimal } from 'decimal.js';
import { decimalsField } from '../../analytic/fields/decimals.ts';
import { dormandPrince5 } from '../../dynamics/dormand-prince-5.ts';
import { flow } from '../../dynamics/flow.ts';
import type { Subject } from '../../instances/subject.ts';
import { fromDouble } from '../../numerics/rational.ts';
import type { DecimalFlow } from '../decision.ts';
import { type DecimalProof, decimalProof } from '../proof.ts';
import { decimalModel, withinReach } from './decimal-model.ts';
import type { Subspace } from './subspace.ts';
import type { Leg } from './training-segment.ts';

const DIGITS = 34;
const STEPS = [8, 16, 32];
/** An escape is over `CLEAR` times the last change under halving the step. */
const CLEAR = 100;
/** Distances below this are rounding of the decimals themselves. */
const NOTHING = 1e-25;
/** Evaluations of ∇F in decimals that one ladder may cost; larger models stay undecided. */
const BUDGET = 60_000;

export type FlowInDecimals =
  | { readonly status: 'out-of-reach' }
  /** The distance shrinks with the step: integration error. */
  | { readonly status: 'holds'; readonly decimal: DecimalFlow }
  /** It converges clear of zero. */
  | { readonly status: 'fails'; readonly decimal: DecimalFlow; readonly proof: DecimalProof }
  | { readonly status: 'no-convergence'; readonly decimal: DecimalFlow };

export function distanceInDecimals(
  subject: Subject,
  subspace: Subspace,
  legs: readonly Leg[],
): FlowInDecimals {
  const evaluations = legs.reduce((sum, leg) => sum + leg.data.inputs.length * 6 * 56, 0);
  if (evaluations * subspace.size > BUDGET * 10) return { status: 'out-of-reach' };
  const field = decimalsField(DIGITS);
  const model = decimalModel(subject, DIGITS);
  const distanceAfter = (steps: number): Decimal => {
    let theta: readonly Decimal[] = model.theta;
    for (const leg of legs) {
      theta = flow(
        field,
        dormandPrince5,
        (y) => model.lossGradient(y, leg.data, leg.loss).map((g) => g.neg()),
        { from: theta, step: field.rational(fromDouble(leg.duration / steps)), steps },
      );
    }
    const displacement = theta.map((v, i) => field.sub(v, model.theta[i]));
    return model.normalNorm(subspace, displacement);
  };
  const exact = withinReach(() => STEPS.map(distanceAfter));
  const distances = exact?.map((d) => d.toNumber()) ?? [];
  const [, middle, finest] = exact ?? [];
  if (middle === undefined || finest === undefined || !distances.every(Number.isFinite))
    return { status: 'out-of-reach' };
  const [, d16 = 0, d32 = 0] = distances;
  const decimal = (bound: number): DecimalFlow => ({
    digits: DIGITS,
    steps: STEPS,
    distances,
    bound,
  });
  if (d32 <= NOTHING || d32 < d16 / 8)
    return { status: 'holds', decimal: decimal(Math.max(d32 * 8, NOTHING)) };
  const bound = Math.max(NOTHING, CLEAR * Math.abs(d32 - d16));
  if (d32 <= bound) return { status: 'no-convergence', decimal: decimal(bound) };
  const error = finest.sub(middle).mul(CLEAR);
  if (!finest.gt(error.abs())) return { status: 'no-convergence', decimal: decimal(bound) };
  const proof = decimalProof({ digits: DIGITS, distance: finest, error });
  return { status: 'fails', decimal: decimal(bound), proof };
}

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
import { decimalModel, withinReach } from './decimal-model.ts';
import { type Finding, marginOf } from './finding.ts';
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

export function distanceInDecimals(
  subject: Subject,
  subspace: Subspace,
  legs: readonly Leg[],
): Finding {
  const evaluations = legs.reduce((sum, leg) => sum + leg.data.inputs.length * 6 * 56, 0);
  const base = { clause: 'trajectory', evidence: {} } as const;
  if (evaluations * subspace.size > BUDGET * 10) {
    return { ...base, status: 'undecided', margin: 0, reason: 'too large for decimal arithmetic' };
  }
  const field = decimalsField(DIGITS);
  const model = decimalModel(subject, DIGITS);
  const distanceAfter = (steps: number): number => {
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
    return model.normalNorm(subspace, displacement).toNumber();
  };
  const distances = withinReach(() => STEPS.map(distanceAfter));
  if (distances === undefined || !distances.every(Number.isFinite)) {
    return { ...base, status: 'undecided', margin: 0, reason: 'too large for decimal arithmetic' };
  }
  const [, d16, d32] = distances as [number, number, number];
  const change = Math.abs(d32 - d16);
  const evidence = { digits: DIGITS, steps: STEPS, distances };
  const bound = Math.max(NOTHING, CLEAR * change);
  if (d32 <= NOTHING || d32 < d16 / 8) {
    return {
      clause: 'trajectory',
      status: 'holds',
      margin: marginOf(d32, Math.max(d32 * 8, NOTHING)),
      reason: 'the distance shrinks with the step in decimals: integration error',
      evidence,
    };
  }
  if (d32 > bound) {
    return {
      clause: 'trajectory',
      status: 'fails',
      margin: marginOf(d32, bound),
      reason: `the trajectory leaves the subspace: its distance converges to ${d32.toPrecision(4)}`,
      evidence,
    };
  }
  return {
    clause: 'trajectory',
    status: 'undecided',
    margin: 0,
    reason: 'the distance neither converges nor vanishes as the step shrinks',
    evidence,
  };
}

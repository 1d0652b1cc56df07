/**
 * The loop that all fixed-step methods share: step k ends at from + k·(until − from)/steps, the last
 * one exactly at `until`. The field is looked at after every step for stationarity only when asked.
 */
import { euclideanNorm } from './euclidean-norm.ts';
import {
  checkCount,
  checkEndConditions,
  checkStart,
  type End,
  type FixedStepOptions,
  type Solution,
} from './solution.ts';
import type { VectorField } from './vector-field.ts';

export interface OneStepMethod {
  readonly name: string;
  /** Writes an approximation of y(t + h) into `next`, given y at t. Returns evaluations used. */
  step(t: number, y: Float64Array, h: number, next: Float64Array): number;
}

/**
 * @throws InputError for options that make no sense, ShapeError when y0 does not fit the field.
 */
export function marchFixedSteps(
  method: OneStepMethod,
  field: VectorField,
  y0: Float64Array,
  options: FixedStepOptions,
): Solution {
  checkEndConditions(options);
  checkCount('solver.steps', options.steps);
  checkStart(method.name, field, y0);
  const { from, until, steps, stationaryBelow, onStep } = options;
  const blowUpAbove = options.blowUpAbove ?? Number.POSITIVE_INFINITY;
  const h = (until - from) / steps;
  const slope = new Float64Array(field.size);
  let y = Float64Array.from(y0);
  let next = new Float64Array(field.size);
  let t = from;
  let accepted = 0;
  let evaluations = 0;
  const finish = (end: End, detail: string): Solution => {
    return { end, detail, t, y, accepted, rejected: 0, evaluations };
  };
  for (let k = 0; ; k++) {
    if (stationaryBelow !== undefined) {
      field.evaluate(t, y, slope);
      evaluations++;
      const speed = euclideanNorm(slope);
      if (speed <= stationaryBelow)
        return finish('stationary', `‖f‖ = ${speed} ≤ ${stationaryBelow} at t = ${t}`);
    }
    if (k === steps) return finish('reached', `t = ${t} after ${steps} steps`);
    evaluations += method.step(t, y, h, next);
    const norm = euclideanNorm(next);
    if (!Number.isFinite(norm))
      return finish('blown-up', `the step of ${h} from t = ${t} is not finite`);
    [y, next] = [next, y];
    t = k + 1 === steps ? until : from + (k + 1) * h;
    accepted++;
    onStep?.(t, y);
    if (norm > blowUpAbove) return finish('blown-up', `‖y‖ = ${norm} > ${blowUpAbove} at t = ${t}`);
  }
}

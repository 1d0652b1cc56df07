/** The continuous extension of a solution: what it was between the accepted points. */
import { InputError } from '../errors.ts';
import type { Solution } from './solution.ts';
import type { Stages } from './stages.ts';
import type { Tableau } from './tableau.ts';

/** One accepted step. */
export interface Step {
  readonly from: number;
  readonly to: number;
  /**
   * Writes y(t) into `out` for t between `from` and `to`; local error O(h^{p + 1}) for an extension of
   * order p. @throws InputError for a method without one.
   */
  at(t: number, out: Float64Array): void;
}

export interface DenseSolution extends Solution {
  /**
   * Writes y(t) into `out`, for t between the start and the end of the solution.
   * @throws RangeError elsewhere.
   */
  at(t: number, out: Float64Array): void;
}

/** A step that is kept: the coefficients of 1, s, s², … */
export interface KeptStep {
  readonly from: number;
  readonly to: number;
  readonly coefficients: Float64Array;
}

/** The step under way, whose coefficients are computed when they are asked for. */
export interface CurrentStep extends Step {
  begin(from: number, to: number, h: number, y: Float64Array): void;
  keep(): KeptStep;
}

/** @throws InputError from `keep` and `at` for a method without a continuous extension. */
export function createCurrentStep(method: Tableau, stages: Stages): CurrentStep {
  const degree = method.dense?.weights[0]?.length ?? 0;
  const coefficients = new Float64Array((degree + 1) * stages.first.length);
  // All of them are written by `begin`.
  let from!: number;
  let to!: number;
  let length!: number;
  let start!: Float64Array;
  let known!: boolean;
  const fill = () => {
    if (method.dense === null)
      throw new InputError('solver.method', 'a method with a continuous extension', method.name);
    if (!known) stages.denseCoefficients(length, start, coefficients);
    known = true;
  };
  return {
    get from() {
      return from;
    },
    get to() {
      return to;
    },
    begin(left, right, h, y) {
      [from, to, length, start, known] = [left, right, h, y, false];
    },
    keep() {
      fill();
      return { from, to, coefficients: coefficients.slice() };
    },
    at(t, out) {
      fill();
      evaluate(coefficients, (t - from) / (to - from), out);
    },
  };
}

/** Value at s ∈ [0, 1] of the step, by Horner's rule; at 0 exactly the start. */
function evaluate(coefficients: Float64Array, s: number, out: Float64Array): void {
  const n = out.length;
  const top = coefficients.length - n;
  for (let i = 0; i < n; i++) {
    let value = coefficients[top + i];
    for (let k = top - n; k >= 0; k -= n) value = coefficients[k + i] + s * value;
    out[i] = value;
  }
}

/** y(t) from the kept steps of a solution that ran from `from` to `to` and ended at `end`. */
export function interpolate(
  steps: readonly KeptStep[],
  from: number,
  to: number,
  end: Float64Array,
  t: number,
  out: Float64Array,
): void {
  if (!((t - from) * (t - to) <= 0))
    throw new RangeError(`dense output: expected t between ${from} and ${to}, received ${t}`);
  if (t === to) {
    out.set(end);
    return;
  }
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { to: right } = steps[middle];
    if ((t - right) * (to - from) <= 0) high = middle;
    else low = middle + 1;
  }
  const { from: left, to: right, coefficients } = steps[low];
  evaluate(coefficients, (t - left) / (right - left), out);
}

/**
 * The continuous extension of a solution: what it was between the accepted points. Formula and order
 * in `dormand-prince-stages.ts`.
 */
import { evaluateDense } from './dormand-prince-stages.ts';
import type { Solution } from './solution.ts';

/** One accepted step and its continuous extension of order 4. */
export interface Step {
  readonly from: number;
  readonly to: number;
  /** Writes y(t) into `out` for t between `from` and `to`; error O(h⁵) uniformly. */
  at(t: number, out: Float64Array): void;
}

export interface DenseSolution extends Solution {
  /**
   * Writes y(t) into `out`, for t between the start and the end of the solution.
   * @throws RangeError elsewhere.
   */
  at(t: number, out: Float64Array): void;
}

/** A step's coefficients, rewritten at every accepted step. */
export interface StepRecord extends Step {
  from: number;
  to: number;
  /** Length 5M. */
  readonly coefficients: Float64Array;
}

export function createStepRecord(size: number): StepRecord {
  const record: StepRecord = {
    from: 0,
    to: 0,
    coefficients: new Float64Array(5 * size),
    at(t, out) {
      evaluateDense(record.coefficients, (t - record.from) / (record.to - record.from), out);
    },
  };
  return record;
}

/** A step that is kept. */
export type KeptStep = Pick<StepRecord, 'from' | 'to' | 'coefficients'>;

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
  evaluateDense(coefficients, (t - left) / (right - left), out);
}

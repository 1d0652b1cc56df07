/**
 * How an integration ended, as a value. A solver throws only for options that make no sense; whatever
 * happens inside an integration is one of these ends, and whoever reads a solution must look at it
 * before believing `y`.
 */
import { InputError, ShapeError } from '../errors.ts';
import type { VectorField } from './vector-field.ts';

/**
 * - `reached`: t = until.
 * - `stationary`: ‖f(t, y)‖₂ ≤ stationaryBelow at the last point; the integration stopped there.
 * - `blown-up`: ‖y‖₂ exceeded blowUpAbove, or y or f is not finite, or the step had to shrink below
 *   what t can resolve. The last belongs here because a smooth field forces the step to zero only
 *   where its solution leaves every bounded set; `detail` says which of the three it was.
 * - `too-many-steps`: as many attempts as the controller allows were used up; also how a stiff problem ends.
 */
export type End = 'reached' | 'stationary' | 'blown-up' | 'too-many-steps';

/** Where an integration ended, why, and what it took. */
export interface Solution {
  readonly end: End;
  /** The end in one sentence, with its numbers. */
  readonly detail: string;
  /** Time of the last accepted point. */
  readonly t: number;
  /** State at the last accepted point. */
  readonly y: Float64Array;
  readonly accepted: number;
  readonly rejected: number;
  /** Evaluations of the field. */
  readonly evaluations: number;
}

/** Where a solution stops before its time. */
export interface Ends {
  /** Norm of the field at or below which the point counts as stationary; not checked when absent. */
  readonly stationaryBelow?: number;
  /** Norm of the state above which the solution counts as blown up; absent: only when not finite. */
  readonly blowUpAbove?: number;
}

/** @throws InputError for times that are not finite and thresholds that are negative or NaN. */
export function checkEnds(from: number, until: number, ends: Ends): void {
  for (const [key, time] of Object.entries({ from, until })) {
    if (!Number.isFinite(time))
      throw new InputError(`solver.${key}`, 'a finite time', String(time));
  }
  for (const key of ['stationaryBelow', 'blowUpAbove'] as const) {
    const bound = ends[key];
    if (bound !== undefined && !(bound >= 0))
      throw new InputError(`solver.${key}`, 'a number ≥ 0', String(bound));
  }
}

/** @throws InputError unless `count` is an integer ≥ 1. */
export function checkCount(path: string, count: number): void {
  if (!Number.isInteger(count) || count < 1)
    throw new InputError(path, 'an integer ≥ 1', String(count));
}

/** @throws ShapeError when y0 is not in the field's space. */
export function checkStart(solver: string, field: VectorField, y0: Float64Array): void {
  if (y0.length !== field.size)
    throw new ShapeError(`${solver}: y0`, `${field.size} numbers`, `${y0.length}`);
}

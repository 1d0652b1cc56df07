/** The stages of one step of a tableau in float64, in buffers that every step uses again. */
import { combine } from './combine.ts';
import { floatTableau, over } from './float-tableau.ts';
import type { Tableau } from './tableau.ts';
import type { VectorField } from './vector-field.ts';

export interface Stages {
  /** f at the start of the step; must hold f(t, y) before `attempt`. */
  readonly first: Float64Array;
  /** f at the end of the attempted step, once `attempt` and `finish` have been called. */
  readonly last: Float64Array;
  /** Whether `attempt` itself fills `last`. */
  readonly firstSameAsLast: boolean;
  /** Writes y(t + h) into `next`. */
  attempt(t: number, y: Float64Array, h: number, next: Float64Array): void;
  /** Fills `last` where `attempt` does not: f at t + h. */
  finish(t: number, h: number, next: Float64Array): void;
  /** The difference to the embedded result of the last attempt; 0 without one. */
  localError(h: number, out: Float64Array): void;
  /** Makes f at the end the first stage of the next step. */
  advance(): void;
  /**
   * Coefficients of the continuous extension of the last attempt: y, then those of s, s², …; needs
   * a method that has one. Before `advance`.
   */
  denseCoefficients(h: number, y: Float64Array, out: Float64Array): void;
}

export function createStages(field: VectorField, method: Tableau): Stages {
  const n = field.size;
  const floats = floatTableau(method);
  const { nodes, firstSameAsLast } = floats;
  const slopes = floats.stages.map(() => new Float64Array(n));
  const [first] = slopes;
  const count = slopes.length - (firstSameAsLast ? 1 : 0);
  const last = firstSameAsLast ? slopes[count] : new Float64Array(n);
  const rows = floats.stages.map((row) => over(row, slopes));
  const result = over(floats.result, slopes);
  const difference = over(floats.difference, slopes);
  const powers = floats.powers.map((row) => over(row, slopes));
  const zero = new Float64Array(n);
  const stage = new Float64Array(n);
  return {
    first,
    last,
    firstSameAsLast,
    attempt(t, y, h, next) {
      for (let i = 1; i < count; i++) {
        combine(rows[i], y, h, stage);
        field.evaluate(t + nodes[i] * h, stage, slopes[i]);
      }
      combine(result, y, h, next);
      if (firstSameAsLast) field.evaluate(t + h, next, last);
    },
    finish(t, h, next) {
      if (!firstSameAsLast) field.evaluate(t + h, next, last);
    },
    localError(h, out) {
      combine(difference, zero, h, out);
    },
    advance() {
      first.set(last);
    },
    denseCoefficients(h, y, out) {
      out.set(y);
      powers.forEach((combination, k) => {
        combine(combination, zero, h, out.subarray((k + 1) * n, (k + 2) * n));
      });
    },
  };
}

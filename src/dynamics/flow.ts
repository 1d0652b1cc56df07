/**
 * A method with equal steps over any field of numbers: the same tableau as in float64, in as many
 * digits as the field carries. With decimals of fifty digits the rounding of float64 is gone and what
 * remains of a distance is the method's error, which the order tells; over ℚ a step is exact.
 */
import type { Field } from '../analytic/field.ts';
import { isZero, type Rational } from '../numerics/rational.ts';
import type { Tableau } from './tableau.ts';

/** Equal steps from y0. */
export interface EqualSteps<T> {
  readonly from: readonly T[];
  /** h, of either sign. */
  readonly step: T;
  readonly steps: number;
}

/**
 * y after `steps` steps of length h along ẏ = f(y), or ẏ = f(t, y) with t counted from 0.
 *
 * @param slope f; pure, length kept.
 */
export function flow<T>(
  field: Field<T>,
  method: Tableau,
  slope: (y: readonly T[], t: T) => readonly T[],
  { from, step, steps }: EqualSteps<T>,
): readonly T[] {
  const scaled = (row: readonly Rational[]) =>
    row.flatMap((q, j) => (isZero(q) ? [] : [{ j, weight: field.mul(step, field.rational(q)) }]));
  const rows = method.stages.slice(0, usedStages(method)).map(scaled);
  const offsets = method.nodes.map((c) => field.mul(step, field.rational(c)));
  const result = scaled(method.weights);
  const combine = (
    y: readonly T[],
    row: ReturnType<typeof scaled>,
    slopes: readonly (readonly T[])[],
  ) =>
    y.map((start, i) =>
      row.reduce((sum, { j, weight }) => field.add(sum, field.mul(weight, slopes[j][i])), start),
    );
  let y: readonly T[] = from;
  let t = field.zero;
  for (let k = 0; k < steps; k++) {
    const slopes: (readonly T[])[] = [];
    for (const [i, row] of rows.entries())
      slopes.push(slope(combine(y, row, slopes), field.add(t, offsets[i])));
    y = combine(y, result, slopes);
    t = field.add(t, step);
  }
  return y;
}

/** Stages at the end that no weight asks for serve the error estimate only. */
function usedStages({ weights }: Tableau): number {
  return weights.findLastIndex((b) => !isZero(b)) + 1;
}

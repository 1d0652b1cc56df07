/** A tableau in doubles, made once for each. */
import { isZero, type Rational, subtract, toDouble } from '../numerics/rational.ts';
import type { Combination } from './combine.ts';
import { isFirstSameAsLast, type Tableau } from './tableau.ts';

/** The weights that are not zero, and the stages that they belong to. */
interface Row {
  readonly weights: Float64Array;
  readonly stages: readonly number[];
}

export interface FloatTableau {
  readonly nodes: Float64Array;
  readonly stages: readonly Row[];
  readonly result: Row;
  /** Result minus embedded result; empty without one. */
  readonly difference: Row;
  /** Rows of s, s², … of the continuous extension; empty without one. */
  readonly powers: readonly Row[];
  readonly firstSameAsLast: boolean;
}

const known = new WeakMap<Tableau, FloatTableau>();

export function floatTableau(method: Tableau): FloatTableau {
  let made = known.get(method);
  if (made === undefined) {
    made = make(method);
    known.set(method, made);
  }
  return made;
}

function make(method: Tableau): FloatTableau {
  const { nodes, stages, weights, embedded, dense } = method;
  const columns = (rows: readonly (readonly Rational[])[]) =>
    rows[0].map((_, k) => rows.map((row) => row[k]));
  return {
    nodes: Float64Array.from(nodes, toDouble),
    stages: stages.map(rowOf),
    result: rowOf(weights),
    difference: rowOf(
      embedded === null ? [] : weights.map((b, i) => subtract(b, embedded.weights[i])),
    ),
    powers: dense === null ? [] : columns(dense.weights).map(rowOf),
    firstSameAsLast: isFirstSameAsLast(method),
  };
}

function rowOf(row: readonly Rational[]): Row {
  const stages = row.map((_, j) => j).filter((j) => !isZero(row[j]));
  return { weights: Float64Array.from(stages, (j) => toDouble(row[j])), stages };
}

/** The row over the slopes of one solution. */
export function over({ weights, stages }: Row, slopes: readonly Float64Array[]): Combination {
  return { weights, slopes: stages.map((j) => slopes[j]) };
}

/**
 * Matrices over ℚ, exactly: rank, kernel, linear equations, and how many eigenvalues of a symmetric matrix are positive,
 * 0 and negative. Rows of rationals, cubic time: for matrices of a few dozen rows.
 */
import { ShapeError } from '../errors.ts';
import { spend } from './budget.ts';
import {
  commonDenominator,
  divide,
  equal,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  subtract,
  ZERO,
} from './rational.ts';

/** A matrix by its rows. */
export type RationalRows = readonly (readonly Rational[])[];

interface Reduced {
  /** Reduced row echelon form: a leading 1 in each of the first `pivots.length` rows. */
  readonly rows: Rational[][];
  /** Column of each leading 1, rising. */
  readonly pivots: readonly number[];
}

function reduced(matrix: RationalRows, columns: number): Reduced {
  const rows = matrix.map((row) => [...row]);
  const pivots: number[] = [];
  for (let column = 0; column < columns && pivots.length < rows.length; column++) {
    const at = pivots.length;
    const found = rows.findIndex((row, i) => i >= at && !isZero(row[column]));
    if (found < 0) continue;
    [rows[at], rows[found]] = [rows[found], rows[at]];
    const pivot = rows[at][column];
    rows[at] = rows[at].map((v) => divide(v, pivot));
    for (let i = 0; i < rows.length; i++)
      if (i !== at) subtractMultiple(rows[i], rows[i][column], rows[at]);
    pivots.push(column);
  }
  return { rows, pivots };
}

/** row −= factor·other. */
function subtractMultiple(row: Rational[], factor: Rational, other: readonly Rational[]): void {
  if (isZero(factor)) return;
  for (let j = 0; j < row.length; j++)
    if (!isZero(other[j])) row[j] = subtract(row[j], multiply(factor, other[j]));
}

/** The rank, by elimination without rounding. */
export function rationalRank(matrix: RationalRows): number {
  return reduced(matrix, matrix[0]?.length ?? 0).pivots.length;
}

/** A = CR, C the columns of A that have pivots, R the rows of its reduced echelon form that are not 0. */
export function rankFactors(
  matrix: RationalRows,
): readonly [left: Rational[][], right: Rational[][]] {
  const { rows, pivots } = reduced(matrix, matrix[0]?.length ?? 0);
  return [matrix.map((row) => pivots.map((column) => row[column])), rows.slice(0, pivots.length)];
}

/** A vector of a kernel whose entry `free` is 1, and that has 0 at the `free` of the others. */
export interface KernelVector {
  readonly free: number;
  readonly basis: readonly Rational[];
}

/** A basis of { v : Av = 0 }, A with the given number of columns. */
export function rationalKernel(matrix: RationalRows, columns: number): KernelVector[] {
  const { rows, pivots } = reduced(matrix, columns);
  const free = Array.from({ length: columns }, (_, j) => j).filter((j) => !pivots.includes(j));
  return free.map((j) => {
    const v = new Array<Rational>(columns).fill(ZERO);
    v[j] = ONE;
    pivots.forEach((column, i) => {
      v[column] = negate(rows[i][j]);
    });
    return { free: j, basis: v };
  });
}

/** Numbers of positive, zero and negative eigenvalues. */
export interface Inertia {
  readonly positive: number;
  readonly zero: number;
  readonly negative: number;
}

/**
 * Inertia of a symmetric matrix, by congruences (Sylvester's law): a diagonal entry other than 0 is split off with its
 * sign; where the diagonal is 0, an entry b off it makes a block (0, b; b, 0), one eigenvalue of each sign.
 *
 * Over the integers, once denominators are cleared, and without fractions: what is left is kept as minors, that is as
 * Schur complement times the minor d that was split off, so that divisions by the minor before leave no remainder.
 * Source: E. H. Bareiss, Sylvester's identity and multistep integer-preserving Gaussian elimination, Math. Comp. 22 (1968).
 *
 * @throws ShapeError unless the matrix is square and symmetric.
 */
export function inertiaOf(matrix: RationalRows): Inertia {
  const n = matrix.length;
  const isSquare = matrix.every((row) => row.length === n);
  if (!isSquare || matrix.some((row, i) => row.some((v, j) => !equal(v, matrix[j][i]))))
    throw new ShapeError('inertiaOf', 'a symmetric matrix', `${n} rows that are not`);
  let rest = withoutDenominators(matrix);
  let minor = 1n;
  let [positive, negative] = [0, 0];
  while (rest.length > 0) {
    const one = rest.findIndex((row, i) => row[i] !== 0n);
    if (one >= 0) {
      const pivot = rest[one][one];
      if (pivot > 0n === minor > 0n) positive++;
      else negative++;
      rest = withoutOne(rest, one, minor);
      minor = pivot;
      continue;
    }
    const i = rest.findIndex((row) => row.some((v) => v !== 0n));
    if (i < 0) break;
    positive++;
    negative++;
    const j = rest[i].findIndex((v) => v !== 0n);
    const next = -(rest[i][j] ** 2n) / minor;
    rest = withoutPair(rest, i, j, minor);
    minor = next;
  }
  return { positive, zero: n - positive - negative, negative };
}

/** The matrix times the least positive number that makes it one of integers. */
function withoutDenominators(matrix: RationalRows): bigint[][] {
  const common = commonDenominator(matrix.flat());
  return matrix.map((row) => row.map((v) => (v.numerator * common) / v.denominator));
}

/** Of products of numbers like one entry, in a square of this size. */
function costOf(size: number, entry: bigint): number {
  return Math.ceil(size ** 2 * (100 + 2 * entry.toString(16).length ** 1.5));
}

/** What is left when a row and its column are split off, entry by entry of one triangle. */
function split(
  matrix: readonly bigint[][],
  gone: readonly number[],
  entry: (k: number, l: number) => bigint,
): bigint[][] {
  const left = matrix.map((_, k) => k).filter((k) => !gone.includes(k));
  const [i] = gone;
  spend(costOf(left.length, matrix[i][gone.at(-1)!]));
  const rest = left.map(() => new Array<bigint>(left.length));
  for (let k = 0; k < left.length; k++)
    for (let l = k; l < left.length; l++) {
      const value = entry(left[k], left[l]);
      rest[k][l] = value;
      rest[l][k] = value;
    }
  return rest;
}

function withoutOne(a: readonly bigint[][], i: number, minor: bigint): bigint[][] {
  const pivot = a[i][i];
  return split(a, [i], (k, l) => (pivot * a[k][l] - a[k][i] * a[i][l]) / minor);
}

/** By the minors of three rows, (0, b, aᵢₗ; b, 0, aⱼₗ; aₖᵢ, aₖⱼ, aₖₗ). */
function withoutPair(a: readonly bigint[][], i: number, j: number, minor: bigint): bigint[][] {
  const b = a[i][j];
  const square = minor * minor;
  return split(
    a,
    [i, j],
    (k, l) => (b * (a[j][l] * a[k][i] + a[i][l] * a[k][j] - b * a[k][l])) / square,
  );
}

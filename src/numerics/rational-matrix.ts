/**
 * Matrices over ℚ, exactly: rank, kernel, linear equations, and how many eigenvalues of a symmetric matrix are positive,
 * 0 and negative. Rows of rationals, cubic time: for matrices of a few dozen rows.
 */
import { ShapeError } from '../errors.ts';
import { divide, isZero, multiply, ONE, type Rational, subtract, ZERO } from './rational.ts';

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
      v[column] = subtract(ZERO, rows[i][j]);
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
 * @throws ShapeError unless the matrix is square and symmetric.
 */
export function inertiaOf(matrix: RationalRows): Inertia {
  const n = matrix.length;
  if (matrix.some((row, i) => row.length !== n || row.some((v, j) => !same(v, matrix[j][i]))))
    throw new ShapeError('inertiaOf', 'a symmetric matrix', `${n} rows that are not`);
  let rest = matrix.map((row) => [...row]);
  let [positive, negative] = [0, 0];
  while (rest.length > 0) {
    const one = rest.findIndex((row, i) => !isZero(row[i]));
    if (one >= 0) {
      if (rest[one][one].numerator > 0n) positive++;
      else negative++;
      rest = without(rest, [one]);
      continue;
    }
    const i = rest.findIndex((row) => row.some((v) => !isZero(v)));
    if (i < 0) break;
    positive++;
    negative++;
    rest = without(rest, [i, rest[i].findIndex((v) => !isZero(v))]);
  }
  return { positive, zero: n - positive - negative, negative };
}

const same = (a: Rational, b: Rational | undefined): boolean =>
  b !== undefined && a.numerator === b.numerator && a.denominator === b.denominator;

/** The Schur complement: what is left when one entry, or a block (0, b; b, 0), is split off. */
function without(matrix: RationalRows, [i, j = i]: readonly number[]): Rational[][] {
  const pivot = matrix[i][j];
  const left = matrix.map((_, k) => k).filter((k) => k !== i && k !== j);
  return left.map((k) =>
    left.map((l) => {
      const product = multiply(matrix[k][i], matrix[j][l]);
      const once = subtract(matrix[k][l], divide(product, pivot));
      if (i === j) return once;
      return subtract(once, divide(multiply(matrix[k][j], matrix[i][l]), pivot));
    }),
  );
}

/**
 * Null spaces and reduced row echelon forms mod p of the moderate matrices that the search for
 * conserved quantities meets (up to about a thousand columns), and lifting their entries to ℚ.
 *
 * Lifting: a residue r mod n is n/d with |n|, d ≤ √(n/2) for at most one fraction; the half-way
 * Euclidean algorithm finds it (Wang, "A p-adic algorithm for univariate partial fractions", 1981).
 */
import { DELAY, inverseModulo, residue } from '../../numerics/prime-field.ts';
import { type Rational, rational } from '../../numerics/rational.ts';

export interface ReducedRows {
  /** Reduced row echelon form without zero rows; pivots are 1 and alone in their columns. */
  readonly rows: readonly Float64Array[];
  /** Pivot column of each row, increasing. */
  readonly pivots: readonly number[];
}

/** Reduced row echelon form mod p; the rows given are consumed. */
export function reducedRows(
  rows: readonly Float64Array[],
  columns: number,
  prime: number,
): ReducedRows {
  const basis = growingBasis(columns, prime);
  for (const row of rows) basis.insert(row);
  return backSubstituted(basis.rows(), prime);
}

/** A basis of { x : rows · x = 0 }, one vector a column without pivot, in reduced form itself. */
export function nullSpace(
  rows: readonly Float64Array[],
  columns: number,
  prime: number,
): Float64Array[] {
  const basis = growingBasis(columns, prime);
  for (const row of rows) basis.insert(row);
  return basis.nullSpace();
}

/**
 * One vector for each column without pivot: 1 there, 0 in the others of these, solved for the pivots from
 * the last one back. The null space is often small where the echelon form is not, so that this is less
 * work than reducing the rows among each other.
 */
function backSolved(
  echelon: readonly Float64Array[],
  columns: number,
  prime: number,
): Float64Array[] {
  const { rows, pivots } = sortedByPivot(echelon);
  const reciprocal = 1 / prime;
  return complement(pivots, columns).map((column) => {
    const vector = new Float64Array(columns);
    vector[column] = 1;
    for (let i = rows.length - 1; i >= 0; i--) {
      const pivot = pivots[i];
      // Time alone: the sum would be empty, and the entry 0.
      if (pivot > column) continue;
      const row = rows[i];
      let sum = 0;
      for (let from = pivot + 1; from <= column; from += DELAY - 1) {
        const end = Math.min(column + 1, from + DELAY - 1);
        for (let j = from; j < end; j++) sum += row[j] * vector[j];
        sum = residue(sum, prime, reciprocal);
      }
      vector[pivot] = sum === 0 ? 0 : prime - sum;
    }
    return vector;
  });
}

export function complement(pivots: readonly number[], columns: number): number[] {
  const taken = new Set(pivots);
  return Array.from({ length: columns }, (_, j) => j).filter((j) => !taken.has(j));
}

/** Rows taken one at a time; each is kept when it is independent of those before it. */
export interface GrowingBasis {
  rank(): number;
  /** True when the row was independent; `row` is reduced in place and then owned by the basis. */
  insert(row: Float64Array): boolean;
  /** What was kept, in echelon form up to order. */
  rows(): readonly Float64Array[];
  /** The reduced form of what was inserted. */
  reduced(): ReducedRows;
  /** A basis of what is orthogonal to all that was inserted, as `nullSpace` has it. */
  nullSpace(): Float64Array[];
}

/**
 * Row i has leading 1 at its pivot and 0 at the pivots of the rows before it. A row is reduced with sums
 * of up to `DELAY` products in place, each entry reduced when it is read.
 */
export function growingBasis(columns: number, prime: number): GrowingBasis {
  const rows: Float64Array[] = [];
  const pivots: number[] = [];
  const reciprocal = 1 / prime;
  return {
    rank: () => rows.length,
    insert(row) {
      if (rows.length === columns) return false;
      eliminate(row, rows, pivots, 0, rows.length, prime);
      const pivot = leading(row);
      if (pivot === columns) return false;
      const scale = inverseModulo(row[pivot], prime);
      for (let j = pivot; j < columns; j++) row[j] = residue(row[j] * scale, prime, reciprocal);
      rows.push(row);
      pivots.push(pivot);
      return true;
    },
    rows: () => rows,
    reduced: () =>
      backSubstituted(
        rows.map((row) => row.slice()),
        prime,
      ),
    nullSpace: () => backSolved(rows, columns, prime),
  };
}

/** Index of the first entry that is not 0. */
function leading(row: Float64Array): number {
  let at = 0;
  while (at < row.length && row[at] === 0) at++;
  return at;
}

/** Rows of an echelon form in the order of their pivots. */
function sortedByPivot(echelon: readonly Float64Array[]) {
  const sorted = echelon
    .map((row) => ({ row, pivot: leading(row) }))
    .sort((a, b) => a.pivot - b.pivot);
  return { rows: sorted.map(({ row }) => row), pivots: sorted.map(({ pivot }) => pivot) };
}

/** Makes every pivot of an echelon form alone in its column, in place; rows sorted by their pivots. */
function backSubstituted(echelon: readonly Float64Array[], prime: number): ReducedRows {
  const { rows, pivots } = sortedByPivot(echelon);
  for (let i = rows.length - 2; i >= 0; i--)
    eliminate(rows[i], rows, pivots, i + 1, rows.length, prime);
  return { rows, pivots };
}

/** row ← row − Σ row[pivotₖ]·rowsₖ for k = from … end − 1, one after the other; reduced at the end. */
function eliminate(
  row: Float64Array,
  rows: readonly Float64Array[],
  pivots: readonly number[],
  from: number,
  end: number,
  prime: number,
): void {
  const reciprocal = 1 / prime;
  let pending = 1;
  for (let k = from; k < end; k++) {
    const pivot = pivots[k];
    const value = residue(row[pivot], prime, reciprocal);
    row[pivot] = value;
    // Time alone: p times a row would be added.
    if (value === 0) continue;
    if (++pending === DELAY) {
      for (let j = 0; j < row.length; j++) row[j] = residue(row[j], prime, reciprocal);
      pending = 2;
    }
    const factor = prime - value;
    const other = rows[k];
    for (let j = pivot; j < row.length; j++) row[j] = row[j] + factor * other[j];
  }
  // Time alone: nothing was added.
  if (pending === 1) return;
  for (let j = 0; j < row.length; j++) row[j] = residue(row[j], prime, reciprocal);
}

/** n/d ≡ residue (mod modulus) with |n|, d ≤ √(modulus/2), or null when there is none. */
export function reconstructRational(value: bigint, modulus: bigint): Rational | null {
  const within = (x: bigint) => 2n * x * x <= modulus;
  let [r0, r1, s0, s1] = [modulus, value, 0n, 1n];
  while (!within(r1)) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [s0, s1] = [s1, s0 - q * s1];
  }
  if (!within(s1)) return null;
  const fraction = rational(r1, s1);
  // In lowest terms alone.
  return fraction.denominator === s1 || fraction.denominator === -s1 ? fraction : null;
}

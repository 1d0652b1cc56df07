/**
 * Null spaces and reduced row echelon forms mod p of the moderate matrices that the search for
 * conserved quantities meets (up to about a thousand columns), and lifting their entries to ℚ.
 *
 * Lifting: a residue r mod n is n/d with |n|, d ≤ √(n/2) for at most one fraction; the half-way
 * Euclidean algorithm finds it (Wang, "A p-adic algorithm for univariate partial fractions", 1981).
 */
import { inverseModulo, residue } from '../numerics/prime-field.ts';
import { type Rational, rational } from '../numerics/rational.ts';

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
  const work = [...rows];
  const pivots: number[] = [];
  const reciprocal = 1 / prime;
  for (let column = 0; column < columns && pivots.length < work.length; column++) {
    const rank = pivots.length;
    let found = rank;
    while (found < work.length && work[found]![column] === 0) found++;
    if (found === work.length) continue;
    [work[rank], work[found]] = [work[found]!, work[rank]!];
    const pivot = work[rank]!;
    scale(pivot, inverseModulo(pivot[column]!, prime), column, prime, reciprocal);
    for (let i = 0; i < work.length; i++)
      if (i !== rank && work[i]![column] !== 0)
        subtract(work[i]!, work[i]![column]!, pivot, column, prime, reciprocal);
    pivots.push(column);
  }
  return { rows: work.slice(0, pivots.length), pivots };
}

/** A basis of { x : rows · x = 0 }, one vector a column without pivot, in reduced form itself. */
export function nullSpace(
  rows: readonly Float64Array[],
  columns: number,
  prime: number,
): Float64Array[] {
  const echelon = reducedRows(rows, columns, prime);
  const free = complement(echelon.pivots, columns);
  return free.map((column) => {
    const vector = new Float64Array(columns);
    vector[column] = 1;
    echelon.pivots.forEach((pivot, i) => {
      const value = echelon.rows[i]![column]!;
      vector[pivot] = value === 0 ? 0 : prime - value;
    });
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
  /** The reduced form of what was inserted. */
  reduced(): ReducedRows;
}

export function growingBasis(columns: number, prime: number): GrowingBasis {
  const rows: Float64Array[] = [];
  const pivots: number[] = [];
  const reciprocal = 1 / prime;
  return {
    rank: () => rows.length,
    insert(row) {
      for (let i = 0; i < rows.length; i++) {
        const value = row[pivots[i]!]!;
        if (value !== 0) subtract(row, value, rows[i]!, 0, prime, reciprocal);
      }
      const pivot = row.findIndex((x) => x !== 0);
      if (pivot < 0) return false;
      scale(row, inverseModulo(row[pivot]!, prime), pivot, prime, reciprocal);
      rows.push(row);
      pivots.push(pivot);
      return true;
    },
    reduced: () =>
      reducedRows(
        rows.map((row) => row.slice()),
        columns,
        prime,
      ),
  };
}

function scale(row: Float64Array, by: number, from: number, p: number, reciprocal: number): void {
  for (let j = from; j < row.length; j++) row[j] = residue(row[j]! * by, p, reciprocal);
}

/** row ← row − value·pivot, from column `from` on. */
function subtract(
  row: Float64Array,
  value: number,
  pivot: Float64Array,
  from: number,
  p: number,
  reciprocal: number,
): void {
  const factor = p - value;
  for (let j = from; j < row.length; j++) {
    const entry = pivot[j]!;
    if (entry !== 0) row[j] = residue(row[j]! + factor * entry, p, reciprocal);
  }
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
  const d = s1 < 0n ? -s1 : s1;
  if (d === 0n || !within(d)) return null;
  const fraction = rational(r1, s1);
  return fraction.denominator === d ? fraction : null;
}

/** Entry by entry from its residues modulo several primes (Chinese remainders); null when some fail. */
export function reconstructVector(
  vectors: readonly Float64Array[],
  primes: readonly number[],
): Rational[] | null {
  const modulus = primes.reduce((product, p) => product * BigInt(p), 1n);
  const parts = primes.map((p) => {
    const rest = modulus / BigInt(p);
    return rest * BigInt(inverseModulo(Number(rest % BigInt(p)), p));
  });
  const out: Rational[] = [];
  for (let j = 0; j < vectors[0]!.length; j++) {
    let value = 0n;
    vectors.forEach((vector, i) => {
      value += BigInt(vector[j]!) * parts[i]!;
    });
    const lifted = reconstructRational(value % modulus, modulus);
    if (!lifted) return null;
    out.push(lifted);
  }
  return out;
}

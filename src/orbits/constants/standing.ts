/** What may be said of a point from the constants that occur at it. */
import type { Evaluation } from './evaluation.ts';
import type { Ledger } from './ledger.ts';
import { jacobi } from './residues.ts';

export interface Standing {
  /**
   * `exact`: the constants that occur are algebraically independent over the algebraic numbers by a
   * theorem. `conditional`: they are if `assumptions` hold. `generic`: relations among them could not be
   * excluded; what is found holds at a generic point of the stratum only.
   */
  readonly standing: 'exact' | 'conditional' | 'generic';
  readonly assumptions: readonly string[];
}

export function standingOf({ used, doubts }: Ledger): Standing {
  if (doubts.size > 0)
    return {
      standing: 'generic',
      assumptions: [...doubts].map((doubt) => `nothing is known about relations of ${doubt}`),
    };
  const numbers = [...used].filter(([, { sort }]) => sort !== 'class');
  // Lindemann–Weierstrass: e^β and e^{iβ} of ℚ-independent algebraic β are algebraically independent.
  const exponentials = numbers.every(
    ([, { sort, algebraic }]) => algebraic && (sort === 'exponential' || sort === 'circular'),
  );
  // One transcendental number is independent: log c and arctan b (Lindemann), powers of √π.
  const alone =
    numbers.length === 1 &&
    numbers[0][1].algebraic &&
    ['logarithm', 'constant'].includes(numbers[0][1].sort);
  if (exponentials || alone) return { standing: 'exact', assumptions: [] };
  const schanuel = numbers.every(([, { sort }]) => sort !== 'constant' && sort !== 'integral');
  const names = numbers.map(([name]) => name).sort();
  const sentence =
    names.length === 1
      ? `${names[0]} is transcendental`
      : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are algebraically independent`;
  const tau = names.some((name) => /[ταυ]/.test(name))
    ? ', α, τ and υ the arguments of functions that are no rational numbers'
    : '';
  return {
    standing: 'conditional',
    assumptions: [`${sentence}${tau}${schanuel ? " (Schanuel's conjecture)" : ''}`],
  };
}

/** Effort alone: rows beyond the number of columns that make full rank over 𝔽₂ likely: it fails with odds 2^−SPARE. */
const SPARE = 24;

/**
 * Whether the constants whose logarithms occur are shown to be multiplicatively independent of each
 * other, of the free exponentials and of all rationals. Were ∏ aᵢ^nᵢ a rational, gcd(n) = 1, then the
 * quadratic characters of the aᵢ with nᵢ odd would multiply to the same sign under all substitutions
 * modulo one prime. So full rank of the characters over 𝔽₂, with a column for each prime, proves it.
 * @returns the number of rows that is needed where there were too few.
 */
export function multiplicativelyIndependent(
  { algebra, numbers }: Evaluation,
  rows: number,
): boolean | { readonly rows: number } {
  const columns = [
    ...numbers.logarithmic.map(({ element }) => numbers.smallestRoot(element)),
    ...numbers.free.values(),
  ];
  if (numbers.logarithmic.every(({ cyclotomic }) => cyclotomic)) return true;
  // The product may be an algebraic number a power of which is rational: its images must not differ.
  if (numbers.radical()) return false;
  const needed = columns.length + 1 + SPARE;
  if (rows < needed) return { rows: needed };
  const prime = algebra.substitutions[0].prime;
  const bits: bigint[] = [];
  for (let i = 0; i < rows; i++) {
    let row = 1n;
    columns.forEach(({ images }, j) => {
      const symbol = jacobi(images[i], prime);
      if (symbol === -1) row |= 1n << BigInt(j + 1);
    });
    bits.push(row);
  }
  let rank = 0;
  for (let j = 0; j <= columns.length; j++) {
    const mask = 1n << BigInt(j);
    const pivot = bits.findIndex((row, i) => i >= rank && (row & mask) !== 0n);
    if (pivot < 0) return false;
    [bits[rank], bits[pivot]] = [bits[pivot], bits[rank]];
    for (let i = rank + 1; i < bits.length; i++)
      if ((bits[i] & mask) !== 0n) bits[i] = bits[i] ^ bits[rank];
    rank++;
  }
  return true;
}

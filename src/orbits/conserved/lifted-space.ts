/**
 * A linear space over ℚ that identities define, from its images mod p.
 *
 * Modulo one prime after another the space's reduced basis is computed; entries are lifted by Chinese
 * remainders and rational reconstruction; every lifted vector is then checked as an identity modulo
 * primes that took no part. Most residues have *some* small fraction, so what lifts means nothing until
 * it is checked; what fails asks for one prime more.
 *
 * At finitely many primes the image is larger than the space itself, never smaller: of several
 * dimensions the smallest counts.
 */
import { integerModulo, inverseModulo, residue } from '../../numerics/prime-field.ts';
import type { Rational } from '../../numerics/rational.ts';
import { reconstructRational } from './invariants-elimination.ts';

/** A sparse vector: non-zero entries, indices increasing. */
export type SparseVector = readonly (readonly [index: number, value: Rational])[];

export interface LiftedSpace {
  /** Checked vectors of the reduced basis. */
  readonly vectors: readonly SparseVector[];
  /** Smallest dimension mod p: an upper bound for the space's up to bad luck. */
  readonly dimension: number;
  /** Primes that were lifted from. */
  readonly primes: readonly number[];
}

/** Effort alone: 16 primes hold fractions of up to 50 digits. */
export const MOST_LIFTING_PRIMES = 16;

/**
 * @param imageAt the k-th prime with the reduced row echelon basis of the image there; null where there
 *   are no more.
 * @param check for each vector whether it satisfies the identities modulo fresh primes.
 */
export function liftedSpace(
  imageAt: (k: number) => { readonly prime: number; readonly rows: readonly Float64Array[] } | null,
  check: (vectors: readonly SparseVector[]) => readonly boolean[],
): LiftedSpace {
  const images: { prime: number; rows: readonly Float64Array[]; shape: string }[] = [];
  let best: LiftedSpace = { vectors: [], dimension: Number.POSITIVE_INFINITY, primes: [] };
  for (let k = 0; k < MOST_LIFTING_PRIMES; k++) {
    const image = imageAt(k);
    if (image === null) break;
    const { prime, rows } = image;
    if (rows.length === 0) return { vectors: [], dimension: 0, primes: [prime] };
    const shape = rows.map(leading).join();
    if (rows.length > best.dimension) continue;
    // One prime in many has other pivots, or another dimension: lift from those of the last one's shape.
    images.push({ prime, rows, shape });
    const alike = images.filter((other) => other.shape === shape);
    const lift = lifting(alike.map((other) => other.prime));
    const lifted = rows.flatMap((_, i) => {
      const vector = lift(alike.map((other) => other.rows[i]));
      return vector === null ? [] : [vector];
    });
    const holds = check(lifted);
    const vectors = lifted.filter((_, i) => holds[i]);
    const smaller = rows.length < best.dimension;
    if (smaller || vectors.length > best.vectors.length)
      best = { vectors, dimension: rows.length, primes: alike.map((other) => other.prime) };
    if (vectors.length === rows.length) break;
  }
  return Number.isFinite(best.dimension) ? best : { vectors: [], dimension: 0, primes: [] };
}

/** Where a row that is not 0 begins. */
const leading = (row: Float64Array) => row.findIndex((x) => x !== 0);

/** Vectors from their images, entry by entry; null when some entry is no small fraction. */
function lifting(
  primes: readonly number[],
): (images: readonly Float64Array[]) => SparseVector | null {
  const modulus = primes.reduce((product, p) => product * BigInt(p), 1n);
  const parts = primes.map((p) => {
    const rest = modulus / BigInt(p);
    return rest * BigInt(inverseModulo(Number(rest % BigInt(p)), p));
  });
  // Of one prime: most entries are alike.
  const known = new Map<number, Rational>();
  return (images) => {
    const out: [number, Rational][] = [];
    const first = images[0];
    for (let j = 0; j < first.length; j++) {
      let zero = true;
      for (let i = 0; i < images.length && zero; i++) zero = images[i][j] === 0;
      if (zero) continue;
      let lifted: Rational | null | undefined =
        primes.length === 1 ? known.get(first[j]) : undefined;
      if (lifted === undefined) {
        let value = 0n;
        images.forEach((image, i) => {
          value += BigInt(image[j]) * parts[i];
        });
        lifted = reconstructRational(value % modulus, modulus);
        if (lifted === null) return null;
        known.set(first[j], lifted);
      }
      out.push([j, lifted]);
    }
    return out;
  };
}

/** Images of a sparse vector's values mod p; null where p divides a denominator. */
export function sparseModulo(vector: SparseVector, prime: number): [number, number][] | null {
  const out: [number, number][] = [];
  for (const [index, { numerator, denominator }] of vector) {
    const d = denominator === 1n ? 1 : integerModulo(denominator, prime);
    if (d === 0) return null;
    const n = integerModulo(numerator, prime);
    out.push([index, d === 1 ? n : residue(n * inverseModulo(d, prime), prime, 1 / prime)]);
  }
  return out;
}

/**
 * A homomorphism from a ring of constants to a prime field, given by where the independent ones among
 * them go: pseudo-random residues, the same for the same name.
 */
import { createRng } from '../../numerics/random.ts';
import { isPrimeBig, jacobi } from './residues.ts';

export interface Substitution {
  /** p ≡ 3 mod 4. */
  readonly prime: bigint;
  /** A residue other than 0 and ±1. */
  draw(name: string): bigint;
}

export function substitution(prime: bigint, seed: string): Substitution {
  const known = new Map<string, bigint>();
  return {
    prime,
    draw(name) {
      let value = known.get(name);
      if (value === undefined) {
        value = 2n + (wide(`${seed}/${name}`) % (prime - 3n));
        known.set(name, value);
      }
      return value;
    },
  };
}

/** Primes for decisions lie between 2¹⁹¹ and 2¹⁹²: doubles of ordinary size are lifted from residues. */
const LEAST = 1n << 191n;

/** A random prime p ≡ 3 mod 4 near 2¹⁹² modulo which all of `squares` are non-zero squares. */
export function decidingPrime(seed: string, squares: readonly bigint[]): bigint {
  for (let p = (LEAST + (wide(seed) % LEAST)) | 3n; ; p += 4n)
    if (squares.every((c) => jacobi(c, p) === 1) && isPrimeBig(p)) return p;
}

/** 208 random bits. */
function wide(seed: string): bigint {
  const rng = createRng(seed);
  let bits = 0n;
  for (let i = 0; i < 4; i++) bits = (bits << 52n) | BigInt(Math.floor(rng.uniform() * 2 ** 52));
  return bits;
}

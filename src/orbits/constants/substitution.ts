/**
 * A homomorphism from a ring of constants to a prime field, given by where the independent ones among
 * them go: pseudo-random residues, the same for the same name.
 */
import { bitLength } from '../../numerics/bit-length.ts';
import { requireWithin } from '../../numerics/budget.ts';
import { gcd } from '../../numerics/gcd.ts';
import { isPrime } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { Recent } from '../../recent.ts';
import { remembered } from '../../remembered.ts';
import { isPrimeBig, jacobi } from './residues.ts';

export interface Substitution {
  /** p ≡ 3 mod 4. */
  readonly prime: bigint;
  /** A residue other than 0 and ±1. */
  draw(name: string): bigint;
}

/** @param prime the prime, or how it is found: it is looked for when it is first asked for. */
export function substitution(prime: bigint | (() => bigint), seed: string): Substitution {
  let found: bigint | null = null;
  const known = new Map<string, bigint>();
  const self: Substitution = {
    get prime() {
      found ??= typeof prime === 'bigint' ? prime : prime();
      return found;
    },
    draw(name) {
      return remembered(known, name, () => {
        const p = self.prime;
        return 2n + (randomBits(`${seed}/${name}`, bitLength(p) + 16) % (p - 3n));
      });
    },
  };
  return self;
}

export interface PrimeWishes {
  /** Coprime integers that must be non-zero squares. */
  readonly squares: readonly bigint[];
  /** An odd number that must have no factor in common with p − 1: roots of such order are unique. */
  readonly order: bigint;
  /** p lies between 2^(bits − 1) and 2^bits. */
  readonly bits: number;
}

/** Nobody who writes an instance can know the primes that decide about it. */
const SECRET = crypto.getRandomValues(new Uint32Array(4)).join('/');
/** Time alone: what is not kept is drawn again, the same. */
const MOST_KEPT = 4096;
const kept = new Recent<bigint>(MOST_KEPT);

/**
 * A random prime p ≡ 3 mod 4, the same in this process for the same number and wishes: finding one takes
 * longer than most of what it decides.
 *
 * @param number distinct primes have distinct numbers.
 */
export function decidingPrime(number: string, wishes: PrimeWishes): bigint {
  const key = `${number} ${wishes.squares} ${wishes.order} ${wishes.bits}`;
  let prime = kept.get(key);
  if (prime === undefined) {
    prime = randomPrime(`${SECRET}/${key}`, wishes);
    kept.set(key, prime, 1);
  }
  return prime;
}

/** Nanoseconds of one candidate, at most: of two Jacobi symbols in the mean, where no small prime divides it. */
const SYMBOLS = 2300;
/** Primes that one point may ask for. */
const PRIMES = 10;

/**
 * How long it takes is a matter of chance, and not counted; that it would take too long is known before.
 *
 * @throws BudgetExceeded where one prime in 2ⁿ, n the number of squares, is too few to be met.
 */
export function randomPrime(seed: string, { squares, order, bits }: PrimeWishes): bigint {
  const candidates = 2 ** squares.length * bits * (Math.LN2 / 2);
  requireWithin(PRIMES * SYMBOLS * candidates);
  const least = 1n << BigInt(bits - 1);
  for (let first = (least + (randomBits(seed, bits) % least)) | 3n; ; first += 4n * SIEVED) {
    const composite = sieve(first, least);
    for (let k = 0; k < composite.length; k++) {
      if (composite[k] === 1) continue;
      const p = first + 4n * BigInt(k);
      if (squares.every((c) => jacobi(c, p) === 1) && gcd(p - 1n, order) === 1n && isPrimeBig(p))
        return p;
    }
  }
}

/** Time alone: odd primes below 1024, none of which is a factor of one in six numbers ≡ 3 mod 4. */
const SMALL = Array.from({ length: 511 }, (_, k) => 2 * k + 3).filter(isPrime);
/** Time alone: numbers that are looked at together. */
const SIEVED = 512n;

/** For each k whether first + 4k has a factor among the small primes, first ≡ 3 mod 4 and at least `least`. */
function sieve(first: bigint, least: bigint): Uint8Array {
  const composite = new Uint8Array(Number(SIEVED));
  for (const q of SMALL) {
    // What is no smaller than `least` may be the prime that is looked for.
    if (BigInt(q) >= least) break;
    // 1/4 mod q.
    const quarter = q % 4 === 3 ? (q + 1) / 4 : (3 * q + 1) / 4;
    const rest = q - Number(first % BigInt(q));
    for (let k = (rest * quarter) % q; k < composite.length; k += q) composite[k] = 1;
  }
  return composite;
}

/** At least that many random bits. */
function randomBits(seed: string, count: number): bigint {
  const rng = createRng(seed);
  let bits = 0n;
  for (let have = 0; have < count; have += 52)
    bits = (bits << 52n) | BigInt(Math.floor(rng.uniform() * 2 ** 52));
  return bits;
}

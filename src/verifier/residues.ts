/**
 * Random primes and residues. One prime p ≡ 3 mod 4 with 2²¹ < p < 2²² for each question: −1 is no
 * square, a product of two residues is exact in float64, and about 70,000 of them are there to draw from.
 */
import { isPrime, type PrimeField, primeField, rationalModulo } from '../numerics/prime-field.ts';
import type { Rng } from '../numerics/random.ts';
import type { Rational } from '../numerics/rational.ts';
import { UnfitPrime } from './not-verifiable.ts';

export function randomPrime(rng: Rng): number {
  for (;;) {
    const p = 4 * rng.integer(2 ** 19, 2 ** 20 - 1) + 3;
    if (isPrime(p)) return p;
  }
}

export interface Residues extends PrimeField {
  /** @throws UnfitPrime where p divides the denominator. */
  rational(q: Rational): number;
  /** @throws UnfitPrime for 0. */
  inverse(a: number): number;
  power(a: number, n: bigint): number;
  /** A root of a ≠ 0, null when a is no square. */
  squareRoot(a: number): number | null;
}

export function residues(prime: number): Residues {
  const field = primeField(prime);
  const modulus = BigInt(prime);
  function power(a: number, n: bigint): number {
    let [result, base] = [1, a];
    for (let left = n; left > 0n; left >>= 1n) {
      if (left & 1n) result = field.mul(result, base);
      base = field.mul(base, base);
    }
    return result;
  }
  return {
    ...field,
    power,
    rational(q) {
      if (q.denominator % modulus === 0n) throw new UnfitPrime(`${prime} divides a denominator`);
      return rationalModulo(q, prime);
    },
    inverse(a) {
      if (a === 0) throw new UnfitPrime(`1/0 modulo ${prime}`);
      return field.inverse(a);
    },
    // a^((p + 1)/4), p = 3 mod 4.
    squareRoot(a) {
      const root = power(a, (modulus >> 2n) + 1n);
      return field.mul(root, root) === a ? root : null;
    },
  };
}

/** A residue off 0, 1 and −1. */
export const randomUnit = (rng: Rng, prime: number): number => rng.integer(2, prime - 2);

/** The answer at one random prime. @throws as `atPrimes`. */
export function atPrime<R>(
  rng: Rng,
  run: (prime: number, rng: Rng) => R,
  exhausted: (reason: string) => Error,
): R {
  return atPrimes(rng, 1, run, exhausted)[0];
}

/**
 * Answers at random primes until there are `count`, which may grow as it is asked.
 *
 * @throws what `exhausted` makes when few primes are fit.
 */
export function atPrimes<R>(
  rng: Rng,
  count: number | (() => number),
  run: (prime: number, rng: Rng) => R,
  exhausted: (reason: string) => Error,
): R[] {
  const answers: R[] = [];
  let reason = '';
  const wanted = () => (typeof count === 'number' ? count : count());
  for (let attempt = 0, most = wanted(); answers.length < most; attempt++, most = wanted()) {
    if (attempt >= 40 * most + 400) throw exhausted(reason);
    const stream = rng.fork(attempt);
    try {
      answers.push(run(randomPrime(stream), stream));
    } catch (error) {
      if (!(error instanceof UnfitPrime)) throw error;
      reason = error.message;
    }
  }
  return answers;
}

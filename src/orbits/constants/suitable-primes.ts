/** Primes for the fast kernels at which the constants of a point have images. */
import { fastPrimes } from '../../numerics/prime-field.ts';
import type { Rational } from '../../numerics/rational.ts';
import type { PointConstants } from './constants-at.ts';

/**
 * The first `count` primes p ≡ 3 mod 4 below 2²², largest first, that suit the constants and at which every
 * given rational has an image; fewer where there are not so many among the first `most`. With k independent
 * square roots one prime in 2ᵏ suits.
 */
export function suitablePrimes(
  constants: Pick<PointConstants, 'suits'>,
  count: number,
  values: readonly Rational[] = [],
  most = 2048,
): number[] {
  const found: number[] = [];
  for (let tried = 0, block = Math.max(8, count); tried < most; block *= 2) {
    const primes = fastPrimes(block, values);
    for (const prime of primes.slice(tried)) {
      if (!constants.suits(prime)) continue;
      found.push(prime);
      if (found.length === count) return found;
    }
    tried = primes.length;
    if (primes.length < block) break;
  }
  return found;
}

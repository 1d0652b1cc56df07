import { describe, expect, it } from 'vitest';
import { type PrimeConditions, primeStream } from './drawn-primes.ts';
import { isPrime } from './prime-field.ts';
import { rational } from './rational.ts';

/** The first `count` primes of the stream. @throws RangeError when no such primes are found. */
function drawnPrimes(count: number, seed: string, conditions: PrimeConditions): number[] {
  const stream = primeStream(seed, conditions);
  return Array.from({ length: count }, (_, index) => stream.at(index));
}

describe('drawnPrimes', () => {
  const point = [rational(3), rational(0), rational(-3), rational(1, 7)];
  const primes = drawnPrimes(4, 'seed', { point });

  it('are different primes p ≡ 3 mod 4 of 22 bits, the same to the same seed', () => {
    expect(new Set(primes).size).toBe(4);
    for (const p of primes) {
      expect(isPrime(p)).toBe(true);
      expect(p % 4).toBe(3);
      expect(Math.floor(Math.log2(p))).toBe(21);
    }
    expect(drawnPrimes(4, 'seed', { point })).toEqual(primes);
    expect(drawnPrimes(4, 'other', { point })).not.toEqual(primes);
  });

  it('are anywhere between 2²¹ and 2²²', () => {
    const all = drawnPrimes(400, 'many', { point });
    expect(all.every((p) => p > 2 ** 21 && p < 2 ** 22)).toBe(true);
    // Of the outer hundredths of what there is, each with odds of one in fifty at least.
    expect(Math.min(...all)).toBeLessThan(1.01 * 2 ** 21);
    expect(Math.max(...all)).toBeGreaterThan(1.99 * 2 ** 21);
  });

  it.each(primes)('avoid %d where its halves are opposite, none of them as large as it', (p) => {
    const halves = { point: [rational((p - 1) / 2), rational((p + 1) / 2)] };
    expect(drawnPrimes(4, 'seed', halves)).not.toContain(p);
    expect(drawnPrimes(4, 'seed', { point: [rational((p - 1) / 2)] })).toContain(p);
  });

  // Each condition is broken at exactly the primes that were drawn without it.
  const product = primes.reduce((n, p) => n * BigInt(p), 1n);
  const far = (denominator: bigint) =>
    [2n ** 400n, 2n ** 400n + denominator * product].map((n) => rational(n, denominator));
  it.each([
    ['a coordinate that is 0 mod p', { point: [rational(product)] }],
    ['equal coordinates', { point: [rational(1), rational(product + 1n)] }],
    ['equal coordinates that no double tells apart', { point: far(1n) }],
    ['equal fractions that no double tells apart', { point: far(2n ** 200n + 1n) }],
    ['opposite coordinates', { point: [rational(1), rational(product - 1n)] }],
    ['fractions that are equal', { point: [rational(1), rational(1n, product + 1n)] }],
    ['fractions that are opposite', { point: [rational(1n, product - 1n), rational(1)] }],
    ['a denominator', { point: [rational(1n, product)] }],
    ['a constant', { point: [], units: [rational(product, 5)] }],
  ])('avoid what a prime would hide: %s', (_, conditions) => {
    const others = drawnPrimes(4, 'seed', conditions);
    expect(others.filter((p) => primes.includes(p))).toEqual([]);
  });

  it('let zeros and true coincidences be', () => {
    expect(drawnPrimes(1, 'seed', { point, units: [rational(0)] })).toEqual(primes.slice(0, 1));
  });

  it('are drawn one at a time, in the same order', () => {
    const asked: number[] = [];
    const suits = (p: number) => asked.push(p) > 0;
    const stream = primeStream('seed', { point, suits });
    expect(stream.at(0)).toBe(primes[0]);
    expect(asked).toEqual([primes[0]]);
    expect(stream.at(2)).toBe(primes[2]);
    expect(stream.at(1)).toBe(primes[1]);
    expect(asked).toEqual(primes.slice(0, 3));
  });

  it('say so where none suits', () => {
    const stream = primeStream('seed', { point, suits: () => false });
    expect(() => stream.at(0)).toThrow(/1 wanted, 0 found/);
  });
});

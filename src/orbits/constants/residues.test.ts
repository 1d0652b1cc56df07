/** Residues, against definitions tried out on small numbers. */
import { describe, expect, it } from 'vitest';
import { format, rational } from '../../numerics/rational.ts';
import {
  imageOf,
  inverseOf,
  isPrimeBig,
  jacobi,
  keptPowerOf,
  lcm,
  liftResidue,
  modulo,
  powerOf,
  squareRootOf,
} from './residues.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, k) => BigInt(k));
const PRIMES = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n];
const LARGE = 2n ** 61n - 1n;

it('are between 0 and p − 1', () => {
  expect([-8n, -7n, -1n, 0n, 6n, 7n, 15n].map((n) => modulo(n, 7n))).toEqual([
    6n,
    0n,
    6n,
    0n,
    6n,
    0n,
    1n,
  ]);
  expect([lcm(4n, 6n), lcm(5n, 7n), lcm(3n, 12n), lcm(1n, 9n)]).toEqual([12n, 35n, 12n, 9n]);
});

it('have inverses and powers', () => {
  for (const p of PRIMES)
    for (const a of upTo(Number(p))) {
      const inverse = inverseOf(a, p);
      if (a === 0n) expect(inverse).toBeNull();
      else expect((a * inverse!) % p).toBe(1n);
      let product = 1n;
      for (let e = 0n; e < 2n * p; e++, product = (product * a) % p) {
        expect(powerOf(a, e, p)).toBe(product);
        expect(keptPowerOf(a - p, e, p)).toBe(product);
        if (a !== 0n) expect((powerOf(a, -e, p) * product) % p).toBe(1n);
      }
    }
  // Large exponents are remembered, each for its base and prime.
  for (const [b, e, p] of [
    [3n, -5n, LARGE],
    [3n, -4n, LARGE],
    [2n, -5n, LARGE],
    [3n, -5n, 2n ** 89n - 1n],
    [3n, -5n, LARGE],
  ])
    expect((keptPowerOf(b, e, p) * b ** -e) % p).toBe(1n);
});

it('of fractions are those of n/d, and lead back to them', () => {
  for (const [n, d] of [
    [1, 2],
    [-2, 3],
    [5, 1],
    [0, 1],
    [-7, 1000],
    [3, 1023],
    [3, 1024],
    [3, 1025],
    [1, 99991],
  ]) {
    for (const p of [LARGE, 2n ** 89n - 1n]) {
      const image = imageOf(rational(n, d), p)!;
      expect(modulo(image * BigInt(d) - BigInt(n), p)).toBe(0n);
      expect(format(liftResidue(image, p)!)).toBe(format(rational(n, d)));
    }
  }
  expect(imageOf(rational(1, 14), 7n)).toBeNull();
  expect(imageOf(rational(1, 14), 7n)).toBeNull();
  expect(imageOf(rational(3, 5), 7n)).toBe(2n);
});

it('are lifted where a fraction of numerator and denominator up to √(p/2) has them, which is one at most', () => {
  for (const p of [97n, 101n]) {
    // √(97/2) and √(101/2) are between 6 and 8.
    const bound = p === 97n ? 6 : 7;
    const found = new Map<bigint, string>();
    for (let d = 1; d <= bound; d++)
      for (let n = -bound; n <= bound; n++) {
        const q = rational(n, d);
        found.set(imageOf(q, p)!, format(q));
      }
    for (const r of upTo(Number(p))) {
      const lifted = liftResidue(r, p);
      expect(lifted === null ? undefined : format(lifted)).toBe(found.get(r));
    }
  }
});

describe('squares', () => {
  it('are told behind any power of two', () => {
    // Below the primes, of 65 and 89 bits: 2 is no square modulo the first, 5 mod 8.
    for (const [p, two, most] of [
      [2n ** 64n + 13n, -1, 61],
      [2n ** 89n - 1n, 1, 86],
    ] as const)
      for (let k = 0; k <= most; k++)
        expect(jacobi(5n << BigInt(k), p)).toBe(jacobi(5n, p) * two ** k);
  });

  it('are told by the symbol, for primes', () => {
    for (const p of PRIMES) {
      const squares = new Set(
        upTo(Number(p))
          .slice(1)
          .map((x) => (x * x) % p),
      );
      for (const a of upTo(Number(p))) {
        const expected = a === 0n ? 0 : squares.has(a) ? 1 : -1;
        expect([jacobi(a, p), jacobi(a - p, p)]).toEqual([expected, expected]);
        if (p % 4n === 3n && squares.has(a)) {
          const root = squareRootOf(a, p);
          expect((root * root) % p).toBe(a);
          // A square itself: of the two roots one is.
          expect(squares.has(root)).toBe(true);
        }
      }
    }
  });

  it('the symbol is multiplicative below', () => {
    for (const [p, q] of [
      [3n, 5n],
      [7n, 11n],
      [3n, 3n],
      [15n, 7n],
    ])
      for (const a of upTo(40)) expect(jacobi(a, p * q)).toBe(jacobi(a, p) * jacobi(a, q) + 0);
    expect(jacobi(5n, 1n)).toBe(1);
  });
});

it('primes are those without divisors, pseudoprimes are not', () => {
  const isPrime = (n: number) =>
    n > 1 && !Array.from({ length: n }, (_, d) => d).some((d) => d > 1 && n % d === 0);
  for (let n = -1; n < 200; n++) expect(isPrimeBig(BigInt(n))).toBe(isPrime(n));
  for (const p of [
    41n * 41n,
    1681n * 43n,
    1763n,
    3215031751n,
    3825123056546413051n,
    2n ** 67n - 1n,
  ])
    expect(isPrimeBig(p)).toBe(false);
  for (const p of [1_000_003n, LARGE, 2n ** 89n - 1n, 2n ** 127n - 1n, 65537n])
    expect(isPrimeBig(p)).toBe(true);
});

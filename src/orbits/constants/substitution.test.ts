/** Primes modulo which given numbers are squares. */
import { expect, it } from 'vitest';
import { gcd } from '../../numerics/gcd.ts';
import { jacobi } from './residues.ts';
import { randomPrime } from './substitution.ts';

it('primes are drawn as they are wished for', () => {
  const seen = new Set<bigint>();
  for (let k = 0; k < 12; k++) {
    const p = randomPrime(`small ${k}`, { squares: [5n, 3n], order: 15n, bits: 12 } as never);
    seen.add(p);
    expect(p >= 2048n && p < 4096n + 400n && p % 4n === 3n).toBe(true);
    expect([jacobi(5n, p), jacobi(3n, p), gcd(p - 1n, 15n)]).toEqual([1, 1, 1n]);
    for (let d = 3n; d * d <= p; d += 2n) expect(p % d).not.toBe(0n);
  }
  expect(seen.size).toBeGreaterThan(3);
});

it('primes are the next after any number, and none is passed over', () => {
  for (const bits of [6, 11]) {
    const [least, end] = [2 ** (bits - 1), 2 ** bits];
    const drawn = new Set<number>();
    for (let k = 0; k < 3000; k++)
      drawn.add(Number(randomPrime(`every ${k}`, { squares: [], order: 1n, bits })));
    const isPrime = (n: number) => {
      for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
      return true;
    };
    const all = Array.from({ length: end }, (_, n) => n).filter(
      (n) => n >= least && n % 4 === 3 && isPrime(n),
    );
    expect([...drawn].sort((a, b) => a - b).slice(0, all.length)).toEqual(all);
    // One that begins behind the last of them goes on to the next, 67 or 2063.
    expect(Math.max(...drawn)).toBe(bits === 6 ? 67 : 2063);
  }
});

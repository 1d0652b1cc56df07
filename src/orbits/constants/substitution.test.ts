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

/** Primes modulo which given numbers are squares. */
import { describe, expect, it } from 'vitest';
import { gcd } from '../../numerics/gcd.ts';
import { jacobi } from './residues.ts';
import { decidingPrime, randomPrime, substitution } from './substitution.ts';

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

describe('residues', () => {
  it('are drawn by name, and none is 0, 1 or −1', () => {
    const draws = (seed: string, prime = 7n) => {
      const own = substitution(prime, seed);
      return Array.from({ length: 80 }, (_, k) => own.draw(`${k}`));
    };
    expect(new Set(draws('a'))).toEqual(new Set([2n, 3n, 4n, 5n]));
    expect(draws('a')).toEqual(draws('a'));
    expect(draws('a')).not.toEqual(draws('b'));
    // Of a large prime all bits are met.
    const large = 2n ** 127n - 1n;
    const far = draws('a', large);
    expect(far.every((x) => x > 1n && x < large - 1n)).toBe(true);
    expect(far.reduce((bits, x) => bits | x, 0n)).toBe(large);
  });

  it('are looked for modulo a prime that is found when it is asked for, once', () => {
    let found = 0;
    const own = substitution(() => {
      found++;
      return 11n;
    }, 'late');
    expect(found).toBe(0);
    expect([own.draw('x') < 10n, own.prime, own.prime, found]).toEqual([true, 11n, 11n, 1]);
    expect(substitution(13n, 'given').prime).toBe(13n);
  });
});

it('primes that decide are the same for the same wishes, and others for others', () => {
  const wishes = { squares: [2n], order: 3n, bits: 40 };
  const p = decidingPrime('one', wishes);
  expect(decidingPrime('one', { ...wishes })).toBe(p);
  const others = [
    decidingPrime('two', wishes),
    decidingPrime('one', { ...wishes, squares: [2n, 3n] }),
    decidingPrime('one', { ...wishes, order: 5n }),
    decidingPrime('one', { ...wishes, bits: 41 }),
  ];
  expect(new Set([p, ...others]).size).toBe(5);
  expect([p < 2n ** 40n + 2n ** 20n, others[3] >= 2n ** 40n]).toEqual([true, true]);
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

/** Binary digits of integers, by powers of two and by writing them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitLength } from './bit-length.ts';

describe('bitLength', () => {
  it('counts the binary digits of an integer without its sign', () => {
    expect(bitLength(0n)).toBe(0);
    for (const k of [0, 1, 2, 3, 4, 7, 8, 52, 53, 54, 63, 64, 999, 1000, 1023, 1024, 2024, 9000]) {
      const power = 1n << BigInt(k);
      expect([power, -power, 2n * power - 1n].map(bitLength)).toEqual([k + 1, k + 1, k + 1]);
    }
  });

  it('is not misled where the nearest double is a power of two', () => {
    // 53 ones and a half of the last place: rounded up by one digit more; rounded down by one less.
    const ones = (1n << 53n) - 1n;
    for (const places of [0, 1, 10, 900, 970, 971, 2000]) {
      const shift = BigInt(places);
      expect(bitLength(((ones << 1n) + 1n) << shift)).toBe(54 + places);
      expect(bitLength(((1n << 54n) + 1n) << shift)).toBe(55 + places);
    }
  });

  it('is the length of what is written in base two', () => {
    const integer = fc
      .tuple(fc.bigInt({ min: 0n, max: 1n << 70n }), fc.integer({ min: 0, max: 9000 }))
      .map(([lead, places]) => (lead << BigInt(places)) + 1n);
    fc.assert(
      fc.property(integer, (n) => bitLength(n) === n.toString(2).length),
      { numRuns: 500 },
    );
  });
});

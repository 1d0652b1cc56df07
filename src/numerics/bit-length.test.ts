/** Binary digits of integers, by powers of two. */
import { expect, it } from 'vitest';
import { bitLength } from './bit-length.ts';

it('counts the binary digits of an integer without its sign', () => {
  expect(bitLength(0n)).toBe(0);
  for (const k of [0, 1, 2, 3, 4, 7, 8, 52, 63, 64, 1023, 1024]) {
    const power = 1n << BigInt(k);
    expect([power, -power, 2n * power - 1n].map(bitLength)).toEqual([k + 1, k + 1, k + 1]);
  }
});

/** The author's algorithm by values that are published with its other implementations. */
import { expect, it } from 'vitest';
import { murmurHash } from './murmur-hash.ts';

it.each([
  [[], 0, 0],
  [[], 1, 0x514e28b7],
  [[], 0xffffffff, 0x81f16f39],
  [[0], 0, 0x2362f9de],
  [[0xffffffff], 0, 0x76293b50],
  [[0x87654321], 0, 0xf55b516b],
  [[0x87654321], 0x5082edee, 0x2362f9de],
])('of %j with seed %i', (words, seed, expected) => {
  expect(murmurHash(words, seed) >>> 0).toBe(expected);
});

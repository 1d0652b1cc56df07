import { expect, it } from 'vitest';
import { primeFactors } from './algebraic-number.ts';
import { NotVerifiable } from './not-verifiable.ts';

/** The primes next to 2²⁰ on either side, and one of 41 bits. */
const [BELOW, ABOVE, LARGE] = [1048573n, 1048583n, 1099511627791n];

it.each<[string, bigint, [bigint, number][]]>([
  ['1 has none', 1n, []],
  [
    'small ones have powers',
    2n ** 5n * 3n * 7n ** 2n,
    [
      [2n, 5],
      [3n, 1],
      [7n, 2],
    ],
  ],
  ['a prime is its own', 97n, [[97n, 1]]],
  [
    'what is left below 2⁴⁰ is one',
    6n * ABOVE,
    [
      [2n, 1],
      [3n, 1],
      [ABOVE, 1],
    ],
  ],
  ['the last that is tried', BELOW * BELOW, [[BELOW, 2]]],
  [
    'the square of one that is not tried',
    12n * ABOVE * ABOVE,
    [
      [2n, 2],
      [3n, 1],
      [ABOVE, 2],
    ],
  ],
])('%s', (_, n, factors) => {
  expect([...primeFactors(n)].sort(([p], [q]) => (p < q ? -1 : 1))).toEqual(factors);
});

it.each([
  ['two different ones beyond', ABOVE * 1048589n],
  ['a long one', LARGE],
  ['a square of what may be no prime', LARGE * LARGE],
])('%s cannot be known by trial', (_, n) => {
  expect(() => primeFactors(n)).toThrow(NotVerifiable);
});

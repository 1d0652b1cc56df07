/** Sums of products of residues, against whole numbers of any size. */
import { describe, expect, it } from 'vitest';
import { combination, dot, sumOfProducts } from './series-sums.ts';

const PRIME = 4194301;

describe('sums of products', () => {
  const big = (values: ArrayLike<number>) => Array.from(values, BigInt);
  const modulus = { prime: PRIME, reciprocal: 1 / PRIME };

  it.each([1, 2, 510, 511, 512, 513, 1022, 1023, 1024, 1025])(
    'of %i largest residues are right',
    (count) => {
      const all = new Float64Array(3 * count + 2).fill(PRIME - 1);
      all[1] = 5;
      const numbers = big(all);
      let sum = 0n;
      for (let i = 0; i < count; i++) sum += numbers[1 + 2 * i] * numbers[i];
      expect(sumOfProducts(all, 1, 2, all, 0, count, PRIME, 1 / PRIME)).toBe(
        Number(sum % BigInt(PRIME)),
      );
      for (const length of [1, 2, 3]) {
        const out = new Float64Array(length);
        const left = new Float64Array(count * length).fill(PRIME - 1);
        left[length - 1] = 7;
        dot(left, 0, length, left, 0, length, count, length, modulus, out);
        const expected = out.map((_, k) => {
          let total = 0n;
          for (let i = 0; i < count; i++)
            for (let a = 0; a <= k; a++)
              total += BigInt(left[i * length + a]) * BigInt(left[i * length + k - a]);
          return Number(total % BigInt(PRIME));
        });
        expect(out).toEqual(expected);
        combination(left, 0, length, all, 0, count, length, modulus, out);
        const combined = out.map((_, k) => {
          let total = 0n;
          for (let i = 0; i < count; i++) total += BigInt(left[i * length + k]) * numbers[i];
          return Number(total % BigInt(PRIME));
        });
        expect(out).toEqual(combined);
      }
    },
  );
});

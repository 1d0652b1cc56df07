/** Arguments of Gaussian integers, by hand. */
import { describe, expect, it } from 'vitest';
import { argument, argumentBase, conjugate, type Gaussian } from './gaussian.ts';

describe('arguments', () => {
  const z = (re: number, im: number): Gaussian => ({ re: BigInt(re), im: BigInt(im) });
  const list = [z(1, 2), z(3, 1), z(2, 3), z(4, 7), z(8, 1), z(5, 0), z(3, 4), z(-7, 1), z(0, 3)];

  it('are sums of those of primes and of quarters of π', () => {
    const { members, decompose } = argumentBase(list);
    expect(members.map(({ re, im }) => Number(re * re + im * im)).sort((a, b) => a - b)).toEqual([
      5, 13,
    ]);
    for (const { re, im } of members) expect(re > im && im > 0n).toBe(true);
    const products = list.flatMap((a) =>
      [...list, z(-1, 0), z(0, -1), z(1, 1)].map((b) => ({
        re: a.re * b.re - a.im * b.im,
        im: a.re * b.im + a.im * b.re,
      })),
    );
    for (const number of [...list, ...products, ...products.map(conjugate)]) {
      const found = decompose(number);
      if (found === null) return expect.fail(`${number.re} + ${number.im}i`);
      const sum = members.reduce((total, m, j) => total + found.exponents[j] * argument(m), 0);
      expect(sum + (found.quarters * Math.PI) / 4).toBeCloseTo(argument(number), 9);
    }
    // 7 + i = (1 − i)(2 + i)²·i; 17 = (4 + i)(4 − i) is new.
    const of5 = members.findIndex(({ re }) => re === 2n);
    expect(Math.abs(decompose(z(7, 1))!.exponents[of5])).toBe(2);
    expect(decompose(z(4, 1))).toBeNull();
    expect(decompose(z(1, 1))).toEqual({ exponents: [0, 0], quarters: 1 });
  });

  it('of long numbers are those of their leading digits', () => {
    const far = 10n ** 400n;
    expect(argument({ re: far, im: far })).toBeCloseTo(Math.PI / 4, 12);
    expect(argument({ re: -far, im: 3n * far })).toBeCloseTo(Math.atan2(3, -1), 12);
    expect(argument({ re: 1n, im: far })).toBeCloseTo(Math.PI / 2, 12);
  });
});

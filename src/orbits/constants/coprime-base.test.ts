/** Coprime bases of integers and of Gaussian integers, and rational bases of residues, by hand. */
import { describe, expect, it } from 'vitest';
import { coprimeBase, exponentsOver, integers, powerfreeBase } from './coprime-base.ts';
import { argument, argumentBase, conjugate } from './gaussian.ts';

const sorted = (list: readonly bigint[]) => list.map(Number).sort((a, b) => a - b);

describe('a coprime base of integers', () => {
  it.each([
    [[], []],
    [[1], []],
    [[6], [6]],
    [[6, 6], [6]],
    [
      [4, 6],
      [2, 3],
    ],
    [
      [12, 18],
      [2, 3],
    ],
    [
      [12, 36],
      [3, 4],
    ],
    [
      [6, 10, 15],
      [2, 3, 5],
    ],
    [
      [6, 35],
      [6, 35],
    ],
    [[8, 4], [2]],
    [
      [1, 30, 7, 210],
      [7, 30],
    ],
  ])('of %j is %j', (numbers, base) => {
    const found = coprimeBase(integers, numbers.map(BigInt));
    expect(sorted(found)).toEqual(base);
    for (const n of numbers) {
      const { exponents, rest } = exponentsOver(integers, BigInt(n), found);
      expect(rest).toBe(1n);
      expect(found.reduce((p, b, k) => p * b ** BigInt(exponents[k]), 1n)).toBe(BigInt(n));
    }
  });

  it('leaves what it does not generate', () => {
    expect(exponentsOver(integers, 24n, [2n, 5n])).toEqual({ exponents: [3, 0], rest: 3n });
    expect(exponentsOver(integers, 50n, [2n, 5n])).toEqual({ exponents: [1, 2], rest: 1n });
    expect(exponentsOver(integers, -9n, [3n])).toEqual({ exponents: [2], rest: -1n });
  });

  it('has no powers', () => {
    expect(sorted(powerfreeBase([4n]))).toEqual([2]);
    expect(sorted(powerfreeBase([36n, 125n]))).toEqual([5, 6]);
    expect(sorted(powerfreeBase([64n, 729n, 7n]))).toEqual([2, 3, 7]);
    expect(sorted(powerfreeBase([12n]))).toEqual([12]);
    expect(sorted(powerfreeBase([2n ** 35n, 3n ** 11n]))).toEqual([2, 3]);
  });
});

describe('arguments of Gaussian integers', () => {
  const z = (re: number, im: number) => ({ re: BigInt(re), im: BigInt(im) });
  const base = (...numbers: [number, number][]) =>
    argumentBase(numbers.map(([re, im]) => z(re, im)));
  const text = ({ re, im }: { re: bigint; im: bigint }) => `${re}+${im}i`;

  it('are angles', () => {
    expect(argument(z(1, 1))).toBeCloseTo(Math.PI / 4, 15);
    expect(argument(z(0, -2))).toBeCloseTo(-Math.PI / 2, 15);
    expect(argument(z(-3, 0))).toBeCloseTo(Math.PI, 15);
    const huge = 10n ** 400n;
    expect(argument({ re: huge, im: 2n * huge })).toBeCloseTo(Math.atan(2), 14);
    expect(argument({ re: 1n, im: huge })).toBeCloseTo(Math.PI / 2, 15);
    expect(conjugate(z(2, 3))).toEqual(z(2, -3));
  });

  it('of units and of 1 + i are multiples of π/4', () => {
    const { members, decompose } = base([1, 1], [0, 1]);
    expect(members).toEqual([]);
    const quarters = (re: number, im: number) => decompose(z(re, im))?.quarters;
    expect(
      [
        [1, 0],
        [1, 1],
        [0, 1],
        [-1, 1],
        [-2, 0],
        [-3, -3],
        [0, -5],
        [2, -2],
      ].map(([a, b]) => quarters(a, b)),
    ).toEqual([0, 1, 2, 3, 4, -3, -2, -1]);
    expect(decompose(z(2, 1))).toBeNull();
  });

  it('of primes are members, one of each conjugate pair', () => {
    // 5 = (2 + i)(2 − i), 3 + i = (1 + i)(2 − i), 7 + i = (1 − i)(2 + i)², 4 + 7i = (2 + i)(3 + 2i), 8 + i = (2 − i)(3 + 2i).
    const { members, decompose } = base([2, 1], [3, 2], [1, 1]);
    expect(members.map(text).sort()).toEqual(['2+1i', '3+2i']);
    const of = (re: number, im: number) => {
      const found = decompose(z(re, im));
      if (found === null) return null;
      const sum = found.exponents.reduce((s, e, j) => s + e * argument(members[j]), 0);
      const by = (name: string) => found.exponents[members.findIndex((m) => text(m) === name)];
      // What is said must be the angle, up to a whole turn.
      const off = (sum + (found.quarters * Math.PI) / 4 - Math.atan2(im, re)) / (2 * Math.PI);
      expect(off).toBeCloseTo(Math.round(off), 12);
      return [by('2+1i'), by('3+2i'), ((found.quarters % 8) + 8) % 8];
    };
    expect(of(2, 1)).toEqual([1, 0, 0]);
    expect(of(2, -1)).toEqual([-1, 0, 0]);
    expect(of(1, 2)).toEqual([-1, 0, 2]);
    expect(of(-4, -2)).toEqual([1, 0, 4]);
    expect(of(3, 1)).toEqual([-1, 0, 1]);
    expect(of(7, 1)).toEqual([2, 0, 7]);
    expect(of(3, 4)).toEqual([2, 0, 0]);
    expect(of(4, 7)).toEqual([1, 1, 0]);
    expect(of(8, 1)).toEqual([-1, 1, 0]);
    expect(of(5, 0)).toEqual([0, 0, 0]);
    expect(of(4, 1)).toBeNull();
  });

  it('of products are split where others show how', () => {
    // 4 + 7i = (2 + i)(3 + 2i): alone it is a member; beside 2 + i both factors are.
    expect(base([4, 7]).members.map(text)).toEqual(['7+4i']);
    expect(base([4, 7], [2, 1]).members.map(text).sort()).toEqual(['2+1i', '3+2i']);
    expect(base([4, 7], [8, 1]).members.map(text).sort()).toEqual(['2+1i', '3+2i']);
    expect(base([3, 4]).members.map(text)).toEqual(['4+3i']);
    expect(base([6, 3]).members.map(text)).toEqual(['2+1i']);
  });
});

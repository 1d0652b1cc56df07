/** Which numbers are simpler and which simpler ones are proposed: counted out by hand. */
import { describe, expect, it } from 'vitest';
import type { Numeral } from '../instances/instance.ts';
import { rational } from '../numerics/rational.ts';
import { compareNumerals, negateNumeral, numberKey, rationalSize } from './number-order.ts';
import { shrinkNumeral } from './shrink-numeral.ts';

const LANDMARKS: readonly Numeral[] = [0, 1, -1, 2, -2, 3, -3, '1/2', '-1/2'];

describe('the size of a number', () => {
  // bits(p) + 2·(bits(q) − 1).
  it.each<[bigint, bigint, number]>([
    [0n, 1n, 0],
    [1n, 1n, 1],
    [-7n, 1n, 3],
    [3n, 8n, 2 + 2 * 3],
    [0xffffffffn, 1n, 32],
    [0x100000000n, 1n, 33],
    [-(2n ** 40n), 1n, 41],
    [1n, 2n ** 40n, 1 + 2 * 40],
  ])('of %d/%d', (p, q, size) => {
    expect(rationalSize(rational(p, q))).toBe(size);
  });

  it.each<[Numeral, number, 0 | 1, number, number, 0 | 1]>([
    [0, 0, 0, 1, 0, 0],
    [-0, 0, 1, 1, 0, 1],
    ['-0', 0, 1, 1, 0, 1],
    [-12, 4, 0, 2, 12, 1],
    [2 ** 31 - 1, 31, 0, 10, 2 ** 31 - 1, 0],
    [2 ** 31, 32, 0, 10, 2 ** 31, 0],
    [2 ** 37 + 1, 38, 0, 12, 2 ** 37 + 1, 0],
    [2 ** 53 - 1, 53, 0, 16, 2 ** 53 - 1, 0],
    [2 ** 53, 54, 1, 16, 2 ** 53, 0],
    [-0.375, 8, 1, 5, 0.375, 1],
    // 3/10, not the 54 bits of the double.
    [0.3, 2 + 2 * 3, 1, 3, 0.3, 0],
    // 10³⁰⁰ has 997 bits.
    [1e-300, 1 + 2 * 996, 1, 6, 1e-300, 0],
    ['1/2', 3, 0, 3, 0.5, 0],
    ['2/4', 3, 1, 3, 0.5, 0],
    ['-7/3', 3 + 2, 0, 3, 7 / 3, 1],
    [' +3 ', 2, 1, 1, 3, 0],
    ['-3', 2, 1, 1, 3, 1],
  ])('and the rest of the key of %s', (x, size, writing, digits, magnitude, negative) => {
    expect(numberKey(x)).toEqual({ size, writing, digits, magnitude, negative });
  });

  it('orders by size, writing, digits, magnitude, sign, then type and text', () => {
    const rising: Numeral[] = [
      ...[0, -0, 1, -1, '1', 2, -2, 3, -3, 4, 5, -5, 7, '1/3', '1/2', '-1/2', 0.5, '0.5', '2/4'],
      ...[8, 15, '3/2', '5/2', 0.3, 1e-300],
    ];
    for (const [i, a] of rising.entries())
      for (const [j, b] of rising.entries())
        expect(compareNumerals(a, b), `${a} ${b}`).toBe(Math.sign(i - j));
  });

  it.each<[Numeral, Numeral]>([
    [0, 0],
    [-0, 0],
    [3, -3],
    ['1/2', '-1/2'],
    ['-1/2', '1/2'],
    ['+3', '-3'],
    [' 2 ', '-2'],
    ['0/5', '0/5'],
  ])('−(%s) is %s', (x, negated) => {
    expect(negateNumeral(x)).toBe(negated);
  });
});

describe('simpler numbers', () => {
  it.each<[Numeral, readonly Numeral[]]>([
    [0, []],
    [-0, [0]],
    [1, [0]],
    [-1, [0, 1]],
    [3, [0, 1, -1, 2, -2]],
    ['1/2', [0, 1, -1, 2, -2, 3, -3]],
    // 3.5: the integers beside it are 3 and 4; no fraction with a small denominator is simpler.
    ['7/2', [...LANDMARKS, 4]],
    ['-7/2', [...LANDMARKS, '7/2', -4]],
    // Halves down to 3, then what bisection leaves: 1000 − 500, − 250, − 125, − 62, …, − 1.
    [1000, [...LANDMARKS, 500, 250, 125, 62, 31, 15, 7, 750, 875, 938, 969, 985, 993, 997, 999]],
    [
      -1000,
      [
        ...LANDMARKS,
        ...[1000, -999, -500, -250, -125, -62, -31, -15, -7],
        ...[-750, -875, -938, -969, -985, -993, -997],
      ],
    ],
  ])('of %s', (x, expected) => {
    expect([...shrinkNumeral(x)]).toEqual(expected);
  });

  it('are found by bisection up to 2²⁰ and by halves beyond', () => {
    const near = (x: number) => [...shrinkNumeral(x)].map(Number);
    // n − 2, of a negative number n + 2, comes from bisection alone.
    expect(near(2 ** 20)).toContain(2 ** 20 - 1);
    expect(near(2 ** 20 + 1)).not.toContain(2 ** 20);
    expect(near(-(2 ** 20))).toContain(-(2 ** 20) + 2);
    expect(near(-(2 ** 20) - 1)).not.toContain(-(2 ** 20) + 1);
  });

  it('are fractions near by, the convergents among them', () => {
    // π ≈ 3, 22/7, 333/106, 355/113, 103993/33102; floor begins −π with −4.
    const near = (x: Numeral) => [...shrinkNumeral(x)];
    const pi = '103993/33102';
    expect(near(pi)).toEqual(
      expect.arrayContaining([3, 4, '22/7', '333/106', '355/113', '19/6', '25/8', '31/10']),
    );
    expect(near(`-${pi}`)).toEqual(
      expect.arrayContaining([-3, -4, '-22/7', '-333/106', '-355/113', '-19/6', '-25/8', pi]),
    );
    // The nearest tenth, where a digit more or less gives another number.
    expect(near('12334/100')).toContain('1233/10');
    // The nearest halves, thirds, …, tenths of 0.6180339887: 1/2, 2/3, 2/4, 3/5, 4/6, 5/8, 6/10.
    const golden = near('6180339887/10000000000');
    for (const q of ['1/2', '2/3', '3/5', '5/8', '8/13', '13/21']) expect(golden).toContain(q);
    expect(near('-6180339887/10000000000')).toContain('-5/8');
    // Eight convergents with 0 and 1; 21/34 would be the ninth.
    expect(golden).not.toContain('21/34');
  });

  it('have fewer digits, exactly and as doubles', () => {
    const [double, exact] = [0.123456789, '123456789/1000000000'].map((x) => [...shrinkNumeral(x)]);
    const fractions = ['1/10', '3/25', '123/1000', '6173/50000'];
    expect(double).toEqual(expect.arrayContaining([...fractions, 0.1, 0.12, 0.123, 0.12346]));
    expect(exact).toEqual(expect.arrayContaining(fractions));
    expect(exact!.filter((x) => typeof x === 'number' && !Number.isInteger(x))).toEqual([]);
    // Powers of ten: 1e2 below 700, −1e−3 beside −0.0012345.
    expect([...shrinkNumeral(737)]).toContain(100);
    expect([...shrinkNumeral(-0.0012345)]).toEqual(expect.arrayContaining(['-1/1000', -0.0012]));
  });

  it('are finite, and end where the number is 0 or infinite as a double', () => {
    const infinite = [...shrinkNumeral(Number.MAX_VALUE)].filter((x) => x === Infinity);
    expect(infinite).toEqual([]);
    // [0; 33…3, 3] is 3/10…0: both of its own writings and its convergent.
    const tiny = [...shrinkNumeral(`3/1${'0'.repeat(400)}`)];
    expect(tiny).toEqual([...LANDMARKS, '3e-400', `1/${'3'.repeat(400)}`]);
  });
});

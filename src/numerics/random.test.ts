import { describe, expect, it } from 'vitest';
import { createRng, createWitnessRng } from './random.ts';

describe('powers of ten', () => {
  it('are the doubles that their literals are', () => {
    const rng = createRng('powers');
    const drawn = new Set(Array.from({ length: 400 }, () => rng.powerOfTen(-6, 6)));
    const literals = [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6];
    expect([...drawn].sort((a, b) => a - b)).toEqual(literals);
  });

  it('have a uniform logarithm', () => {
    const rng = createRng('magnitudes');
    const logs = Array.from({ length: 4000 }, () => Math.log10(rng.magnitude(-12, -4)));
    for (let k = -12; k < -4; k++) {
      const share = logs.filter((u) => u >= k && u < k + 1).length / logs.length;
      // Five standard deviations of a share of 1/8.
      expect(Math.abs(share - 1 / 8), `10^${k}`).toBeLessThan(5 * Math.sqrt(7 / 64 / 4000));
    }
  });
});

it('every order of a list is as likely as any other', () => {
  const rng = createRng('orders');
  const met = new Map<string, number>();
  for (let n = 0; n < 6000; n++) {
    const order = rng.shuffle(['a', 'b', 'c']).join('');
    met.set(order, (met.get(order) ?? 0) + 1);
  }
  expect(met.size).toBe(6);
  // Five standard deviations of a share of 1/6.
  for (const count of met.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * 29);
});

describe('draws', () => {
  const rng = createRng('draws');
  const many = <T>(draw: () => T) => Array.from({ length: 4000 }, draw);
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  /** Of a mean of 4000 numbers, five standard deviations. */
  const near = (variance: number) => 5 * Math.sqrt(variance / 4000);

  it.each([0, 0.1, 0.5, 0.9, 1])('are true with probability %d', (p) => {
    const share = many(() => rng.chance(p)).filter(Boolean).length / 4000;
    expect(Math.abs(share - p)).toBeLessThanOrEqual(near(p * (1 - p)));
  });

  it('of integers have both ends and what lies between alike', () => {
    const drawn = many(() => rng.integer(-2, 3));
    for (let n = -2; n <= 3; n++) {
      const share = drawn.filter((m) => m === n).length / 4000;
      expect(Math.abs(share - 1 / 6)).toBeLessThan(near(5 / 36));
    }
    expect(drawn.every((n) => Number.isInteger(n) && n >= -2 && n <= 3)).toBe(true);
  });

  it('of a list have each of it alike', () => {
    const drawn = many(() => rng.pick(['a', 'b', 'c', 'd']));
    for (const letter of 'abcd') {
      const share = drawn.filter((one) => one === letter).length / 4000;
      expect(Math.abs(share - 1 / 4)).toBeLessThan(near(3 / 16));
    }
  });

  it('of normal numbers have the first four moments', () => {
    const drawn = many(() => rng.gaussian());
    // x, x², x³ and x⁴ have the means 0, 1, 0 and 3, and the variances 1, 2, 15 and 96.
    for (const [power, expected, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ] as const)
      expect(Math.abs(mean(drawn.map((x) => x ** power)) - expected)).toBeLessThan(near(variance));
  });
});

describe('a stream for witnesses', () => {
  it('is another for each name and fork, and the same again', () => {
    const names = ['a', 'b', 'a/c'];
    const numbers = () => names.map((name) => createWitnessRng(name).uniform());
    expect(numbers()).toEqual(numbers());
    expect(new Set(numbers()).size).toBe(3);
    expect(createWitnessRng('a').fork('c').uniform()).toBe(numbers()[2]);
  });

  it('is another for names that differ in one place, wherever that is', () => {
    const names = Array.from({ length: 3000 }, (_, n) => {
      const letters = [...'a long name of a point and of what is asked of it'.repeat(3)];
      letters[n % letters.length] = String.fromCharCode(32 + Math.floor(n / letters.length));
      return letters.join('');
    });
    const different = new Set(names);
    expect(new Set([...different].map((name) => createWitnessRng(name).uniform())).size).toBe(
      different.size,
    );
  });

  it('meets all residues alike', () => {
    const prime = 4194301;
    const parts = new Array<number>(8).fill(0);
    // First numbers of streams with names alike, which answers depend on most.
    for (let n = 0; n < 4000; n++)
      parts[Math.floor((8 * createWitnessRng(`rank/${n}`).integer(0, prime - 1)) / prime)]++;
    for (const part of parts) expect(Math.abs(part - 500)).toBeLessThan(5 * Math.sqrt(500));
  });
});

import { describe, expect, it } from 'vitest';
import type { Numeral } from '../instances/instance.ts';
import { toFloat, toRational } from '../numerics/numeral.ts';
import { createRng } from '../numerics/random.ts';
import { equal, negate } from '../numerics/rational.ts';
import {
  compareNumerals,
  negateNumeral,
  numberKey,
  writeRational,
} from '../shrinking/number-order.ts';
import { shrinkNumeral } from '../shrinking/shrink-numeral.ts';
import { type NumeralOptions, numeral } from './number.ts';

const options: readonly NumeralOptions[] = [
  {},
  { style: 'rational' },
  { style: 'float' },
  { extreme: 0.5 },
  { style: 'rational', extreme: 0.5, scale: 1e-6 },
];

function sample(count: number, choice: NumeralOptions, seed = 'numbers'): Numeral[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => numeral(rng, choice));
}

const awkward: readonly Numeral[] = [
  -0,
  0.1 + 0.2,
  5e-324,
  1.7976931348623157e308,
  1 + 2 ** -52,
  Math.PI,
  '0.50',
  '-1/1',
  '1e-9',
  '123456789/987654321',
  '-0.0',
  '00',
];

describe('numeral', () => {
  it.each(options)('gives the same values for the same seed: %o', (choice) => {
    expect(sample(50, choice)).toEqual(sample(50, choice));
  });

  it('gives other values for another seed', () => {
    expect(sample(50, {}, 'a')).not.toEqual(sample(50, {}, 'b'));
  });

  it('is of ordinary size: unlike a uniform choice of bit patterns', () => {
    const sizes = sample(4000, { style: 'float' }).map((x) => Math.abs(toFloat(x)));
    const share = (has: (x: number) => boolean) => sizes.filter(has).length / sizes.length;
    // Mixture: below 1e-3 come only integers 0 (1/7 of 1/5) and the smallest uniform, Gaussian ones.
    expect(share((x) => x > 1e-3)).toBeGreaterThan(0.9);
    expect(share((x) => x > 0.1 && x < 10)).toBeGreaterThan(0.6);
    // log-uniform over 1e-3 … 1e3 is a fifth of the mixture; a third of it is above 10.
    expect(share((x) => x > 10)).toBeGreaterThan(0.03);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1e3);
  });

  it('is exact on request and a JSON number on request', () => {
    expect(sample(500, { style: 'float' }).every((x) => typeof x === 'number')).toBe(true);
    const exact = sample(500, { style: 'rational' });
    expect(exact.every((x) => typeof x === 'string' || Number.isSafeInteger(x))).toBe(true);
    expect(exact.filter((x) => typeof x === 'string').length).toBeGreaterThan(200);
  });

  it('is extreme only by choice', () => {
    const wild = sample(2000, { extreme: 1, style: 'float' }).map((x) => Math.abs(toFloat(x)));
    expect(wild.some((x) => x > 1e6)).toBe(true);
    expect(wild.some((x) => x < 1e-6 && x > 0)).toBe(true);
    expect(wild.some((x) => x !== 1 && Math.abs(x - 1) < 1e-15)).toBe(true);
  });
});

describe('the order of numbers', () => {
  it('has the stated beginning', () => {
    const order: Numeral[] = [
      0,
      1,
      -1,
      2,
      -2,
      3,
      -3,
      4,
      5,
      '1/3',
      '1/2',
      '-1/2',
      0.5,
      0.3,
      0.30000000000000004,
    ];
    for (let i = 1; i < order.length; i++) {
      expect(compareNumerals(order[i - 1], order[i]), `${order[i - 1]} against ${order[i]}`).toBe(
        -1,
      );
    }
  });

  it('is total: antisymmetric, transitive, zero only for the same numeral', () => {
    const pool = [...awkward, ...options.flatMap((choice) => sample(12, choice)), 0, 0.5, '1/2'];
    const wrong: [Numeral, Numeral][] = [];
    for (const a of pool) {
      for (const b of pool) {
        const forth = compareNumerals(a, b);
        const back = compareNumerals(b, a);
        if (forth + back !== 0 || (forth === 0) !== Object.is(a, b)) wrong.push([a, b]);
      }
    }
    const sorted = [...pool].sort(compareNumerals);
    for (let i = 0; i < sorted.length; i++) {
      for (let j = i; j < sorted.length; j++) {
        if (compareNumerals(sorted[i], sorted[j]) > 0) wrong.push([sorted[i], sorted[j]]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('reads a decimal by its digits', () => {
    expect(numberKey(0.3).size).toBe(numberKey('3/10').size);
    expect(numberKey(0.375).size).toBe(numberKey('3/8').size);
    expect(numberKey(1e-300).size).toBeGreaterThan(500);
  });

  it('negates exactly and writes what parses back', () => {
    for (const x of [...awkward, ...sample(200, {})]) {
      const q = toRational(x);
      expect(equal(toRational(negateNumeral(x)), negate(q))).toBe(true);
      expect(equal(toRational(writeRational(q)), q)).toBe(true);
    }
  });
});

describe('shrinkNumeral', () => {
  const pool = [...awkward, ...options.flatMap((choice) => sample(100, choice, 'shrinks'))];

  it('yields strictly simpler numbers, none twice, never a neighbouring double', () => {
    for (const x of pool) {
      const candidates = [...shrinkNumeral(x)];
      expect(new Set(candidates).size).toBe(candidates.length);
      for (const y of candidates) {
        expect(compareNumerals(y, x), `${y} from ${x}`).toBe(-1);
        const gap = Math.abs(toFloat(y) - toFloat(x));
        // Either the same value in simpler writing, or further than an ulp (2⁻⁵² relative) unless the
        // candidate has far fewer digits: a jump from 1 + 2⁻⁵² to 1 is no ulp step.
        const shorter = numberKey(x).size - numberKey(y).size;
        expect(gap === 0 || gap > 2 ** -52 * Math.abs(toFloat(x)) || shorter > 3).toBe(true);
      }
    }
  });

  it('ends at 0 when any candidate is accepted', () => {
    const rng = createRng('descent');
    let longest = 0;
    for (const x of pool) {
      let current = x;
      let steps = 0;
      for (;;) {
        const candidates = [...shrinkNumeral(current)];
        if (candidates.length === 0) break;
        current = rng.pick(candidates);
        steps++;
      }
      expect(current).toBe(0);
      longest = Math.max(longest, steps);
    }
    // A random candidate removes a constant share of the size on average: ≤ 2100 bits, far below that.
    expect(longest).toBeLessThan(200);
  });

  it('finds the simplest number above a threshold whatever it starts from', () => {
    const descend = (start: Numeral, fails: (x: number) => boolean): Numeral => {
      let current = start;
      for (;;) {
        const next = [...shrinkNumeral(current)].find((y) => fails(toFloat(y)));
        if (next === undefined) return current;
        current = next;
      }
    };
    for (const threshold of [0.1, 0.9, 1.5, 10]) {
      const starts = sample(400, { scale: 5 }).filter((x) => toFloat(x) > threshold);
      const ends = new Set(starts.map((x) => descend(x, (y) => y > threshold)));
      expect(starts.length).toBeGreaterThan(10);
      expect([...ends]).toHaveLength(1);
    }
  });
});

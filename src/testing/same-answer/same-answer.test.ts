/** That the comparison of `npm run same-answer` compares: the job itself takes minutes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { casesOf } from './cases.ts';
import { compare } from './compare.ts';
import { planted, variants } from './variants.ts';

describe('variants', () => {
  const patches = [planted, ...variants].flatMap((variant) => variant.patches);

  it.each(patches)('$file has one place that reads $from', ({ file, from }) => {
    const source = new URL(`../../${file.replace(/\.js$/, '.ts')}`, import.meta.url);
    expect(readFileSync(source, 'utf8').split(from)).toHaveLength(2);
  });
});

it('cases are fixed, and go over all claims', () => {
  const [some, same] = [casesOf(40), casesOf(40)];
  expect(some).toEqual(same);
  expect(new Set(some.map(({ key }) => key)).size).toBe(40);
  expect(new Set(some.map(({ claim }) => claim)).size).toBeGreaterThan(8);
});

it('a verdict that changed, is new or is gone is a difference', () => {
  const before = new Map([
    ['a', 'survived'],
    ['b', 'survived'],
    ['c', 'vacuous'],
  ]);
  const after = new Map([
    ['a', 'survived'],
    ['b', 'falsified'],
    ['d', 'vacuous'],
  ]);
  expect(compare(before, before)).toEqual([]);
  expect(compare(before, after)).toEqual([
    { key: 'b', before: 'survived', after: 'falsified' },
    { key: 'c', before: 'vacuous', after: 'no answer' },
    { key: 'd', before: 'no answer', after: 'vacuous' },
  ]);
});

describe('the other libm', () => {
  const exact = { exp: Math.exp, sin: Math.sin, cos: Math.cos, tanh: Math.tanh };

  it('is off by up to one unit in the last place, and keeps parities and exact values', async () => {
    const own = Object.getOwnPropertyDescriptors(Math);
    try {
      await import(new URL('./nudged-math.mjs', import.meta.url).href);
      const points = Array.from({ length: 400 }, (_, i) => (i + 0.5) / 97);
      const off = points.filter((x) => Math.exp(x) !== exact.exp(x));
      expect(off.length).toBeGreaterThan(100);
      expect(off.length).toBeLessThan(300);
      for (const x of points) {
        expect(Math.abs(Math.exp(x) / exact.exp(x) - 1)).toBeLessThanOrEqual(Number.EPSILON);
        expect([Math.sin(-x), Math.tanh(-x)]).toEqual([-Math.sin(x), -Math.tanh(x)]);
        expect(Math.cos(-x)).toBe(Math.cos(x));
      }
      expect([Math.exp(0), Math.sin(0), Math.tanh(-0)]).toEqual([1, 0, -0]);
    } finally {
      Object.defineProperties(Math, own);
    }
  });
});

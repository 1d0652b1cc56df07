import { expect, it } from 'vitest';
import { multiply, type Rational, rational, subtract, ZERO } from '../numerics/rational.ts';
import { realLineCount, realRootCount } from './real-roots.ts';

const polynomial = (...c: readonly number[]) => c.map((v) => rational(v));

/** (z − root)·p. */
const times = (p: readonly Rational[], root: Rational): Rational[] =>
  [...p, ZERO].map((_, j) => subtract(p[j - 1] ?? ZERO, multiply(root, p[j] ?? ZERO)));

it('counts different real roots, and no others', () => {
  expect(realRootCount(polynomial(5))).toBe(0);
  expect(realRootCount(polynomial(-2, 0, 1))).toBe(2);
  expect(realRootCount(polynomial(1, 0, 1))).toBe(0);
  // z³ − 3z + c has three real roots for |c| < 2, two at 2, one beyond.
  expect([0, 1, 2, 3].map((c) => realRootCount(polynomial(c, -3, 0, 1)))).toEqual([3, 3, 2, 1]);
  expect(() => realRootCount(polynomial(0, 0))).toThrow('other than 0');
  const roots = [
    [1, 3],
    [-2, 7],
    [5, 1],
    [1, 3],
    [0, 1],
    [-9, 4],
  ].map(([n, d]) => rational(n, d));
  // Five different ones, and those of z² + z + 1 are not real.
  expect(realRootCount(roots.reduce(times, polynomial(1, 1, 1)))).toBe(5);
});

it('counts the line at infinity', () => {
  // u²v, −2 uv + v², u² + v².
  expect(realLineCount(polynomial(0, 1, 0, 0))).toBe(2);
  expect(realLineCount(polynomial(0, -2, 1))).toBe(2);
  expect(realLineCount(polynomial(1, 0, 1))).toBe(0);
});

/** Spans of integer vectors, worked out by hand. */
import { expect, it } from 'vitest';
import { big } from '../../testing/representations.ts';
import {
  combination,
  dot,
  isZeroVector,
  orthogonalSpan,
  primitive,
  rejectFrom,
  unitVector,
} from './orthogonal-span.ts';

it('vectors are divided by what their entries have in common', () => {
  expect(primitive(big(2, -4, 0))).toEqual(big(1, -2, 0));
  expect(primitive(big(6, 9))).toEqual(big(2, 3));
  expect(primitive(big(5, 7))).toEqual(big(5, 7));
  expect(primitive(big(0, 0))).toEqual(big(0, 0));
  expect([big(0, 0), big(0, 1), big(1, 0)].map(isZeroVector)).toEqual([true, false, false]);
});

it('products and sums are those of all entries', () => {
  expect(dot(big(1, 2, 3), big(4, -5, 6))).toBe(12n);
  expect(combination([big(1, 0, 2), big(0, 3, -1)], big(2, -1))).toEqual(big(2, -3, 5));
  expect(combination([big(1, 0, 2), big(0, 3, -1)], big(0, 2))).toEqual(big(0, 6, -2));
  expect(combination([big(1, 0, 2)], big(3))).toEqual(big(3, 0, 6));
});

it('what is left of a vector is orthogonal to all of a basis', () => {
  // (1, 2, 3) beside (1, 1, 0): −½, ½, 3.
  expect(rejectFrom([big(1, 1, 0)], big(1, 2, 3))).toEqual(big(-1, 1, 6));
  expect(rejectFrom([big(1, 1, 0), big(0, 0, 1)], big(2, 4, 6))).toEqual(big(-1, 1, 0));
  expect(rejectFrom([big(1, 1, 0)], big(3, 3, 0))).toEqual(big(0, 0, 0));
  expect(rejectFrom([], big(2, 4))).toEqual(big(1, 2));
});

it('a span grows by what is not in it', () => {
  const span = orthogonalSpan();
  expect(span.insert(big(2, 2, 0))).toEqual(big(1, 1, 0));
  expect(span.insert(big(-3, -3, 0))).toBeNull();
  expect(span.insert(big(0, 2, 0))).toEqual(big(-1, 1, 0));
  expect(span.insert(big(5, 7, 0))).toBeNull();
  expect(span.insert(big(5, 7, -9))).toEqual(big(0, 0, -1));
  expect(span.basis).toEqual([big(1, 1, 0), big(-1, 1, 0), big(0, 0, -1)]);
});

it('unit vectors have length 1 whatever the size of the numbers', () => {
  for (const size of [0n, 30n, 58n, 59n, 60n, 61n, 62n, 100n, 1200n, 5000n])
    for (const sign of [1n, -1n]) {
      const unit = 2n ** size;
      const found = unitVector([3n * unit, -4n * sign * unit, 0n]);
      [0.6, -0.8 * Number(sign), 0].forEach((x, i) => {
        expect(Math.abs(found[i] - x)).toBeLessThan(4 * Number.EPSILON);
      });
    }
  // A small entry beside a large one keeps its digits.
  const [, small] = unitVector([2n ** 40n, 12345n]);
  expect(Math.abs(small / (12345 / 2 ** 40) - 1)).toBeLessThan(1e-15);
});

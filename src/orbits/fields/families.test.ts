/** Taylor coefficients of derivatives, by hand. */
import { expect, it } from 'vitest';
import { derivedJet } from './families.ts';

const PRIME = 4194301;

it('Taylor coefficients of derivatives are those of 1/(1 − z)', () => {
  const ones = [1, 1, 1, 1, 1];
  expect(derivedJet(ones, 1, PRIME)).toEqual([1, 2, 3, 4]);
  expect(derivedJet(ones, 2, PRIME)).toEqual([2, 6, 12]);
  expect(derivedJet([0, 0, 0, 5], 3, 7)).toEqual([(6 * 5) % 7]);
});

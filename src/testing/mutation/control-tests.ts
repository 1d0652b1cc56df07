/** Tests of `control.ts`, run by the job alone. */
import { describe, expect, it } from 'vitest';
import {
  clamped,
  countdown,
  distance,
  larger,
  limit,
  positive,
  squared,
  tabulated,
  unobserved,
} from './control.ts';

describe('what is known of the mutants', () => {
  it('a constant of the module', () => expect(limit).toBe(7));
  it.each([
    [-1, 0],
    [0, 0],
    [5, 5],
    [7, 7],
    [9, 7],
  ])('clamped(%d)', (x, expected) => expect(clamped(x)).toBe(expected));
  it('counts', () => expect(countdown(4)).toBe(4));
  it('throws', () => expect(() => positive(-1)).toThrow('not positive'));
  it('squares', async () => expect(await Promise.resolve(squared(3))).toBe(9));
  it('makes a table', () => expect(tabulated(1)).toBe(7));
  it('reads it', () => expect(tabulated(2)).toBe(14));
  it('runs', () => {
    unobserved(2);
  });
  it('the larger one and the distance', () => {
    expect([larger(1, 2), larger(2, 1), larger(2, 2)]).toEqual([2, 2, 2]);
    expect([distance(1, 4), distance(4, 1), distance(2, 2)]).toEqual([3, 3, 0]);
  });
});

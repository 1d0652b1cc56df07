/** How far evidence that is computed again may be from what was stored. */
import { describe, expect, it } from 'vitest';
import { firstDifference } from './evidence.ts';

describe('numbers of evidence', () => {
  it.each([
    // Six digits, of either sign and in either order.
    [1, 1 + 0.9e-6, true],
    [1, 1 + 1.1e-6, false],
    [-2e100, -2e100 * (1 + 0.9e-6), true],
    [-2e100, -2e100 * (1 + 1.1e-6), false],
    [3e-9, 3e-9 * (1 + 1.1e-6), true],
    // Twelve decimals, where a number is nothing but rounding.
    [0, 0.9e-12, true],
    [0, 1.1e-12, false],
    [1e-14, -0.8e-12, true],
    [1e-14, -1.1e-12, false],
    [1, -1, false],
    // Half of a count is no rounding.
    [3, 3.5, false],
  ])('%d and %d are the same: %s', (stored, now, same) => {
    expect(firstDifference(stored, now, 'at') === undefined).toBe(same);
    expect(firstDifference(now, stored, 'at') === undefined).toBe(same);
  });

  it('are told by their place', () => {
    const stored = { margin: 2, decisions: [{ value: 1 }, { value: 5 }] };
    expect(firstDifference(stored, structuredClone(stored))).toBeUndefined();
    expect(firstDifference(stored, { ...stored, decisions: [{ value: 1 }, { value: 6 }] })).toBe(
      'decisions.1.value was 5 and is 6',
    );
    expect(firstDifference(stored, { ...stored, decisions: [{ value: 1 }] })).toBe(
      'decisions.1 was {"value":5} and is undefined',
    );
    expect(firstDifference(stored, { ...stored, decisions: { 0: { value: 1 } } })).toBe(
      'decisions has another form',
    );
    expect(firstDifference(stored, { ...stored, more: null })).toBe(
      'more was undefined and is null',
    );
  });

  it('leave out the primes that were drawn, and nothing else', () => {
    expect(
      firstDifference({ orbit: { primes: [3] } }, { orbit: { primes: [5, 7] } }),
    ).toBeUndefined();
    expect(firstDifference({ orbit: { prime: 3 } }, { orbit: { prime: 5 } })).toBe(
      'orbit.prime was 3 and is 5',
    );
  });
});

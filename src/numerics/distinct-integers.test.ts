import { describe, expect, it } from 'vitest';
import { distinctIntegers } from './distinct-integers.ts';
import { createRng } from './random.ts';

describe('distinct integers', () => {
  const { count } = distinctIntegers(64);

  it('are counted once, whatever was counted before', () => {
    const few = Int32Array.of(0, -1, 0, 5, -1, 2 ** 31 - 1, -(2 ** 31));
    const none = new Int32Array(64);
    expect([count(few), count(none), count(few), count(new Int32Array(0))]).toEqual([5, 1, 5, 0]);
    expect(count(few, 3)).toBe(2);
  });

  it('that share a place are told apart', () => {
    // Equal in their low bits and in what is folded onto these.
    const alike = Int32Array.from({ length: 64 }, (_, i) => (i << 8) | (i << 24));
    expect(count(alike)).toBe(64);
  });

  it('are as many as a set has', () => {
    const rng = createRng('distinct integers');
    for (let run = 0; run < 50; run++) {
      const numbers = Int32Array.from({ length: 64 }, () => rng.integer(-20, 20) * 2 ** 20);
      expect(count(numbers)).toBe(new Set(numbers).size);
    }
  });
});

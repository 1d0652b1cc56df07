import { describe, expect, it } from 'vitest';
import { createRng } from './random.ts';

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

import { expect, it } from 'vitest';
import { turned } from './exponentials.ts';

/** p ≡ 3 mod 4, small enough to go twice around. */
const PRIMES = [7n, 11n, 19n];

it.each(PRIMES)(
  'turns modulo %i are products of single ones, beyond the order of the circle too',
  (p) => {
    const mod = (x: bigint) => ((x % p) + p) % p;
    for (let t = 0n; t < p; t++) {
      const [c, s] = turned(t, 1n, p);
      expect(mod(c * c + s * s)).toBe(1n);
      let [x, y] = [1n, 0n];
      // Twice around: the circle has p + 1 points.
      for (let n = 0n; n <= 2n * (p + 1n); n++) {
        expect(turned(t, n, p).map(mod), `t = ${t}, n = ${n}`).toEqual([x, y]);
        expect(turned(t, -n, p).map(mod), `t = ${t}, n = −${n}`).toEqual([x, mod(-y)]);
        [x, y] = [mod(c * x - s * y), mod(c * y + s * x)];
      }
    }
  },
);

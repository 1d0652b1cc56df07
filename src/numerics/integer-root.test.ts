/** Roots of integers, by their powers. */
import { expect, it } from 'vitest';
import { rootOf } from './integer-root.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, k) => BigInt(k));

it('roots of integers are rounded down', () => {
  for (const k of [2n, 3n, 5n])
    for (const n of [...upTo(70), 10n ** 30n - 1n, 10n ** 30n, 10n ** 30n + 1n]) {
      const root = rootOf(n, k);
      expect(root ** k <= n && n < (root + 1n) ** k).toBe(true);
    }
  expect(rootOf(99n)).toBe(9n);
  for (const root of [2n ** 61n - 1n, 10n ** 40n + 7n, 2n ** 600n])
    for (const k of [2n, 3n, 7n, 31n]) {
      const power = root ** k;
      const around = [power - 1n, power, power + 1n].map((n) => rootOf(n, k));
      expect(around).toEqual([root - 1n, root, root]);
    }
});

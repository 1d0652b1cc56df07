import { expect, it } from 'vitest';
import { createRng } from '../numerics/random.ts';
import { missingMass, upperLimit } from './coverage.ts';

it('has the limits of Clopper and Pearson', () => {
  // (1 − p)ⁿ = 0.05 for k = 0; tables have 0.2589 for none of ten, 0.3942 for one of ten.
  expect(upperLimit(0, 10)).toBeCloseTo(1 - 0.05 ** (1 / 10), 10);
  expect(upperLimit(0, 1_000_000)).toBeCloseTo(-Math.log(0.05) / 1e6, 9);
  expect(upperLimit(1, 10)).toBeCloseTo(0.3942, 4);
  expect(upperLimit(10, 10)).toBe(1);
  // Far from 0: Σ_{j ≤ 500} of Bin(10⁴, p) at the limit, by the normal approximation with its correction.
  expect(upperLimit(500, 10_000)).toBeCloseTo(0.0538, 3);
});

it('counts cells and singletons, and says nothing where there is nothing', () => {
  expect(missingMass({})).toEqual({ cells: 0, once: 0, estimate: 1, bound: 1 });
  expect(missingMass({ a: 1 }).bound).toBe(1);
  const { cells, once, estimate, bound } = missingMass({ a: 900, b: 99, c: 1 });
  expect([cells, once, estimate]).toEqual([3, 1, 0.001]);
  expect(bound).toBeLessThan(0.01);
  // Every draw another cell: all of the second half is new.
  expect(missingMass(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i, 1]))).bound).toBe(
    1,
  );
});

it('bounds the missing mass in at least 95 of 100 campaigns', () => {
  // Cell k with probability 2^−k: after so many draws the mass of those not met is known.
  let held = 0;
  const campaigns = 400;
  for (let c = 0; c < campaigns; c++) {
    const rng = createRng(`campaign ${c}`);
    const counts: { [cell: string]: number } = {};
    for (let n = 0; n < 200; n++) {
      const cell = Math.min(30, 1 + Math.floor(-Math.log2(1 - rng.uniform())));
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    let missing = 1;
    for (const cell of Object.keys(counts)) missing -= 2 ** -Number(cell);
    const { bound } = missingMass(counts);
    if (bound >= missing) held++;
    expect(bound).toBeLessThan(0.2);
  }
  // 95 % less three standard deviations of so many.
  expect(held / campaigns).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / campaigns));
});

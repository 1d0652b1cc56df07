import { describe, expect, it } from 'vitest';
import { networkOf } from '../../testing/network-of.ts';
import { balanceLaw } from './balance.ts';
import { fittedDrift } from './fitted-drift.ts';

describe('the order of a drift', () => {
  // F = a·w, r = aw − 3/2, from w = 1, a = 2: w ← w − ηra, a ← a − ηrw, and what a² − w² has become.
  const driftAt = (time: number, steps: number): number => {
    let [w, a] = [1, 2];
    for (let k = 0; k < steps; k++) {
      const r = ((a * w - 1.5) * time) / steps;
      [w, a] = [w - r * a, a - r * w];
    }
    return Math.abs(a * a - w * w - 3);
  };
  const found = (rate: number, steps: number, target = 1.5) => {
    const training = { method: 'gradient-descent', rate, steps } as const;
    const more = { data: { inputs: [[1]], targets: [[target]] }, loss: 'squared', training };
    const subject = networkOf([1, 1, 1], 'identity', [[[1]], [[2]]], more);
    const law = balanceLaw(subject, 0)!;
    return fittedDrift(subject, training, law, 'h');
  };
  const slopeOver = (time: number): number => {
    const points = [32, 64, 128, 256, 512].map((n) => [
      Math.log(time / n),
      Math.log(driftAt(time, n)),
    ]);
    const mean = (k: number) => points.reduce((sum, p) => sum + p[k] / points.length, 0);
    const [x, y] = [mean(0), mean(1)];
    const along = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0);
    return along / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  };

  it('is that of steps by hand, over the time that is given and no longer than 1', () => {
    for (const [rate, steps, time] of [
      [0.01, 10, 0.1],
      [0.1, 9, 0.9],
      [0.5, 10, 1],
    ]) {
      const [finding] = found(rate, steps);
      if (finding?.status !== 'holds') return expect.fail('it holds');
      expect(finding.decision.value).toBeCloseTo(slopeOver(time), 9);
    }
  });

  it('is fitted where drifts are neither rounding nor large', () => {
    // Of the finest walk, over the terms 4 + 1 of h.
    const smallest = (time: number) => driftAt(time, 512) / 5;
    expect(smallest(8e-4)).toBeGreaterThan(1e-11);
    expect(smallest(8e-4)).toBeLessThan(1e-9);
    expect(found(8e-4, 1)).toHaveLength(1);
    expect(smallest(6e-5)).toBeLessThan(1e-11);
    expect(found(6e-5, 1)).toEqual([]);
    // r = 2 + 20: steps of 22/32 take h to twice its terms and further.
    expect(found(1, 1, -20)).toEqual([]);
  });
});

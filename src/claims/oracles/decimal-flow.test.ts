/** Distances after a flow in decimals: none, one that is there, and one that shrinks with the step. */
import { describe, expect, it } from 'vitest';
import { potential, segment, wall } from '../../testing/potential.ts';
import { distanceInDecimals } from './decimal-flow.ts';

/** The flow of −L, which goes back. */
const back = { ...segment, data: { inputs: [[1]], targets: [[-1]] } };

describe('after a flow next to u = 0', () => {
  it('there is no distance but rounding', () => {
    expect(distanceInDecimals(potential('v', 0, 1), wall, [segment])).toEqual({
      status: 'holds',
      decimal: { digits: 34, steps: [8, 16, 32], distances: [0, 0, 0], bound: 1e-25 },
    });
  });

  it('there is one of its own, told beside the way that was gone', () => {
    // u̇ = v̇ = −1 for one unit of time, then for half a unit more.
    const leaving = (...durations: number[]) => {
      const segments = durations.map((duration) => ({ ...segment, duration }));
      const left = distanceInDecimals(potential('u + v', 0, 0), wall, segments);
      return left.status === 'no-convergence' ? left.decimal : expect.fail(left.status);
    };
    const { distances, bound } = leaving(1);
    expect(distances).toEqual([1, 1, 1]);
    expect(bound / (1e-25 * Math.SQRT2)).toBeCloseTo(1, 12);
    expect(leaving(1, 0.5).distances).toEqual([1.5, 1.5, 1.5]);
  });

  it('there is one of the fifth order where the flow goes there and back', () => {
    // u̇ = −3u² from 1 to 1/4, and back.
    const found = distanceInDecimals(potential('u^3', 1, 0), wall, [segment, back]);
    if (found.status !== 'holds') return expect.fail(found.status);
    const [d8, d16, d32] = found.decimal.distances;
    for (const ratio of [d8 / d16, d16 / d32]) {
      expect(ratio).toBeGreaterThan(2 ** 4);
      expect(ratio).toBeLessThan(2 ** 7);
    }
    expect(found.decimal.bound).toBe(8 * d32);
  });

  it('there is none that decimals have, or too much to be computed', () => {
    // A pole at t = 1/3.
    const outOfReach = { status: 'out-of-reach' };
    expect(distanceInDecimals(potential('u^3', 1, 0), wall, [back])).toEqual(outOfReach);
    // 893·336 gradients of two parameters, of 600 000.
    const inputs = new Array<number[]>(893).fill([1]);
    const many = { ...segment, data: { inputs, targets: inputs } };
    expect(distanceInDecimals(potential('v', 0, 1), wall, [many])).toEqual(outOfReach);
  });
});

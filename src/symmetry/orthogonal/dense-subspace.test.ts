import { describe, expect, it } from 'vitest';
import { big } from '../../testing/representations.ts';
import { denseSubspace } from './dense-subspace.ts';

describe('a dense subspace', () => {
  it('projects onto its span', () => {
    // (3, 4, 0)/5 and e₂.
    const plane = denseSubspace([big(3, 4, 0), big(0, 0, 2)], 3, () => 'a plane');
    const theta = Float64Array.of(5, 10, 7);
    const close = (found: Float64Array, ...expected: number[]) => {
      expect(found.length).toBe(expected.length);
      expected.forEach((x, i) => {
        expect(found[i]).toBeCloseTo(x, 12);
      });
    };
    close(plane.coordinates(theta, Float64Array.of(9, 9)), 11, 7);
    close(plane.project(theta, Float64Array.of(9, 9, 9)), 6.6, 8.8, 7);
    close(plane.normalComponent(theta, new Float64Array(3)), -1.6, 1.2, 0);
    close(plane.embed(Float64Array.of(5, -1), Float64Array.of(9, 9, 9)), 3, 4, -1);
    expect(plane.distance(theta)).toBeCloseTo(2, 12);
    expect([plane.size, plane.dimension, plane.describe()]).toEqual([3, 2, 'a plane']);
  });

  it('that is everything keeps numbers as they are', () => {
    const all = denseSubspace([big(1, 1), big(1, -1)], 2, () => '');
    const theta = Float64Array.of(0.1, 0.3);
    expect(all.project(theta, new Float64Array(2))).toEqual(theta);
    expect(all.coordinates(theta, new Float64Array(2))).toEqual(theta);
    expect(all.embed(theta, new Float64Array(2))).toEqual(theta);
    expect([...all.normalComponent(theta, Float64Array.of(3, 3))]).toEqual([0, 0]);
    expect(all.distance(theta)).toBe(0);
  });
});

/** Walks of a quarter of the size of θ at a time. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { potential } from '../../testing/potential.ts';
import { walkOrbit } from './orbit-walk.ts';

describe('a walk along an orbit', () => {
  // F = 40 u x: u̇ = ∓40, and a segment takes a quarter of 1, as |u| is less.
  const fast = potential('40*u', 0.5);

  it.each(['euler', 1e-9] as const)(
    'goes a quarter of the size of θ at a time (%s)',
    (tolerance) => {
      const { points, durations, segments } = walkOrbit(fast, tolerance);
      expect(points.length).toBe(segments.length + 1);
      const expected = points.map((_, k) => (k % 2 === 0 ? 0.5 : 0.25));
      points.forEach(([u], k) => {
        expect(u).toBeCloseTo(expected[k], 9);
      });
      for (const duration of durations) expect(duration).toBeCloseTo(0.25 / 40, 12);
      expect(segments.map(({ data }) => data.targets[0][0])).toEqual(
        segments.map((_, k) => (k % 2 === 0 ? 1 : -1)),
      );
    },
  );

  it('turns round with every probe', () => {
    const plane = open({
      model: { kind: 'polynomial', variables: ['u', 'v'], features: ['40*u', '40*v'] },
      parameters: { layers: [{ weights: [[0.5, 0.25]], bias: null }] },
    } as Instance);
    const { segments, points } = walkOrbit(plane, 'euler');
    // e₁, e₂ and (1, 1).
    expect(segments.map(({ data }) => [...data.inputs[0], data.targets[0][0]])).toEqual([
      [1, 0, 1],
      [0, 1, -1],
      [1, 1, 1],
    ]);
    const root = 0.25 * Math.SQRT1_2;
    const expected = [0.5, 0.25, 0.25, 0.25, 0.25, 0.5, 0.25 - root, 0.5 - root];
    points.forEach((point, k) => {
      expect(point[0]).toBeCloseTo(expected[2 * k], 12);
      expect(point[1]).toBeCloseTo(expected[2 * k + 1], 12);
    });
  });

  it('of the durations that are given takes those, and no more segments', () => {
    const { points, durations } = walkOrbit(fast, 1e-9, [0.01]);
    expect(durations).toEqual([0.01]);
    expect(walkOrbit(fast, 'euler', [0.01, 0.005]).durations).toEqual([0.01, 0.005]);
    expect(points.map(([u]) => Number(u.toFixed(9)))).toEqual([0.5, 0.1]);
  });

  it('is as long as θ is large, and no longer than a quarter', () => {
    expect(walkOrbit(potential('40*u', 8), 'euler').durations[0]).toBeCloseTo(0.05, 12);
    expect(walkOrbit(potential('u', 8), 'euler').durations[0]).toBe(0.25);
  });
});

it('a walk ends before a segment that has no beginning', () => {
  // 3u² − 4u³ at 10¹²⁰ is ∞ − ∞.
  const lost = potential('u^3 - u^4', 1e160);
  for (const tolerance of ['euler', 1e-9] as const) {
    const { points, segments } = walkOrbit(lost, tolerance);
    expect([points.map(([u]) => u), segments]).toEqual([[1e160], []]);
  }
});

it('a segment that blows up is cut short, unless its length is given', () => {
  // u̇ = 9u⁸ from 2: u = (2⁻⁷ − 63t)^(−1/7), with a pole before a quarter of the size of θ is gone.
  const pole = 2 ** -7 / 63;
  const steep = potential('-1*u^9', 2);
  const aQuarter = (0.25 * 2) / (9 * 2 ** 8);
  expect(aQuarter).toBeGreaterThan(pole);
  const { points, durations } = walkOrbit(steep, 1e-9);
  const [first] = durations;
  expect(first).toBeGreaterThan(pole / 8);
  expect(first).toBeLessThan(pole);
  expect(points[1][0] / (2 ** -7 - 63 * first) ** (-1 / 7)).toBeCloseTo(1, 6);
  // Then back, and on.
  expect(durations.length).toBe(points.length - 1);
  expect(points[2][0]).toBeLessThan(points[1][0]);
  const given = walkOrbit(steep, 1e-9, [aQuarter]);
  expect([given.durations, given.points.map(([u]) => u)]).toEqual([[], [2]]);
  expect(walkOrbit(steep, 1e-9, [first]).points[1]).toEqual(points[1]);
});

/** Distances that change along trajectories, and the times over which they can be followed, by hand. */
import { describe, expect, it } from 'vitest';
import { float64 } from '../../analytic/fields/float64.ts';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { origin, potential, segment, wall } from '../../testing/potential.ts';
import { type DistancePull, distanceCoefficients, distanceInTime } from './distance-flow.ts';
import { horizonOf, pullAcross, timeOf, walk } from './distance-walk.ts';
import { objectiveOf } from './float-model.ts';
import type { TrainingSegment } from './training-segment.ts';

describe('trajectories next to u = 0', () => {
  it('keep or change their distance as L bends', () => {
    const followed = (feature: string, loss: Partial<TrainingSegment> = {}) =>
      distanceInTime(potential(feature, 3, 1), wall, { ...segment, ...loss });
    const found = followed('u^2 + v');
    if (!('status' in found) || found.status !== 'holds') return expect.fail('it holds');
    const { until, grown, said, between, apart, bound, steps } = found.decision;
    expect(steps).toEqual([2, 4, 8]);
    expect(grown).toBeCloseTo(-2 * Number(until), 6);
    expect(said).toBeCloseTo(-2 * Number(until), 12);
    expect(between?.[0]).toBeCloseTo(-2 * Number(until), 9);
    expect(between?.[1]).toBeCloseTo(-2 * Number(until), 9);
    expect(apart[2] < apart[1] / 8 && apart[1] < apart[0] / 8).toBe(true);
    expect(bound).toBeCloseTo(2e-6 * Number(until), 12);
    // v alone moves; nothing does.
    expect(followed('v')).toMatchObject({ reason: 'start' });
    expect(followed('u^2 + v', { data: { inputs: [[1]], targets: [[0]] } })).toEqual({
      reason: 'stationary',
      what: 'trajectory',
    });
  });

  it('have horizons where float64 has no such slopes', () => {
    // ∇²(u⁴) = 12u² at 10³⁰⁰: 1.2·10⁶⁰¹, and 2/1.2 of its units.
    const steep = potential('u^4', 1e300);
    const { until, power } = horizonOf(steep, segment, objectiveOf(steep, segment));
    expect(power).toBe(601);
    expect(until).toBeCloseTo(2 / 1.2, 9);
  });
});

describe('times', () => {
  it('are told in digits where float64 has none of them', () => {
    expect(timeOf({ until: 0.25, power: 0 })).toBe(0.25);
    expect(timeOf({ until: 3, power: 2 })).toBe('0.03000');
    expect(timeOf({ until: 1.5, power: 400 })).toBe('1.500e-400');
  });

  it('of a potential of degree two are walked to e⁻²ᵗ', () => {
    // u̇ = −2u: log of the distance −2t, r = 2.
    const way = (power: number) =>
      walk(potential('u^2', 3), origin(1), segment, 4, { until: 0.5 * 10 ** power, power });
    for (const power of [0, 1]) {
      const { grown, said, apart, moved, points } = way(power);
      expect(grown).toBeCloseTo(-1, 6);
      expect(said).toBeCloseTo(-1, 12);
      expect(apart).toBeCloseTo(Math.abs(grown - said), 12);
      expect(moved).toBe(true);
      expect(points.map(({ rate }) => Number((rate * 10 ** power).toFixed(9)))).toEqual([
        2, 2, 2, 2, 2,
      ]);
      expect(Number(points[4].theta[0])).toBeCloseTo(3 / Math.E, 6);
    }
  });

  it('are as long as eight steps can follow, and no longer than asked for', () => {
    const horizon = (feature: string, duration: number) => {
      const subject = potential(feature, 3);
      const asked = { ...segment, duration };
      return horizonOf(subject, asked, objectiveOf(subject, asked));
    };
    // ∇²L = 2: 2/2, or a power of four less.
    const { until, power } = horizon('u^2', 10);
    expect([Math.abs(Math.log2(until) % 2), power]).toEqual([0, 0]);
    expect(until).toBeGreaterThan(1 / 100);
    expect(until).toBeLessThan(1.01);
    expect(horizon('u^2', 1e-3)).toEqual({ until: 1e-3, power: 0 });
    // A constant field is followed anywhere.
    expect(horizon('u', 10)).toEqual({ until: 10, power: 0 });
  });

  it('of too many numbers are not compared in balls', () => {
    // 4 data, 40 parameters and 128 gradients are more than 20 000.
    const weights = Array.from({ length: 20 }, () => [1]);
    const subject = open({
      model: { kind: 'fully-connected', widths: [1, 20, 1], bias: false, activation: 'tanh' },
      parameters: {
        layers: [
          { weights, bias: null },
          { weights: [weights.flat()], bias: null },
        ],
      },
      data: { inputs: [[1], [2], [3], [4]], targets: [[1], [1], [1], [1]] },
      loss: 'squared',
    } as Instance);
    const data = subject.instance.data!;
    const asked = { data, loss: 'squared', duration: 1 };
    const pull = () => expect.fail('it is not computed');
    const { finding, changes } = distanceCoefficients(subject, origin(40), asked, pull);
    expect(finding).toMatchObject({ status: 'open', doubt: { reason: 'unsupported' } });
    expect(changes).toBe(true);
  });

  it('change where one of two sides does', () => {
    const found = (feature: string, pull: DistancePull) => {
      const { finding, changes } = distanceCoefficients(
        potential(feature, 3, 1),
        wall,
        segment,
        pull,
      );
      return [finding.status, changes];
    };
    // u̇ = −2u, and ½(u²)˙ = −2u² is not 0; u alone stands still where L = v.
    expect(found('u^2 + v', pullAcross)).toEqual(['holds', true]);
    expect(found('u^2 + v', (field) => field.zero)).toEqual(['fails', true]);
    expect(found('v', (field) => field.one)).toEqual(['fails', true]);
    expect(found('v', pullAcross)[1]).toBe(false);
  });

  it('pull across a stratum by the difference of slopes', () => {
    expect(pullAcross(float64, { delta: [1, 2], here: [3, 5], there: [1, 1] })).toBe(10);
  });
});

/** Flows under maps that keep or do not keep them, where they are known in closed form. */
import { describe, expect, it } from 'vitest';
import { descending } from '../../testing/potential.ts';
import { flowEquivariance } from './equivariance.ts';

const swap = { name: 'exchange', target: [1, 0], factor: [1, 1] };
const turn = { name: 'turn', target: [1, 0], factor: [1, -1] };
const identity = { name: 'identity', target: [0, 1], factor: [1, 1] };

describe('a flow', () => {
  it('goes with the maps that keep L', () => {
    // u² + v²: θ e⁻²ᵗ; uv: exchanged with itself, but not turned.
    for (const q of [swap, turn]) {
      const found = flowEquivariance(descending('u^2 + v^2', 1, 3), q, 0.5);
      if (found.status !== 'holds') return expect.fail(found.status);
      const { map, until, moved, end, error, bound } = found.decision;
      expect([map, until, end]).toEqual([q.name, 0.5, 'reached']);
      expect(moved).toBeCloseTo(1 - Math.exp(-1), 6);
      expect(bound - 10 * error).toBeCloseTo(3e-9, 15);
    }
    expect(flowEquivariance(descending('u*v', 1, 2), swap, 0.5).status).toBe('holds');
    const turned = flowEquivariance(descending('u*v', 1, 2), turn, 0.5);
    if (turned.status !== 'open' || turned.doubt.reason !== 'sensitive')
      return expect.fail(turned.status);
    // Turned: (u, v) ↦ (−v, u), of (cosh t − 2 sinh t, 2 cosh t − sinh t); from (−2, 1) there are other signs of sinh.
    const { distance, bound } = turned.doubt.flow;
    expect(distance).toBeCloseTo(2 * 2 * Math.sinh(0.5), 5);
    expect(distance).toBeGreaterThan(bound);
  });

  it('that has a pole is followed up to half of the way there', () => {
    // u̇ = 3u² from 1: a pole at 1/3.
    const found = flowEquivariance(descending('-1*u^3', 1, 0), identity, 1);
    if (found.status !== 'holds') return expect.fail(found.status);
    expect(found.decision.until).toBeCloseTo(1 / 6, 2);
    expect(found.decision.distance).toBe(0);
  });

  it('that has no beginning in float64 is none that holds', () => {
    // −4u³ is infinite; at 10⁹ what is cubed leaves the numbers that are followed at once.
    for (const [feature, u] of [
      ['u^4 + v^4', 1e200],
      ['-1*u^3 - v^3', 1e9],
    ] as const)
      expect(flowEquivariance(descending(feature, u, u), swap, 1)).toMatchObject({
        status: 'open',
        doubt: { reason: 'broken-off', clause: 'flow', durations: [1] },
      });
  });
});

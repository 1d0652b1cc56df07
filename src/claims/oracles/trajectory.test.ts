import { describe, expect, it } from 'vitest';
import { open } from '../../instances/subject.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { potential, segment, wall } from '../../testing/potential.ts';
import { onOneDatum, pair, tangentAtFirst } from '../../testing/two-neurons.ts';
import { marginOfDecision } from '../margin.ts';
import { provenEscape } from './escape.ts';
import { segmentsOf } from './manifold.ts';
import { tangency } from './tangency.ts';
import { trajectory } from './trajectory.ts';

describe('trajectory', () => {
  it('fails by a proved coefficient where tangency holds at the start only', () => {
    const { escaping, plane } = tangentAtFirst(0.5);
    expect(tangency(escaping, plane).status).toBe('holds');
    const flown = trajectory(escaping, plane, segmentsOf(escaping), true);
    if (flown.status !== 'fails') expect.fail(`${flown.status}, not fails`);
    expect(marginOfDecision(flown.decision)).toBeLessThan(-10);
    expect(flown.proof).toMatchObject({ by: 'enclosure' });
    // With r = F − 2 = −2: a′ = 2t, t = tanh ½, and ∂L/∂w = r·a(1 − t²): −4t(1 − t²)·time + …
    const t = Math.tanh(0.5);
    expect(flown.decision.proved?.order).toBe(1);
    expect(flown.decision.proved?.enclosure.distance).toBeCloseTo(4 * t * (1 - t * t), 13);
    // Float64 sees it as well, and may not say so.
    expect(trajectory(escaping, plane, segmentsOf(escaping), false)).toMatchObject({
      status: 'open',
      doubt: { reason: 'float-only' },
    });
  });

  it('leaves after a switch to data that pull off the plane, and not before', () => {
    // { w = 1/2 } again, but the first datum is 0: nothing moves, and the second pulls on a alone.
    const { escaping, plane } = tangentAtFirst(0.5);
    const still = { data: { inputs: [[0]], targets: [[1]] }, loss: 'squared', duration: 1 };
    const pulling = { ...still, data: { inputs: [[1]], targets: [[1]] } };
    expect(provenEscape(escaping, plane, [still, still])).toBe(null);
    // The first segment stands still: the second, from the start, leaves to order 1.
    expect(provenEscape(escaping, plane, [still, pulling])).toMatchObject({
      coefficient: { leg: 1, order: 1 },
    });
    expect(provenEscape(escaping, plane, [pulling, still])).toMatchObject({
      coefficient: { leg: 0, order: 1 },
    });
  });

  it('proves nothing where pieces of a function meet', () => {
    const { escaping, plane } = tangentAtFirst(0.5);
    const model = { ...escaping.instance.model, activation: 'relu' };
    const flat = { weights: [[0]], bias: null };
    const at = (w: number) =>
      open({
        ...escaping.instance,
        model,
        parameters: { layers: [{ weights: [[w]], bias: null }, flat] },
      });
    const segments = segmentsOf(escaping);
    expect(provenEscape(at(0.5), plane, segments)).toMatchObject({
      coefficient: { leg: 0, order: 1 },
    });
    expect(provenEscape(at(0), plane, segments)).toBe(null);
  });

  it('holds on the stratum of equal neurons', () => {
    const equal = pair('tanh', [0.5, 0.5], [0.25, 0.25], onOneDatum);
    const flown = trajectory(equal, isotropyOf(equal).subspace, segmentsOf(equal), true);
    if (flown.status !== 'holds') expect.fail(`${flown.status}, not holds`);
    expect(flown.decision.moved).toBeGreaterThan(1e-3);
  });
  it('is broken off, and does not stand still, where not a step of it is taken', () => {
    // v̇ = 3v² from 10⁹, larger than what is followed; u = 0 is kept.
    const flown = trajectory(potential('u^2 - v^3', 0, 1e9), wall, [segment], true);
    expect(flown).toEqual({
      status: 'open',
      doubt: { reason: 'broken-off', clause: 'trajectory', end: 'blown-up', durations: [1] },
    });
    // From 1 there is a pole at 1/3, v = 1/(1 − 3t), and the way there is followed.
    const before = trajectory(potential('u^2 - v^3', 0, 1), wall, [segment], true);
    if (before.status !== 'holds') expect.fail(before.status);
    expect(before.decision.end).toBe('blown-up');
    expect(before.decision.durations[0]).toBeCloseTo(1 / 3, 2);
    expect(before.decision.moved).toBeCloseTo(1, 6);
  });

  it('holds as far as 750 steps lead where flow is stiff', () => {
    // v̇ = −10⁴v: Dormand–Prince 5(4) is stable for steps up to 3.31/10⁴, and 750 of these make a quarter.
    const flown = trajectory(potential('u^2 + 5000*v^2', 0, 1), wall, [segment], true);
    if (flown.status !== 'holds') expect.fail(flown.status);
    const { end, steps, durations, moved } = flown.decision;
    expect(end).toBe('too-many-steps');
    expect(moved).toBeCloseTo(1, 5);
    expect(steps[0]).toBeLessThanOrEqual(750);
    expect(durations[0]).toBeGreaterThan(0.15);
    expect(durations[0]).toBeLessThan(0.25);
  });

  it('does not stay with an answer where flow blows up at once', () => {
    // ẇ = 2a w x, ȧ = w²: reaches infinity in finite time; only a prefix can be judged.
    const exploding = pair('square', [1e3, 1e3], [1e3, 1e3], {
      ...onOneDatum,
      data: { inputs: [[1e3]], targets: [[-1]] },
      loss: 'linear',
    });
    const flown = trajectory(
      exploding,
      isotropyOf(exploding).subspace,
      segmentsOf(exploding),
      true,
    );
    expect(flown.status).not.toBe('fails');
  });
});

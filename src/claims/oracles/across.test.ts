/** Curvatures across the stratum of two equal neurons, by hand. */
import { describe, expect, it } from 'vitest';
import { pair } from '../../testing/two-neurons.ts';
import { curvatureAcross, curvatureAlong, curvatureWithout, incomingApart } from './across.ts';

describe('two equal neurons', () => {
  // F = a·w, L = ½(F − y)², x = 1: ∇²L = ∇F∇Fᵀ + (F − y)(0 1; 1 0).
  const at = (w: readonly [number, number], a: readonly [number, number], y: number) =>
    pair('identity', w, a, { data: { inputs: [[1]], targets: [[y]] }, loss: 'squared' });

  it('curve along w₁ − w₂ as (a₁ − a₂)²', () => {
    const apart = at([1, 3], [5, 2], 0);
    const v = incomingApart(apart);
    expect([...v]).toEqual([1, -1, 0, 0]);
    const [decision] = curvatureAlong(apart, v);
    expect(decision).toMatchObject({ clause: 'across', value: 9 });
    expect(curvatureWithout(apart, v, 1)).toMatchObject({ status: 'fails' });
    const held = curvatureWithout(apart, v, -1);
    if (held.status !== 'holds') return expect.fail(held.status);
    expect(held.decision.enclosure?.margin).toBeGreaterThan(0);
    expect(curvatureWithout(at([1, 3], [2, 2], 0), v, 1)).toMatchObject({
      status: 'open',
      doubt: { reason: 'unsettled' },
    });
  });

  it('have directions of either sign where their incoming weights are moved', () => {
    // q = F − y = 4: v = (1, −1 | α, −α), vᵀ∇²L v = 4α q with α = ±1/(2q).
    const moving = at([1, 1], [2, 2], 0);
    for (const sign of [1, -1] as const) {
      expect(curvatureAcross(moving, sign, true)).toMatchObject({
        status: 'fails',
        decision: { value: 2 * sign },
      });
      const held = curvatureAcross(moving, sign, false);
      if (!('status' in held) || held.status !== 'holds') return expect.fail('it holds');
      expect(held.decision.enclosure?.margin).toBeGreaterThan(0);
    }
    // A fit: nothing moves them.
    expect(curvatureAcross(at([1, 1], [2, 2], 4), 1, false)).toEqual({
      reason: 'stationary',
      what: 'field',
    });
  });

  it('say nothing where θ is off the stratum and L curves the other way', () => {
    // F = 8, q = 1/2: β = (−1, 1), β·∇²L(0, 0 | 1, −1) = −2q, so α² (w₁ − w₂)² = 4/(2q)² outweighs the 2 of the wrong sign.
    for (const isForbidden of [true, false])
      expect(curvatureAcross(at([1, 3], [2, 2], 7.5), -1, isForbidden)).toMatchObject({
        status: 'open',
        doubt: { reason: 'unsettled' },
      });
    expect(curvatureAcross(at([1, 3], [2, 2], 7.5), 1, true)).toMatchObject({ status: 'fails' });
  });

  it('curve by what float64 has no number for, which is told by its largest', () => {
    const far = at([1, 3], [5e200, 2e200], 0);
    const [decision, settled] = curvatureAlong(far, incomingApart(far));
    expect(settled.decided).toBe('differs');
    expect(decision.value).toBe(Number.MAX_VALUE);
  });
});

/** How integrations end: at the time asked for, or with a reason. */
import { describe, expect, it } from 'vitest';
import { equal, FIXED, scalar, strict, within } from '../testing/small-flows.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import { solve } from './solve.ts';

describe('ends', () => {
  it('reached: exactly at the end, either way in time', () => {
    for (const until of [3, -3]) {
      const { end, t, y } = solve(
        scalar((y) => -y),
        Float64Array.of(1),
        { ...strict, until },
      );
      expect([end, t]).toEqual(['reached', until]);
      // |error| ≤ Σ tolerances · e^{|t|}, at most 200 steps.
      expect(Math.abs(y[0] - Math.exp(-until))).toBeLessThan(200 * 1e-9 * Math.exp(3) * y[0]);
    }
  });

  it('stationary: stops where the field is small', () => {
    const { end, t } = solve(
      scalar((y) => -y),
      Float64Array.of(1),
      {
        ...strict,
        until: 100,
        ends: { stationaryBelow: 1e-6 },
      },
    );
    expect(end).toBe('stationary');
    // Not before |y| = 1e−6, and at the first accepted point after; steps are at most 3.3 long, the
    // boundary of the stability interval.
    expect(t).toBeGreaterThan(Math.log(1e6) - 1e-3);
    expect(t).toBeLessThan(Math.log(1e6) + 3.4);
  });

  it('stationary at once on a zero of the field, and when the fixed-step loop is asked', () => {
    const zero = scalar(() => 0);
    const options = { ...strict, ends: { stationaryBelow: 0 } };
    expect(solve(zero, Float64Array.of(1), options)).toMatchObject({
      end: 'stationary',
      t: 0,
      accepted: 0,
    });
    expect(
      solve(zero, Float64Array.of(1), {
        ...equal(rungeKutta4, 10),
        ends: { stationaryBelow: 0 },
      }).end,
    ).toBe('stationary');
  });

  it('a zero field is crossed to the end without stationaryBelow, even from 0 without an absolute tolerance', () => {
    const options = within({ absolute: 0 });
    expect(
      solve(
        scalar(() => 0),
        Float64Array.of(0),
        options,
      ).end,
    ).toBe('reached');
  });

  it('blown-up: y′ = y² crosses the bound just before t = 1', () => {
    const passed: number[] = [];
    const { end, t } = solve(
      scalar((y) => y * y),
      Float64Array.of(1),
      {
        ...strict,
        until: 2,
        ends: { blowUpAbove: 1e6 },
        onStep: (_t, y) => passed.push(y[0]),
      },
    );
    expect(end).toBe('blown-up');
    expect(passed.pop()).toBeGreaterThan(1e6);
    expect(Math.max(...passed)).toBeLessThanOrEqual(1e6);
    // y = 1/(1 − t) > 1e6 means t > 1 − 1e−6; the error of t is that of y times (1 − t)².
    expect(t).toBeGreaterThan(1 - 1.01e-6);
    expect(t).toBeLessThan(1);
  });

  it('blown-up without a bound: poles of y² and of e^y, forwards and backwards', () => {
    for (const f of [(y: number) => y * y, Math.exp]) {
      const forward = solve(scalar(f), Float64Array.of(f === Math.exp ? 0 : 1), {
        ...strict,
        until: 2,
      });
      expect(forward.end).toBe('blown-up');
      expect(Math.abs(forward.t - 1)).toBeLessThan(1e-6);
      expect(forward.y.every(Number.isFinite)).toBe(true);
    }
    const backward = solve(
      scalar((y) => -y * y),
      Float64Array.of(1),
      { ...strict, until: -2 },
    );
    expect(backward.end).toBe('blown-up');
    expect(Math.abs(backward.t + 1)).toBeLessThan(1e-6);
  });

  it('blown-up beyond the range of doubles although the field stays finite', () => {
    const { end, y } = solve(
      scalar(() => 1e308),
      Float64Array.of(1e308),
      strict,
    );
    expect(end).toBe('blown-up');
    expect(y[0]).toBeLessThanOrEqual(Number.MAX_VALUE);
  });

  it('blown-up for fixed steps: keeps the last finite point', () => {
    for (const method of FIXED) {
      const solution = solve(
        scalar((y) => y * y * y),
        Float64Array.of(1),
        equal(method, 100, 2),
      );
      expect(solution.end).toBe('blown-up');
      expect(Number.isFinite(solution.y[0])).toBe(true);
      expect(solution.accepted).toBeLessThan(100);
    }
  });

  it('blown-up at the start: NaN, ∞, and a field that is not finite there', () => {
    for (const y0 of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const solution = solve(
        scalar((y) => y),
        Float64Array.of(y0),
        strict,
      );
      expect(solution).toMatchObject({ end: 'blown-up', t: 0, accepted: 0 });
    }
    const broken = scalar(() => Number.NaN);
    expect(solve(broken, Float64Array.of(1), strict).end).toBe('blown-up');
    expect(solve(broken, Float64Array.of(1), equal(rungeKutta4, 3)).end).toBe('blown-up');
  });

  it('an overflow inside a trial step is a rejection, not an end', () => {
    // From y = 700 the right-hand side −e^y is finite, but Euler's trial from a long first step is not.
    const field = scalar((y) => -Math.exp(y));
    const { end, rejected, y } = solve(field, Float64Array.of(-5), {
      ...within({ firstStep: 140 }),
      until: -140,
    });
    expect(end).toBe('reached');
    expect(rejected).toBeGreaterThan(0);
    // e^{−y} = e^5 + t  ⇒  y = −log(e^5 − 140).
    expect(Math.abs(y[0] + Math.log(Math.exp(5) - 140))).toBeLessThan(1e-6);
  });

  it('too-many-steps: a stiff problem', () => {
    const stiff = scalar((y, t) => -1e6 * (y - Math.cos(t)));
    const { end, accepted, rejected } = solve(stiff, Float64Array.of(0), {
      ...within({ maxSteps: 1000 }),
    });
    expect(end).toBe('too-many-steps');
    expect(accepted + rejected).toBe(1000);
  });

  it('a mildly stiff problem is solved within its tolerance', () => {
    // y = (λ² cos t + λ sin t − λ² e^{−λt})/(1 + λ²) solves y′ = −λ(y − cos t), y(0) = 0.
    const λ = 1000;
    const stiff = scalar((y, t) => -λ * (y - Math.cos(t)));
    const { end, y } = solve(stiff, Float64Array.of(0), strict);
    expect(end).toBe('reached');
    const exact = (λ * λ * Math.cos(1) + λ * Math.sin(1) - λ * λ * Math.exp(-λ)) / (1 + λ * λ);
    // Errors are damped at rate λ: only the last few steps' local errors, 1e−9 each, remain.
    expect(Math.abs(y[0] - exact)).toBeLessThan(1e-8);
  });
});

import { describe, expect, it } from 'vitest';
import { rationals } from '../analytic/fields/rationals.ts';
import * as q from '../numerics/rational.ts';
import { constant } from './constant.ts';
import { dormandPrince5 } from './dormand-prince-5.ts';
import { euler } from './euler.ts';
import { flow } from './flow.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import { solve } from './solve.ts';

/** Σ zᵏ/dₖ. */
const polynomial = (z: q.Rational, denominators: readonly number[]) =>
  denominators.reduce(
    (state, d) => ({
      sum: q.add(state.sum, q.divide(state.power, q.rational(d))),
      power: q.multiply(state.power, z),
    }),
    { sum: q.ZERO, power: q.ONE },
  ).sum;

describe('flow over a field', () => {
  // On ẏ = −y a Runge–Kutta step multiplies by its stability polynomial R(z), z = −h; for
  // Dormand–Prince 5 the z⁶ coefficient is 1/600 (Hairer, Wanner II, IV.2).
  it.each([
    { method: euler, denominators: [1, 1] },
    { method: rungeKutta4, denominators: [1, 1, 2, 6, 24] },
    { method: dormandPrince5, denominators: [1, 1, 2, 6, 24, 120, 600] },
  ])('multiplies by the stability polynomial, exactly', ({ method, denominators }) => {
    const h = q.rational(1, 3);
    const factor = polynomial(q.negate(h), denominators);
    const from = [q.rational(5)];
    const [y] = flow(rationals, method, (v) => v.map(q.negate), { from, step: h, steps: 2 });
    expect(q.format(y)).toBe(q.format(q.multiply(q.rational(5), q.multiply(factor, factor))));
  });

  it('is what the float64 solvers round', () => {
    // ẏ = (y₂, y₁y₂ − y₁), polynomial, so the rationals carry it exactly; two steps of 1/4 from
    // (1/2, 1): about 30 operations a step on numbers below 2 round by less than 100·2⁻⁵² in all.
    const h = q.rational(1, 4);
    const start = [q.rational(1, 2), q.ONE];
    const exactField = ([a, b]: readonly q.Rational[]) => [b, q.subtract(q.multiply(a, b), a)];
    const field = {
      size: 2,
      evaluate(_t: number, y: Float64Array, out: Float64Array) {
        out[0] = y[1];
        out[1] = y[0] * y[1] - y[0];
      },
    };
    for (const method of [euler, rungeKutta4, dormandPrince5]) {
      const steps = { from: start, step: h, steps: 2 };
      const exact = flow(rationals, method, exactField, steps).map(q.toDouble);
      const options = { method, control: constant(2), from: 0, until: 0.5 };
      const { y } = solve(field, Float64Array.of(0.5, 1), options);
      for (let i = 0; i < 2; i++)
        expect(Math.abs(y[i] - exact[i])).toBeLessThan(100 * Number.EPSILON);
    }
  });

  it('hands the time to the field: one step of ẏ = t³ is Simpson’s rule, exact', () => {
    // ∫₀^{1/2} t³ dt = 1/64; two stages of three see t = 1/4.
    const slope = (_y: unknown, t: q.Rational) => [q.multiply(t, q.multiply(t, t))];
    const steps = { from: [q.ZERO], step: q.rational(1, 2), steps: 1 };
    expect(flow(rationals, rungeKutta4, slope, steps).map(q.format)).toEqual(['1/64']);
    // ∫₀¹ t³ dt in two such steps: the second starts at t = 1/2.
    expect(flow(rationals, rungeKutta4, slope, { ...steps, steps: 2 }).map(q.format)).toEqual([
      '1/4',
    ]);
  });
});

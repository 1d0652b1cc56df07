import { describe, expect, it } from 'vitest';
import * as q from '../numerics/rational.ts';
import type { Ring } from '../numerics/ring.ts';
import { dormandPrinceFixed } from './dormand-prince-fixed.ts';
import { DORMAND_PRINCE_5, flowOverRing, RUNGE_KUTTA_4 } from './exact-flow.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';

const rationals: Ring<q.Rational> = {
  name: 'rationals',
  zero: q.ZERO,
  one: q.ONE,
  add: q.add,
  sub: q.subtract,
  mul: q.multiply,
  neg: q.negate,
  isZero: q.isZero,
  fromRational: (x) => x,
};

/** Σ zᵏ/dₖ. */
const polynomial = (z: q.Rational, denominators: readonly number[]) =>
  denominators.reduce(
    (state, d) => ({
      sum: q.add(state.sum, q.divide(state.power, q.rational(d))),
      power: q.multiply(state.power, z),
    }),
    { sum: q.ZERO, power: q.ONE },
  ).sum;

describe('flow over a ring', () => {
  // On ẏ = −y a Runge–Kutta step multiplies by its stability polynomial R(z), z = −h; for
  // Dormand–Prince 5 the z⁶ coefficient is 1/600 (Hairer, Wanner II, IV.2).
  it.each([
    { tableau: RUNGE_KUTTA_4, denominators: [1, 1, 2, 6, 24] },
    { tableau: DORMAND_PRINCE_5, denominators: [1, 1, 2, 6, 24, 120, 600] },
  ])('multiplies by the stability polynomial, exactly', ({ tableau, denominators }) => {
    const h = q.rational(1, 3);
    const factor = polynomial(q.negate(h), denominators);
    const [y] = flowOverRing(rationals, (v) => v.map(q.negate), [q.rational(5)], h, 2, tableau);
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
    for (const [tableau, solve] of [
      [RUNGE_KUTTA_4, rungeKutta4],
      [DORMAND_PRINCE_5, dormandPrinceFixed],
    ] as const) {
      const exact = flowOverRing(rationals, exactField, start, h, 2, tableau).map(q.toDouble);
      const { y } = solve(field, Float64Array.of(0.5, 1), { from: 0, until: 0.5, steps: 2 });
      for (let i = 0; i < 2; i++)
        expect(Math.abs(y[i] - exact[i])).toBeLessThan(100 * Number.EPSILON);
    }
  });
});

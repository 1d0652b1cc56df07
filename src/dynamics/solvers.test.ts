/** Relations that every method keeps, and what is refused. */
import { describe, expect, it } from 'vitest';
import { InputError, ShapeError } from '../errors.ts';
import { oneNeuronFlow, oneNeuronSolution } from '../testing/one-neuron-flow.ts';
import { coupled, equal, FIXED, scalar, strict, within } from '../testing/small-flows.ts';
import { constant } from './constant.ts';
import { euler } from './euler.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import { solve } from './solve.ts';
import type { VectorField } from './vector-field.ts';

describe('relations', () => {
  const start = Float64Array.of(0.3, 0.7);

  it('a² − w² is conserved off the diagonal, to the tolerance', () => {
    const { y } = solve(oneNeuronFlow(2), start, { ...strict, until: 5 });
    // d(a² − w²) ≤ 2‖θ‖ per unit of error; ‖θ‖ ≤ 2, local errors ≤ 1e−9·2, at most 200 steps.
    expect(Math.abs(y[1] ** 2 - y[0] ** 2 - (0.49 - 0.09))).toBeLessThan(200 * 8e-9);
  });

  it('there and back again', () => {
    const there = solve(oneNeuronFlow(2), start, { ...strict, until: 1.5 });
    const back = solve(oneNeuronFlow(2), there.y, { ...strict, from: 1.5, until: 0 });
    expect(back.end).toBe('reached');
    // Backwards, errors made near the attractor grow by e^{∫‖Df‖} ≤ e^{1.5·4}; 200 local errors.
    const bound = 200 * 2e-9 * Math.exp(6);
    expect(Math.hypot(back.y[0] - 0.3, back.y[1] - 0.7)).toBeLessThan(bound);
  });

  it('counts evaluations as the field does, and calls onStep once an accepted step', () => {
    const model = oneNeuronFlow(2);
    for (const run of [
      (f: VectorField, onStep: () => void) => solve(f, start, { ...strict, onStep }),
      (f: VectorField, onStep: () => void) =>
        solve(f, start, { ...equal(rungeKutta4, 17), ends: { stationaryBelow: 0 }, onStep }),
      ...FIXED.map(
        (method) => (f: VectorField, onStep: () => void) =>
          solve(f, start, { ...equal(method, 17), onStep }),
      ),
    ]) {
      let evaluations = 0;
      let steps = 0;
      const counted: VectorField = {
        size: 2,
        evaluate(t, y, out) {
          evaluations++;
          model.evaluate(t, y, out);
        },
      };
      const solution = run(counted, () => {
        steps++;
      });
      expect(solution.evaluations).toBe(evaluations);
      expect(solution.accepted).toBe(steps);
      expect(steps).toBeGreaterThan(0);
    }
  });

  it('leaves the start alone', () => {
    const y0 = Float64Array.of(0.3, 0.7);
    solve(oneNeuronFlow(2), y0, strict);
    solve(oneNeuronFlow(2), y0, equal(rungeKutta4, 3));
    expect([...y0]).toEqual([0.3, 0.7]);
  });

  it('onStep and dense output agree, and dense output refuses times outside', () => {
    const inside: [number, number][] = [];
    const solution = solve(oneNeuronFlow(2), Float64Array.of(0.5, 0.5), {
      ...strict,
      from: 1,
      until: -1,
      dense: true,
      onStep(_t, _y, step) {
        const out = new Float64Array(2);
        const middle = 0.5 * (step.from + step.to);
        step.at(middle, out);
        inside.push([middle, out[0]]);
      },
    });
    const out = new Float64Array(2);
    expect(inside.length).toBe(solution.accepted);
    for (const [t, value] of inside) {
      solution.at(t, out);
      expect(out[0]).toBe(value);
      expect(Math.abs(value - oneNeuronSolution(2, 0.5, t - 1))).toBeLessThan(1e-6);
    }
    expect(() => solution.at(1.1, out)).toThrow(RangeError);
    expect(() => solution.at(-1.1, out)).toThrow(RangeError);
    expect(() => solution.at(Number.NaN, out)).toThrow(RangeError);
  });

  it('equal, opposite and zero components stay so to the last bit, in every solver', () => {
    const y0 = Float64Array.of(0.7, 0.7, -0.7, 0, 1.3, -1.3);
    const check = (_t: number, y: Float64Array) => {
      expect(y[1]).toBe(y[0]);
      expect(y[2]).toBe(-y[0]);
      expect(y[3] === 0).toBe(true);
      expect(y[5]).toBe(-y[4]);
    };
    const ends = [
      solve(coupled, y0, { ...strict, until: 7, onStep: check }),
      ...FIXED.map((method) => solve(coupled, y0, { ...equal(method, 100, 7), onStep: check })),
    ];
    for (const { end, y, accepted } of ends) {
      expect(end).toBe('reached');
      expect(accepted).toBeGreaterThan(10);
      expect(Math.abs(y[0] - 0.7)).toBeGreaterThan(0.1);
    }
  });
});

describe('options', () => {
  const field = scalar((y) => -y);
  const y0 = Float64Array.of(1);

  it.each([
    { relative: -1 },
    { relative: Number.NaN },
    { absolute: Number.POSITIVE_INFINITY },
    { relative: 0, absolute: 0 },
    { maxSteps: 0 },
    { maxSteps: 1.5 },
    { firstStep: 0 },
  ])('refuses tolerances %j', (wrong) => {
    expect(() => within(wrong)).toThrow(InputError);
  });

  it.each([
    { until: Number.NaN },
    { from: Number.NEGATIVE_INFINITY },
    { ends: { stationaryBelow: -1 } },
    { ends: { blowUpAbove: Number.NaN } },
  ])('refuses %j', (wrong) => {
    expect(() => solve(field, y0, { ...strict, ...wrong })).toThrow(InputError);
  });

  it('refuses a start of the wrong size and a number of steps that is none', () => {
    expect(() => solve(field, new Float64Array(2), strict)).toThrow(ShapeError);
    expect(() => constant(0)).toThrow(InputError);
  });

  it('refuses tolerances without an error estimate and dense output without an extension', () => {
    expect(() => solve(field, y0, { ...strict, method: rungeKutta4 })).toThrow(
      /embedded result, received Runge–Kutta 4/,
    );
    const options = equal(rungeKutta4, 3);
    expect(() => solve(field, y0, { ...options, dense: true })).toThrow(/continuous extension/);
    const onStep = (t: number, y: Float64Array, step: { at(t: number, y: Float64Array): void }) =>
      step.at(t, y);
    expect(() => solve(field, y0, { ...options, onStep })).toThrow(/continuous extension/);
  });

  it('refuses steps that the time cannot resolve', () => {
    const options = { ...equal(euler, 10), from: 1e16, until: 1e16 + 2 };
    expect(solve(field, y0, options)).toMatchObject({ end: 'blown-up', accepted: 0 });
  });

  it('an empty interval is reached at once', () => {
    expect(solve(field, y0, { ...strict, until: 0 })).toMatchObject({
      end: 'reached',
      evaluations: 0,
    });
  });
});

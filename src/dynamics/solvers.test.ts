/** Ends, counts, time reversal and symmetry of the solvers. */
import { describe, expect, it } from 'vitest';
import { InputError, ShapeError } from '../errors.ts';
import { oneNeuronFlow, oneNeuronSolution } from '../testing/one-neuron-flow.ts';
import { constant } from './constant.ts';
import { dormandPrince5 } from './dormand-prince-5.ts';
import { euler } from './euler.ts';
import { proportionalIntegral, type Tolerances } from './proportional-integral.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import { solve } from './solve.ts';
import type { VectorField } from './vector-field.ts';

const scalar = (f: (y: number, t: number) => number): VectorField => ({
  size: 1,
  evaluate(t, y, out) {
    out[0] = f(y[0], t);
  },
});

const tolerances: Tolerances = { relative: 1e-9, absolute: 1e-12, maxSteps: 20_000 };

/** Dormand–Prince under those tolerances, or others. */
const within = (changes: Partial<Tolerances>) => ({
  method: dormandPrince5,
  control: proportionalIntegral({ ...tolerances, ...changes }),
  from: 0,
  until: 1,
});
const strict = within({});

/** Every method with equal steps. */
const FIXED = [euler, rungeKutta4, dormandPrince5];
const equal = (method: typeof euler, steps: number, until = 1) => ({
  method,
  control: constant(steps),
  from: 0,
  until,
});

/** A field that is odd and treats components alike, coupled through one scalar. */
const coupled: VectorField = {
  size: 6,
  evaluate(_t, y, out) {
    let sum = 0;
    for (let i = 0; i < 6; i++) sum += y[i] * y[i];
    for (let i = 0; i < 6; i++) out[i] = Math.sin(y[i]) - 0.1 * sum * y[i];
  },
};

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

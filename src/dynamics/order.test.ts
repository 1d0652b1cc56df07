/** Orders of convergence, fitted, against the closed form of the one-neuron linear network. */
import { describe, expect, it } from 'vitest';
import { fittedSlope } from '../testing/fitted-slope.ts';
import { oneNeuronFlow, oneNeuronSolution } from '../testing/one-neuron-flow.ts';
import { integrate } from './dormand-prince.ts';
import { dormandPrinceFixed } from './dormand-prince-fixed.ts';
import { createStages, evaluateDense } from './dormand-prince-stages.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import type { FixedStepOptions, Solution } from './solution.ts';
import type { VectorField } from './vector-field.ts';

const Y = 1.5;
const START = 0.4;
const UNTIL = 2;
const field = oneNeuronFlow(Y);
const start = Float64Array.of(START, START);
const exact = (t: number) => oneNeuronSolution(Y, START, t);

/**
 * With the next term of the error expansion, error = C h^p (1 + ch), the fitted slope is p plus the
 * mean of ch/(1 + ch). c is of the size of the flow's rate 2y = 3, so that mean stays below 1/4 for
 * h ≤ 0.08, and for h halved four times from 0.125. Neighbouring orders are 1 away.
 */
const SLOPE_TOLERANCE = 0.25;
const STEPS = [16, 32, 64, 128, 256];

function globalErrors(
  solve: (field: VectorField, y0: Float64Array, o: FixedStepOptions) => Solution,
): number[] {
  return STEPS.map((steps) => {
    const { y, end, accepted } = solve(field, start, { from: 0, until: UNTIL, steps });
    expect([end, accepted]).toEqual(['reached', steps]);
    return Math.hypot(y[0] - exact(UNTIL), y[1] - exact(UNTIL));
  });
}

/** One step from t = 0 for a falling sequence of h; `measure` returns the distance to the exact. */
function localErrors(measure: (h: number, next: Float64Array, error: Float64Array) => number) {
  const stages = createStages(field);
  const next = new Float64Array(2);
  const error = new Float64Array(2);
  const sizes = [0.08, 0.06, 0.04, 0.03, 0.02];
  const errors = sizes.map((h) => {
    field.evaluate(0, start, stages.first);
    stages.attempt(0, start, h, next);
    stages.localError(h, error);
    return measure(h, next, error);
  });
  return { sizes, errors, stages };
}

describe('order of convergence', () => {
  const lengths = STEPS.map((n) => UNTIL / n);

  it('classical Runge–Kutta: 4', () => {
    const slope = fittedSlope(lengths, globalErrors(rungeKutta4));
    expect(Math.abs(slope - 4)).toBeLessThan(SLOPE_TOLERANCE);
  });

  it('Dormand–Prince with a fixed step: 5', () => {
    const slope = fittedSlope(lengths, globalErrors(dormandPrinceFixed));
    expect(Math.abs(slope - 5)).toBeLessThan(SLOPE_TOLERANCE);
  });

  it('a field that depends on time: the same orders', () => {
    // ẏ = −λ(y − cos t) with λ = 2 and y(0) = λ²/(1 + λ²): y = (λ² cos t + λ sin t)/(1 + λ²).
    const forced: VectorField = {
      size: 1,
      evaluate(t, y, out) {
        out[0] = -2 * (y[0] - Math.cos(t));
      },
    };
    const solution = (t: number) => (4 * Math.cos(t) + 2 * Math.sin(t)) / 5;
    for (const [solve, order] of [
      [rungeKutta4, 4],
      [dormandPrinceFixed, 5],
    ] as const) {
      const errors = STEPS.map((steps) => {
        const { y } = solve(forced, Float64Array.of(0.8), { from: 0, until: UNTIL, steps });
        return Math.abs(y[0] - solution(UNTIL));
      });
      expect(Math.abs(fittedSlope(lengths, errors) - order)).toBeLessThan(SLOPE_TOLERANCE);
    }
  });

  it('one step: error of order 6, embedded result of order 5, estimate of order 5', () => {
    const main = localErrors((h, next) => Math.abs(next[0] - exact(h)));
    expect(Math.abs(fittedSlope(main.sizes, main.errors) - 6)).toBeLessThan(SLOPE_TOLERANCE);
    const embedded = localErrors((h, next, e) => Math.abs(next[0] - e[0] - exact(h)));
    expect(Math.abs(fittedSlope(embedded.sizes, embedded.errors) - 5)).toBeLessThan(
      SLOPE_TOLERANCE,
    );
    const estimate = localErrors((_h, _next, e) => Math.abs(e[0]));
    expect(Math.abs(fittedSlope(estimate.sizes, estimate.errors) - 5)).toBeLessThan(
      SLOPE_TOLERANCE,
    );
  });

  it('continuous extension: local error of order 5, uniformly over the step', () => {
    const coefficients = new Float64Array(10);
    const out = new Float64Array(2);
    const sizes = [0.08, 0.06, 0.04, 0.03, 0.02];
    const errors = sizes.map((h) => {
      const stages = createStages(field);
      const next = new Float64Array(2);
      field.evaluate(0, start, stages.first);
      stages.attempt(0, start, h, next);
      stages.denseCoefficients(h, start, next, coefficients);
      evaluateDense(coefficients, 0, out);
      expect(out).toEqual(start);
      let worst = 0;
      for (let k = 1; k < 20; k++) {
        evaluateDense(coefficients, k / 20, out);
        worst = Math.max(worst, Math.abs(out[0] - exact((k / 20) * h)));
      }
      return worst;
    });
    expect(Math.abs(fittedSlope(sizes, errors) - 5)).toBeLessThan(SLOPE_TOLERANCE);
  });

  it('adaptive: the error follows the tolerance, at the end and in between', () => {
    // Looser ones take so few steps that they are not yet in the asymptotic regime.
    const tolerances = [1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11];
    const runs = tolerances.map((tolerance) => {
      const solution = integrate(field, start, {
        from: 0,
        until: UNTIL,
        relativeTolerance: tolerance,
        absoluteTolerance: tolerance,
        maxSteps: 10_000,
        dense: true,
      });
      expect(solution.end).toBe('reached');
      const out = new Float64Array(2);
      let worst = 0;
      for (let k = 0; k <= 200; k++) {
        const t = (UNTIL * k) / 200;
        solution.at(t, out);
        worst = Math.max(worst, Math.abs(out[0] - exact(t)));
      }
      return { atEnd: Math.abs(solution.y[0] - exact(UNTIL)), worst };
    });
    // Local error ∝ tolerance per step and global error ∝ h⁵ ∝ tolerance, so the slope is 1. Steps are
    // quantised by acceptance and the end may lie near a zero of the error, hence 0.8 … 1.2.
    for (const errors of [runs.map((r) => r.atEnd), runs.map((r) => r.worst)]) {
      const slope = fittedSlope(tolerances, errors);
      expect(slope).toBeGreaterThan(0.8);
      expect(slope).toBeLessThan(1.2);
    }
    // Near the end the flow contracts at rate 2y = 3, so that errors of 2.7 tolerances a step, 1 + ‖y‖,
    // add up to 2.7/(1 − e^{−3h}) ≤ 30 for steps of h ≥ 0.03.
    runs.forEach((run, i) => {
      expect(run.worst).toBeLessThan(30 * tolerances[i]);
    });
  });

  it('adaptive: no accepted step has an estimate above the tolerance, and none is idle', () => {
    const tolerance = 1e-8;
    const stages = createStages(field);
    const next = new Float64Array(2);
    const error = new Float64Array(2);
    let y = start.slice();
    const ratios: number[] = [];
    integrate(field, start, {
      from: 0,
      until: UNTIL,
      relativeTolerance: tolerance,
      absoluteTolerance: tolerance,
      maxSteps: 10_000,
      onStep(t, reached, { from, to }) {
        expect(to).toBe(t);
        field.evaluate(from, y, stages.first);
        stages.attempt(from, y, to - from, next);
        stages.localError(to - from, error);
        // to − from is h up to a rounding, and so is the step.
        expect(Math.abs(next[0] - reached[0])).toBeLessThan(8 * Number.EPSILON);
        const size = Math.max(Math.hypot(...y), Math.hypot(...reached));
        ratios.push(Math.hypot(...error) / (tolerance * (1 + size)));
        y = reached.slice();
      },
    });
    // That rounding, relative to an estimate of 1e−8, is 1e−8.
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1 + 1e-7);
    // The controller aims at err = safety⁵ = 0.59; a median below a twentieth would be wasted work.
    const median = ratios.toSorted((p, q) => p - q)[ratios.length >> 1];
    expect(median).toBeGreaterThan(0.05);
  });
});

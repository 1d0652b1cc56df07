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
    // The flow contracts after t ≈ 0.6 and expands by at most e^{∫2y} before: errors of a few dozen
    // steps stay below 100 tolerances.
    runs.forEach((run, i) => {
      expect(run.worst).toBeLessThan(100 * tolerances[i]);
    });
  });
});

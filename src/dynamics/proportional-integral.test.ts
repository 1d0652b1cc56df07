/** The adaptive control of the step, against the closed form of the one-neuron linear network. */
import { describe, expect, it } from 'vitest';
import { fittedSlope } from '../numerics/fitted-slope.ts';
import { oneNeuronFlow, oneNeuronSolution } from '../testing/one-neuron-flow.ts';
import { dormandPrince5 } from './dormand-prince-5.ts';
import { proportionalIntegral } from './proportional-integral.ts';
import { solve } from './solve.ts';
import { createStages } from './stages.ts';

const Y = 1.5;
const START = 0.4;
const UNTIL = 2;
const field = oneNeuronFlow(Y);
const start = Float64Array.of(START, START);
const exact = (t: number) => oneNeuronSolution(Y, START, t);
const within = (tolerance: number) => ({
  method: dormandPrince5,
  control: proportionalIntegral({ relative: tolerance, absolute: tolerance, maxSteps: 10_000 }),
  from: 0,
  until: UNTIL,
});

describe('tolerances', () => {
  it('the error follows the tolerance, at the end and in between', () => {
    // Looser ones take so few steps that they are not yet in the asymptotic regime.
    const tolerances = [1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11];
    const runs = tolerances.map((tolerance) => {
      const solution = solve(field, start, { ...within(tolerance), dense: true });
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

  it('no accepted step has an estimate above the tolerance, and none is idle', () => {
    const tolerance = 1e-8;
    const stages = createStages(field, dormandPrince5);
    const next = new Float64Array(2);
    const error = new Float64Array(2);
    let y = start.slice();
    const ratios: number[] = [];
    solve(field, start, {
      ...within(tolerance),
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

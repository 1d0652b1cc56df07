import type { Controller, NextStep } from './controller.ts';
import { checkCount } from './solution.ts';

interface Taken extends NextStep {
  readonly from: number;
  readonly until: number;
  taken: number;
}

/**
 * `steps` equal steps: step k ends at from + k·(until − from)/steps, the last one exactly at `until`.
 *
 * @throws InputError unless `steps` is an integer ≥ 1.
 */
export function constant(steps: number): Controller<Taken> {
  checkCount('solver.steps', steps);
  const advance = (state: Taken) => {
    const next = state.taken + 1;
    state.to = next === steps ? state.until : state.from + next * state.step;
  };
  return {
    name: `${steps} equal steps`,
    estimates: false,
    retries: false,
    maxSteps: steps,
    init({ from, until }) {
      const state: Taken = { step: (until - from) / steps, to: until, from, until, taken: 0 };
      advance(state);
      return state;
    },
    adapt(state, { nextNorm }) {
      if (!Number.isFinite(nextNorm)) return false;
      state.taken++;
      advance(state);
      return true;
    },
  };
}

/**
 * Step sizes from an error estimate that behaves like h^q, q one more than the lower of the two orders.
 *
 * The local error estimate e of a step is measured in one scalar,
 *
 *   err = ‖e‖₂ / (absolute + relative · max(‖y‖₂, ‖y_next‖₂)),
 *
 * so it treats every parameter alike, is the same for a trajectory and its image under an isometry,
 * and bounds the Euclidean distance to any manifold by which falsim judges. A step is accepted when
 * err ≤ 1 and the next one is
 *
 *   h · clamp(safety · err^{−(1/q − 3β/4)} · err_previous^{β}, 1/5, 10)
 *
 * The integral part alone (β = 0) oscillates where stability, not accuracy, limits the step; β = 0.04
 * damps that. After a rejection the step does not grow at once. Where the step goes on from the result
 * of higher order (local extrapolation) the global error shrinks in proportion to the tolerance.
 *
 * Sources: K. Gustafsson, Control theoretic techniques for stepsize selection in explicit Runge–Kutta
 * methods, ACM TOMS 17 (1991); Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I,
 * 2nd ed., II.4 (also the initial step) and IV.2 of volume II.
 */
import { InputError } from '../errors.ts';
import type { Controller, NextStep, Start } from './controller.ts';
import { euclideanNorm } from './euclidean-norm.ts';
import { checkCount } from './solution.ts';
import type { Tableau } from './tableau.ts';

const BETA = 0.04;
const SAFETY = 0.9;
const SMALLEST_FACTOR = 0.2;
const LARGEST_FACTOR = 10;
/** After a step that was not finite. */
const RETREAT = 0.1;

/** Tolerances have no defaults: an answer means nothing without them. */
export interface Tolerances {
  /** In units of ‖y‖₂. ≥ 0. Below about 1e−14 rounding, not the method, decides the error. */
  readonly relative: number;
  /** In units of y. ≥ 0; not both zero. */
  readonly absolute: number;
  /** Bound on attempted steps, rejected ones included. */
  readonly maxSteps: number;
  /** |h| of the first attempt; chosen from the field when absent. */
  readonly firstStep?: number;
}

interface Memory extends NextStep {
  readonly until: number;
  readonly exponent: number;
  previous: number;
  justRejected: boolean;
}

/**
 * A control of the step that keeps the local error below a tolerance.
 *
 * @throws InputError for tolerances that make no sense.
 */
export function proportionalIntegral(tolerances: Tolerances): Controller<Memory> {
  checkTolerances(tolerances);
  const { relative, absolute, maxSteps, firstStep } = tolerances;
  const tolerance = (norm: number) => absolute + relative * norm;

  /** Factor for the next step after one accepted with err ≤ 1. */
  const grow = (state: Memory, err: number) => {
    const proposal = SAFETY * Math.max(err, 1e-10) ** state.exponent * state.previous ** BETA;
    const limit = state.justRejected ? 1 : LARGEST_FACTOR;
    state.previous = Math.max(err, 1e-4);
    state.justRejected = false;
    return Math.min(limit, Math.max(SMALLEST_FACTOR, proposal));
  };
  /** Factor for another try after err > 1 or NaN; always < 1. */
  const shrink = (state: Memory, err: number) => {
    state.justRejected = true;
    if (!Number.isFinite(err)) return RETREAT;
    return Math.max(SMALLEST_FACTOR, SAFETY * err ** state.exponent);
  };

  return {
    name: `tolerances ${relative} and ${absolute}`,
    estimates: true,
    retries: true,
    maxSteps,
    init(start) {
      const { from, until, method } = start;
      const h = Math.min(firstStep ?? 0, Math.abs(until - from));
      const state: Memory = {
        step: 0,
        to: until,
        until,
        exponent: 0.75 * BETA - 1 / estimateOrder(method),
        previous: 1e-4,
        justRejected: false,
      };
      propose(state, from, h === 0 ? initialStep(start, tolerance) : h);
      return state;
    },
    adapt(state, { t, norm, nextNorm, nextSpeed, estimate }) {
      const finite = Number.isFinite(nextNorm) && Number.isFinite(nextSpeed);
      const scale = tolerance(Math.max(norm, nextNorm));
      const err = !finite ? Number.NaN : estimate === 0 ? 0 : estimate / scale;
      const accepted = err <= 1;
      const length = Math.abs(state.step);
      if (accepted) propose(state, state.to, length * grow(state, err));
      else propose(state, t, length * shrink(state, err));
      return accepted;
    },
  };
}

/** The estimate behaves like this power of h. */
function estimateOrder({ order, embedded }: Tableau): number {
  return Math.min(order, embedded?.order ?? order) + 1;
}

/** A step of length h from t, stretched by up to 1 % so as not to leave a sliver for the last one. */
function propose(state: Memory, t: number, h: number): void {
  const { until } = state;
  const left = until - t;
  const last = 1.01 * h >= Math.abs(left);
  state.step = last ? left : Math.sign(left) * h;
  state.to = last ? until : t + state.step;
}

/**
 * A first step such that an explicit Euler step changes y by about 1 % and the error stays about 1 % of
 * the tolerance; never longer than the span. Uses one evaluation at an Euler step.
 *
 * @returns |h| > 0.
 */
function initialStep(start: Start, tolerance: (norm: number) => number): number {
  const { field, method, from, until, y, slope } = start;
  const size = euclideanNorm(y);
  const scale = tolerance(size);
  const speed = euclideanNorm(slope);
  const span = until - from;
  const length = Math.abs(span);
  const telling = size / scale >= 1e-5 && speed / scale >= 1e-5;
  let h = telling ? (0.01 * size) / speed : 1e-6;
  h = Math.min(h, length);
  const signed = Math.sign(span) * h;
  const trial = y.map((value, i) => value + signed * slope[i]);
  const after = new Float64Array(y.length);
  field.evaluate(from + signed, trial, after);
  for (let i = 0; i < after.length; i++) after[i] -= slope[i];
  const bend = Math.max(speed, euclideanNorm(after) / h) / scale;
  // Where nothing bends nothing was telling: h is 1e−6 or the whole span.
  const byError = bend <= 1e-15 ? h : (0.01 / bend) ** (1 / estimateOrder(method));
  const best = Math.min(100 * h, byError, length);
  // A trial that was not finite says nothing but "shorter".
  return best > 0 ? best : h * RETREAT;
}

function checkTolerances({ relative, absolute, maxSteps, firstStep }: Tolerances): void {
  checkCount('solver.maxSteps', maxSteps);
  for (const [key, value] of Object.entries({ relative, absolute })) {
    if (!(value >= 0 && Number.isFinite(value)))
      throw new InputError(`solver.${key}`, 'a finite number ≥ 0', String(value));
  }
  if (relative + absolute === 0)
    throw new InputError('solver.absolute', 'one tolerance above 0', '0 for both');
  if (firstStep !== undefined && !(firstStep > 0 && Number.isFinite(firstStep)))
    throw new InputError('solver.firstStep', 'a finite number > 0', String(firstStep));
}

/** The one loop of every method under every control of the steps, in float64. */
import { InputError } from '../errors.ts';
import { spend } from '../numerics/budget.ts';
import type { Attempt, Controller } from './controller.ts';
import {
  createCurrentStep,
  type DenseSolution,
  interpolate,
  type KeptStep,
  type Step,
} from './dense-output.ts';
import { euclideanNorm } from './euclidean-norm.ts';
import { checkEnds, checkStart, type End, type Ends, type Solution } from './solution.ts';
import { createStages } from './stages.ts';
import type { Tableau } from './tableau.ts';
import type { VectorField } from './vector-field.ts';

/** A solver, a control of its step, a span of time, and when to stop. */
export interface SolveOptions {
  readonly method: Tableau;
  readonly control: Controller;
  readonly from: number;
  /** May lie before `from`. */
  readonly until: number;
  /** Where to stop before `until`. */
  readonly ends?: Ends;
  /** Keep the continuous extension of every step; needs a method that has one. */
  readonly dense?: boolean;
  /**
   * Called at every accepted point, the start not included, with the step that led there. Everything
   * passed is used again: copy what is to be kept.
   */
  readonly onStep?: (t: number, y: Float64Array, step: Step) => void;
}

/**
 * Solves ẏ = f(t, y), y(from) = y0 up to `until`, forwards or backwards in time.
 *
 * @throws InputError for options that make no sense, ShapeError when y0 does not fit the field.
 */
export function solve(
  field: VectorField,
  y0: Float64Array,
  options: SolveOptions & { readonly dense: true },
): DenseSolution;
export function solve(field: VectorField, y0: Float64Array, options: SolveOptions): Solution;
export function solve(
  field: VectorField,
  y0: Float64Array,
  options: SolveOptions,
): Solution | DenseSolution {
  const { method, control, from, until, ends = {}, dense = false, onStep } = options;
  checkEnds(from, until, ends);
  checkStart(method.name, field, y0);
  checkMethod(method, control, dense);
  const { stationaryBelow = Number.NEGATIVE_INFINITY, blowUpAbove = Number.POSITIVE_INFINITY } =
    ends;
  let evaluations = 0;
  const counted: VectorField = {
    size: field.size,
    evaluate(t, y, out) {
      evaluations++;
      field.evaluate(t, y, out);
    },
  };
  const stages = createStages(counted, method);
  const current = createCurrentStep(method, stages);
  const error = new Float64Array(field.size);
  const kept: KeptStep[] = [];
  let y = Float64Array.from(y0);
  let next = new Float64Array(field.size);
  let accepted = 0;
  let rejected = 0;
  const attempt: Attempt = {
    t: from,
    norm: euclideanNorm(y),
    nextNorm: Number.NaN,
    nextSpeed: Number.NaN,
    estimate: 0,
  };

  const finish = (end: End, detail: string): Solution | DenseSolution => {
    const { t } = attempt;
    const solution = { end, detail, t, y, accepted, rejected, evaluations };
    return dense
      ? { ...solution, at: (time, out) => interpolate(kept, from, t, y, time, out) }
      : solution;
  };

  if (!Number.isFinite(attempt.norm))
    return finish('blown-up', `the start is not finite at t = ${from}`);
  if (from === until) return finish('reached', `t = ${from} without a step`);
  counted.evaluate(from, y, stages.first);
  let speed = euclideanNorm(stages.first);
  if (!Number.isFinite(speed))
    return finish('blown-up', `f is not finite at the start, t = ${from}`);
  const state = control.init({ field: counted, method, from, until, y, slope: stages.first });

  while (true) {
    const { t, norm } = attempt;
    if (speed <= stationaryBelow)
      return finish('stationary', `‖f‖ = ${speed} ≤ ${stationaryBelow} at t = ${t}`);
    if (norm > blowUpAbove) return finish('blown-up', `‖y‖ = ${norm} > ${blowUpAbove} at t = ${t}`);
    if (t === until) return finish('reached', `t = ${t} after ${accepted} steps`);
    if (accepted + rejected === control.maxSteps)
      return finish('too-many-steps', `${control.maxSteps} steps tried, t = ${t} of ${until}`);
    const { step, to } = state;
    // Stages lie as close as h/10; t must resolve them.
    if (t + 0.1 * step === t)
      return finish('blown-up', `the step shrank to ${Math.abs(step)} at t = ${t}, ‖y‖ = ${norm}`);

    // Combinations of the stages; the field charges what it costs itself.
    spend(100 + 4 * method.stages.length * field.size);
    stages.attempt(t, y, step, next);
    attempt.nextNorm = euclideanNorm(next);
    // The field at the end of everything matters only to who watches for it.
    const needsSlope = to !== until || stationaryBelow >= 0;
    if (needsSlope) stages.finish(t, step, next);
    attempt.nextSpeed = needsSlope || stages.firstSameAsLast ? euclideanNorm(stages.last) : 0;
    if (control.estimates) {
      stages.localError(step, error);
      attempt.estimate = euclideanNorm(error);
    }
    if (!control.adapt(state, attempt)) {
      rejected++;
      if (control.retries) continue;
      return finish('blown-up', `the step of ${step} from t = ${t} is not finite`);
    }

    current.begin(t, to, step, y);
    if (dense) kept.push(current.keep());
    onStep?.(to, next, current);
    stages.advance();
    accepted++;
    [y, next] = [next, y];
    speed = attempt.nextSpeed;
    attempt.t = to;
    attempt.norm = attempt.nextNorm;
  }
}

/** @throws InputError for a method that lacks what is asked of it. */
function checkMethod(method: Tableau, control: Controller, dense: boolean): void {
  if (control.estimates && method.embedded === null)
    throw new InputError('solver.method', 'a method with an embedded result', method.name);
  if (dense && method.dense === null)
    throw new InputError('solver.method', 'a method with a continuous extension', method.name);
}

/**
 * Adaptive Dormand–Prince 5(4): the solver of gradient flow.
 *
 * The local error estimate e of a step is measured in one scalar,
 *
 *   err = ‖e‖₂ / (absoluteTolerance + relativeTolerance · max(‖y‖₂, ‖y_next‖₂)),
 *
 * so it treats every parameter alike, is the same for a trajectory and its image under an isometry,
 * and bounds the Euclidean distance to any manifold by which falsim judges. The step goes on from the
 * result of order 5 (local extrapolation), so the global error shrinks in proportion to the tolerance.
 * Tolerances have no defaults: an answer means nothing without them.
 *
 * Sources: see `dormand-prince-tableau.ts` and `step-size.ts`.
 */
import { InputError } from '../errors.ts';
import {
  createStepRecord,
  type DenseSolution,
  interpolate,
  type KeptStep,
  type Step,
} from './dense-output.ts';
import { createStages } from './dormand-prince-stages.ts';
import { euclideanNorm } from './euclidean-norm.ts';
import {
  checkCount,
  checkEndConditions,
  checkStart,
  type End,
  type EndConditions,
  type Solution,
} from './solution.ts';
import { createStepControl, initialStep } from './step-size.ts';
import type { VectorField } from './vector-field.ts';

export interface IntegrateOptions extends EndConditions {
  /** In units of ‖y‖₂. ≥ 0. Below about 1e−14 rounding, not the method, decides the error. */
  readonly relativeTolerance: number;
  /** In units of y. ≥ 0; not both zero. */
  readonly absoluteTolerance: number;
  /** Bound on attempted steps, rejected ones included. */
  readonly maxSteps: number;
  /** |h| of the first attempt; chosen from the field when absent. */
  readonly initialStep?: number;
  /** Keep the continuous extension of every step, 5M numbers each. */
  readonly dense?: boolean;
  /** Called at every accepted point with the step that led there; everything passed is reused. */
  readonly onStep?: (t: number, y: Float64Array, step: Step) => void;
}

function checkTolerances(options: IntegrateOptions): void {
  const { relativeTolerance, absoluteTolerance } = options;
  for (const [key, value] of Object.entries({ relativeTolerance, absoluteTolerance })) {
    if (!(value >= 0 && Number.isFinite(value)))
      throw new InputError(`solver.${key}`, 'a finite number ≥ 0', String(value));
  }
  if (relativeTolerance + absoluteTolerance === 0)
    throw new InputError('solver.absoluteTolerance', 'one tolerance above 0', '0 for both');
  const first = options.initialStep;
  if (first !== undefined && !(first > 0 && Number.isFinite(first)))
    throw new InputError('solver.initialStep', 'a finite number > 0', String(first));
}

/**
 * Solves ẏ = f(t, y), y(from) = y0 up to `until`, forwards or backwards in time.
 *
 * @throws InputError for options that make no sense, ShapeError when y0 does not fit the field.
 */
export function integrate(
  field: VectorField,
  y0: Float64Array,
  options: IntegrateOptions & { readonly dense: true },
): DenseSolution;
export function integrate(
  field: VectorField,
  y0: Float64Array,
  options: IntegrateOptions,
): Solution;
export function integrate(
  field: VectorField,
  y0: Float64Array,
  options: IntegrateOptions,
): Solution | DenseSolution {
  checkEndConditions(options);
  checkCount('solver.maxSteps', options.maxSteps);
  checkTolerances(options);
  checkStart('integrate', field, y0);
  const { from, until, maxSteps, stationaryBelow = -1, onStep } = options;
  const blowUpAbove = options.blowUpAbove ?? Number.POSITIVE_INFINITY;
  const tolerance = (norm: number) => options.absoluteTolerance + options.relativeTolerance * norm;
  const n = field.size;
  const stages = createStages(field);
  const error = new Float64Array(n);
  let y = Float64Array.from(y0);
  let next = new Float64Array(n);
  const step = createStepRecord(n);
  const trajectory: KeptStep[] = [];
  let t = from;
  let norm = euclideanNorm(y);
  let accepted = 0;
  let rejected = 0;
  let evaluations = 0;

  const finish = (end: End, detail: string): Solution | DenseSolution => {
    const solution = { end, detail, t, y, accepted, rejected, evaluations };
    return options.dense
      ? { ...solution, at: (time, out) => interpolate(trajectory, from, t, y, time, out) }
      : solution;
  };

  if (!Number.isFinite(norm)) return finish('blown-up', `the start is not finite at t = ${t}`);
  if (from === until) return finish('reached', `t = ${t} without a step`);
  field.evaluate(t, y, stages.first);
  evaluations++;
  let speed = euclideanNorm(stages.first);
  if (!Number.isFinite(speed)) return finish('blown-up', `f is not finite at the start, t = ${t}`);
  const direction = until > from ? 1 : -1;
  let h = Math.min(options.initialStep ?? 0, Math.abs(until - from));
  if (h === 0) {
    h = initialStep(field, t, y, stages.first, until - from, tolerance);
    evaluations++;
  }
  const control = createStepControl();

  while (true) {
    if (speed <= stationaryBelow)
      return finish('stationary', `‖f‖ = ${speed} ≤ ${stationaryBelow} at t = ${t}`);
    if (norm > blowUpAbove) return finish('blown-up', `‖y‖ = ${norm} > ${blowUpAbove} at t = ${t}`);
    if (t === until) return finish('reached', `t = ${t} after ${accepted} steps`);
    if (accepted + rejected === maxSteps)
      return finish('too-many-steps', `${maxSteps} steps tried, t = ${t} of ${until}`);
    // Stretch by up to 1 % so as not to leave a sliver for the last step.
    const last = 1.01 * h >= Math.abs(until - t);
    const signed = last ? until - t : direction * h;
    // Stages lie as close as h/10; t must resolve them.
    if (t + 0.1 * signed === t)
      return finish('blown-up', `the step shrank to ${h} at t = ${t}, ‖y‖ = ${norm}`);

    stages.attempt(t, y, signed, next);
    evaluations += 6;
    stages.localError(signed, error);
    const nextNorm = euclideanNorm(next);
    const nextSpeed = euclideanNorm(stages.last);
    const finite = Number.isFinite(nextNorm) && Number.isFinite(nextSpeed);
    const estimate = finite ? euclideanNorm(error) : Number.NaN;
    const err = estimate === 0 ? 0 : estimate / tolerance(Math.max(norm, nextNorm));
    if (!(err <= 1)) {
      rejected++;
      h = Math.abs(signed) * control.shrink(err);
      continue;
    }

    const reached = last ? until : t + signed;
    if (options.dense || onStep) {
      step.from = t;
      step.to = reached;
      stages.denseCoefficients(signed, y, next, step.coefficients);
    }
    if (options.dense)
      trajectory.push({ from: t, to: reached, coefficients: step.coefficients.slice() });
    stages.advance();
    accepted++;
    [y, next] = [next, y];
    [t, norm, speed] = [reached, nextNorm, nextSpeed];
    h = Math.abs(signed) * control.grow(err);
    onStep?.(t, y, step);
  }
}

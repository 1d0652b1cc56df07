/** The computation behind `falsim flow`. */

import { proportionalIntegral } from '../dynamics/proportional-integral.ts';
import type { End } from '../dynamics/solution.ts';
import { InputError, UnsupportedError } from '../errors.ts';
import type { Data, Instance, ModelSpec } from '../instances/instance.ts';
import { inputDimension, outputDimension } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { inFile } from '../json/json-file.ts';
import { bind } from '../models/bind.ts';
import { createNetwork } from '../models/float-network.ts';
import { parameterNames } from '../models/names.ts';
import { programLength } from '../models/program.ts';
import { requireDefined } from '../models/undefined-at.ts';
import { toFloat } from '../numerics/numeral.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { readCsv } from '../training/csv.ts';
import { datasetOf } from '../training/datasets.ts';
import { iris } from '../training/iris.ts';
import { resolveLoss } from '../training/loss.ts';
import { createObjective, type Objective } from '../training/objective.ts';
import { type FollowedSegment, followSegments } from './follow-segments.ts';
import { type Curves, watchCurves } from './trajectory-curves.ts';
import { type NearAt, watchStrata } from './trajectory-strata.ts';

export interface FlowFlags {
  readonly until?: number;
  readonly rtol: number;
  readonly atol: number;
  readonly maxSteps: number;
  readonly data?: string;
  readonly target: readonly string[];
  readonly iris?: true;
  readonly irisRaw?: true;
  readonly loss?: string;
  readonly strata?: true;
  readonly json?: true;
}

export interface Trajectory {
  readonly end: End;
  readonly detail: string;
  readonly time: number;
  readonly theta: Float64Array;
  readonly names: readonly string[];
  readonly loss: { readonly start: number; readonly end: number };
  readonly manifold: {
    readonly description: string;
    readonly dimension: number;
    readonly parameters: number;
    /** Of the end from the fixed-point subspace of the start. */
    readonly distance: number;
    /** Over all accepted steps. */
    readonly largestDistance: number;
  };
  readonly accepted: number;
  readonly rejected: number;
  readonly evaluations: number;
  /** The nearest strata at some times, where they were asked for. */
  readonly near: readonly NearAt[] | null;
  /** Loss and distance at even times. */
  readonly curves: Curves;
}

/**
 * Bound on operations of F for one look at ∇L, all data together: some ten seconds, and a step takes six.
 */
export const MOST_OPERATIONS = 1e9;

/** Who is told of a trajectory while it is followed. */
export interface Watchers {
  /** Of every step that was accepted. */
  step?(t: number, steps: number): void;
  /** Of the names of columns first, then of one row a step: t, loss, distance, θ. */
  row?(line: string): void;
}

/**
 * @throws InputError for bad files and options, UnsupportedError for models without a float flow.
 */
export function follow(
  file: string,
  instance: Instance,
  flags: FlowFlags,
  watchers: Watchers = {},
): Trajectory {
  const { model } = instance;
  requireFloats(file, model);
  const segments = segmentsOf(file, instance, flags);
  const subject = open(instance);
  inFile(file, () => requireDefined(subject.model, subject.exact));
  const start = subject.float.slice();
  const { subspace } = isotropyOf(subject);
  const names = parameterNames(subject.model).name;
  watchers.row?.(['t', 'loss', 'distance', ...names].join(','));
  const until = segments.at(-1)!.until;
  const curves = watchCurves(until);
  const strata = flags.strata ? watchStrata(model, until) : null;
  const record = (t: number, theta: Float64Array, objective: Objective) => {
    strata?.look(t, theta);
    curves.look(
      t,
      () => objective.value(theta),
      () => subspace.distance(theta),
    );
    watchers.row?.([t, objective.value(theta), subspace.distance(theta), ...theta].join(','));
  };
  let largestDistance = subspace.distance(start);
  let steps = 0;
  record(0, start, segments[0].objective);
  const control = proportionalIntegral({
    relative: flags.rtol,
    absolute: flags.atol,
    maxSteps: flags.maxSteps,
  });
  const { end, detail, t, y, accepted, rejected, evaluations } = followSegments(segments, start, {
    control,
    ends: { stationaryBelow: 0 },
    onStep(t, theta, objective) {
      largestDistance = Math.max(largestDistance, subspace.distance(theta));
      record(t, theta, objective);
      watchers.step?.(t, ++steps);
    },
  });
  return {
    end,
    detail,
    time: t,
    theta: y,
    names,
    loss: {
      start: segments[0].objective.value(start),
      end: segments.at(-1)!.objective.value(y),
    },
    manifold: {
      description: subspace.describe(),
      dimension: subspace.dimension,
      parameters: subspace.size,
      distance: subspace.distance(y),
      largestDistance,
    },
    accepted,
    rejected,
    evaluations,
    near: strata?.report() ?? null,
    curves: curves.report(),
  };
}

function segmentsOf(file: string, instance: Instance, flags: FlowFlags): FollowedSegment[] {
  const { model } = instance;
  const until = flags.until ?? toFloat(instance.training?.time ?? 1);
  const [data, source] = dataOf(file, instance, flags);
  const lossName = flags.loss ?? instance.loss;
  if (lossName === undefined)
    throw new InputError(`${file}: loss`, 'a loss (or --loss)', 'nothing');
  const loss = resolveLoss(lossName, flags.loss === undefined ? `${file}: loss` : '--loss');
  const dataset = datasetOf(data, source, source);
  const [d, c] = [inputDimension(model), outputDimension(model)];
  if (dataset.d !== d || dataset.c !== c) {
    const received = `${dataset.d} inputs and ${dataset.c} targets`;
    throw new InputError(source, `${d} inputs and ${c} targets, as the model has`, received);
  }
  requireOperations(model, dataset.n, source);
  const { then: next } = instance;
  if (next !== undefined) requireOperations(model, next.data.inputs.length, `${file}: then.data`);
  const first = createObjective(model, dataset, loss);
  if (next === undefined) return [{ objective: first, until }];
  const second = createObjective(model, datasetOf(next.data), resolveLoss(next.loss));
  return [
    { objective: first, until: until / 2 },
    { objective: second, until },
  ];
}

/** @throws InputError where a look at ∇L would take too long. */
function requireOperations(model: ModelSpec, data: number, source: string): void {
  const each = programLength(bind(model).program);
  if (data * each <= MOST_OPERATIONS) return;
  throw new InputError(
    source,
    `data on which F takes at most ${MOST_OPERATIONS.toExponential(0)} operations in all`,
    `${data} data at ${each} operations each`,
  );
}

/** @throws UnsupportedError where the model has free inputs or functions without float64 values. */
function requireFloats(file: string, model: ModelSpec): void {
  try {
    inFile(file, () => createNetwork(model, 1));
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    throw new UnsupportedError(`${file}: ${error.message}`);
  }
}

/** The data, and what errors call them. */
function dataOf(file: string, instance: Instance, flags: FlowFlags): [Data, string] {
  const raw = flags.irisRaw ?? false;
  if (flags.iris || raw) {
    if (flags.data !== undefined) throw new InputError('--iris', 'either --data or --iris', 'both');
    return [iris({ standardised: !raw }), raw ? '--iris-raw' : '--iris'];
  }
  if (flags.data !== undefined) {
    const targets = flags.target.map((text) => (/^-?\d+$/.test(text) ? Number(text) : text));
    return [readCsv(flags.data, targets.length === 0 ? {} : { targets }), flags.data];
  }
  if (instance.data === undefined) {
    throw new InputError(`${file}: data`, 'data (or --data, --iris)', 'nothing');
  }
  return [instance.data, `${file}: data`];
}

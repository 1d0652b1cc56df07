/**
 * Random instances within a claim's constraints. `size` makes them larger and more extreme, from 0 to 1 and beyond:
 * wider and deeper models, more data, magnitudes up to 1e±6, every special kind of data.
 */
import type { Data, Instance, Numeral, TrainingSpec } from '../instances/instance.ts';
import { inputDimension, outputDimension, unflatten } from '../instances/layout.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson, Range } from '../models/contract.ts';
import { drawSize } from '../models/random-shape.ts';
import { isTotal, undefinedAt } from '../models/undefined-at.ts';
import { toRational } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import { parse } from '../numerics/rational.ts';
import { writeRational } from '../shrinking/number-order.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';
import { iris } from '../training/iris.ts';
import { lossNames, resolveLoss } from '../training/loss.ts';
import { type DataKind, dataKinds, generateData } from '../training/synthetic-data.ts';
import { type ArchitectureConstraints, drawModel } from './architectures.ts';
import type { NumberStyle } from './number.ts';
import { drawPoint, type PointKind, type PointOptions } from './points.ts';

/** What a drawn instance has to be like. */
export interface InstanceConstraints extends ArchitectureConstraints {
  /** Where θ lies; default `any`. */
  readonly point?: PointKind;
  /** Which reflections count as symmetries; default those the activation has. */
  readonly signs?: SignRule;
  /** Default `mixed`. */
  readonly numbers?: NumberStyle;
  /** Whether data and a loss are wanted; default no, unless `training` or `then` asks for them. */
  readonly data?: boolean;
  /** Data points; default 1 … 6. */
  readonly points?: Range;
  readonly dataKinds?: readonly DataKind[];
  /** Default: the analytic ones. */
  readonly losses?: readonly string[];
  readonly training?: 'gradient-flow' | 'discrete';
  /** Default: all discrete ones. */
  readonly methods?: readonly TrainingSpec['method'][];
  /**
   * Probability of a network on a sample of Fisher's iris flowers (4 inputs, 3 outputs) instead of
   * synthetic data; default 0.
   */
  readonly iris?: number;
  /** Whether data and loss are switched in mid-flight. */
  readonly then?: boolean;
  /** 0 … 2, usual to 1; default 1/2. */
  readonly size?: number;
}

const discreteMethods = ['gradient-descent', 'sgd', 'momentum', 'adam', 'weight-decay'] as const;

/** Cut to three decimals, so that exact arithmetic stays small; equal and opposite rows stay so. */
function exactly(data: Data): Data {
  const cut = (x: Numeral): Numeral =>
    typeof x === 'number' && !Number.isInteger(x) ? writeRational(parse(x.toFixed(3))!) : x;
  const rows = (m: Data['inputs']) => m.map((row) => row.map(cut));
  return { inputs: rows(data.inputs), targets: rows(data.targets) };
}

function drawLossAndData(
  rng: Rng,
  constraints: InstanceConstraints,
  shape: { d: number; c: number },
  size: number,
): { data: Data; loss: string } {
  const analytic = lossNames.filter((name) => resolveLoss(name).analytic);
  const loss = rng.pick(constraints.losses ?? analytic);
  // Extreme scales make flows stiff: rare at first, then as often as any other kind.
  const kinds = constraints.dataKinds ?? dataKinds.filter((kind) => kind !== 'extreme-scales');
  const isExtreme = constraints.dataKinds === undefined && rng.chance(0.15 * size);
  const data = generateData(isExtreme ? 'extreme-scales' : rng.pick(kinds), rng, {
    n: drawSize(rng, constraints.points ?? [1, 6], size),
    ...shape,
    targets: resolveLoss(loss).targets,
  });
  return { data: constraints.numbers === 'rational' ? exactly(data) : data, loss };
}

function drawTraining(
  rng: Rng,
  constraints: InstanceConstraints,
  n: number,
  size: number,
): TrainingSpec {
  if (constraints.training === 'gradient-flow') {
    return { method: 'gradient-flow', time: rng.pick([1, '1/2', 2, 3, 5]) };
  }
  const method = rng.pick(constraints.methods ?? discreteMethods);
  const rate = rng.pick(['1/10', '1/10', '1/2', '1/4', '1/100', 1]);
  const steps = drawSize(rng, [1, 30], size);
  return { method, rate, steps, ...(method === 'sgd' && { batch: rng.integer(1, n) }) };
}

/** Up to 12 flowers, standardised, with the targets that the loss wants (±1 or one-hot). */
function irisSample(rng: Rng, loss: string): Data {
  const { inputs, targets } = iris({ standardised: true });
  const chosen = rng.shuffle(inputs.map((_, i) => i)).slice(0, rng.integer(1, 12));
  const wanted = resolveLoss(loss).targets;
  return {
    inputs: chosen.map((i) => inputs[i]),
    targets: chosen.map((i) => targets[i].map((v) => (wanted === 'sign' && v === 0 ? -1 : v))),
  };
}

/** The same kind of instance, with iris in the place of synthetic data. */
function generateOnIris(rng: Rng, constraints: InstanceConstraints): Instance {
  const { iris: _, ...rest } = constraints;
  const instance = generateInstance(rng, { ...rest, inputs: [4, 4], outputs: [3, 3] });
  const { data, loss, training, then } = instance;
  if (data === undefined || loss === undefined) return instance;
  // Models that do not follow the wish have other dimensions.
  if (inputDimension(instance.model) !== 4 || outputDimension(instance.model) !== 3)
    return instance;
  const sample = irisSample(rng, loss);
  const batch = training?.batch && Math.min(training.batch, sample.inputs.length);
  return {
    ...instance,
    data: sample,
    ...(training && { training: { ...training, ...(batch !== undefined && { batch }) } }),
    ...(then && { then: { ...then, data: irisSample(rng, then.loss) } }),
  };
}

/**
 * Exact degenerate points, zero and opposite units also where they are no symmetry: that is where extra
 * invariants hide.
 */
export const DEGENERATE = {
  signs: 'odd',
  point: 'exact-mixture',
  numbers: 'rational',
} as const satisfies InstanceConstraints;

/**
 * A random instance: a pure function of the stream's state and the constraints.
 *
 * @example
 * ```ts
 * import { createRng, generateInstance } from 'falsim';
 *
 * const once = generateInstance(createRng('seed'), { kinds: ['linear'], point: 'stratum' });
 * const again = generateInstance(createRng('seed'), { kinds: ['linear'], point: 'stratum' });
 * JSON.stringify(once) === JSON.stringify(again); // true
 * ```
 */
export function generateInstance(rng: Rng, constraints: InstanceConstraints): Instance {
  if (constraints.iris !== undefined && rng.chance(constraints.iris)) {
    return generateOnIris(rng, constraints);
  }
  const size = constraints.size ?? 0.5;
  let model = drawModel(rng, constraints, size);
  const style = constraints.numbers ?? 'mixed';
  const scale = rng.chance(0.3 * size) ? rng.powerOfTen(-6, 6) : 1;
  const point = constraints.point ?? 'any';
  const options: PointOptions = {
    style,
    scale: scale === 1 ? numberScale(rng) : scale,
    extreme: style === 'rational' ? 0 : rng.chance(0.1 * size) ? 0.1 : 0,
    ...(constraints.signs !== undefined && { signs: constraints.signs }),
  };
  let drawn = drawDefined(rng, model, point, options);
  for (let redraw = 0; !drawn.isWanted && redraw < MODEL_REDRAWS; redraw++) {
    model = drawModel(rng, constraints, size);
    drawn = drawDefined(rng, model, point, options);
  }
  const { theta } = drawn;
  const still: Instance = { model, parameters: unflatten(model, theta) };
  const wantsTraining = constraints.training !== undefined;
  if (!constraints.data && !wantsTraining && !constraints.then) return still;

  const shape = { d: inputDimension(model), c: outputDimension(model) };
  const first = drawLossAndData(rng, constraints, shape, size);
  const training = wantsTraining
    ? drawTraining(rng, constraints, first.data.inputs.length, size)
    : undefined;
  const then = constraints.then ? drawLossAndData(rng, constraints, shape, size) : undefined;
  return { ...still, ...first, ...(training && { training }), ...(then && { then }) };
}

/** Share of points at which F is undefined that are kept: a claim is vacuous there, and must say so. */
const UNDEFINED_KEPT = 0.05;
/** Redraws of a point, and then of its model. */
const UNDEFINED_REDRAWS = 4;
const MODEL_REDRAWS = 8;

/**
 * θ where F has values, but for a small share; the last one drawn where none of some draws is such, as on the
 * strata of some models.
 */
function drawDefined(rng: Rng, model: ModelJson, kind: PointKind, options: PointOptions) {
  const bound = bind(model);
  const isDefined = (theta: readonly Numeral[]) =>
    isTotal(bound) || undefinedAt(bound, theta.map(toRational)) === null;
  let theta = drawPoint(rng, model, kind, options);
  let defined = isDefined(theta);
  if (defined || rng.chance(UNDEFINED_KEPT)) return { theta, isWanted: true };
  for (let redraw = 0; !defined && redraw < UNDEFINED_REDRAWS; redraw++) {
    theta = drawPoint(rng, model, kind, options);
    defined = isDefined(theta);
  }
  return { theta, isWanted: defined };
}

/** Networks are usually neither tiny nor saturated. */
function numberScale(rng: Rng): number {
  return rng.pick([1, 1, 0.5, 2]);
}

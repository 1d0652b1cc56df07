/**
 * Instances made edge cases on purpose: moved next to strata and degenerate points, scaled until float64
 * saturates, overflows or cancels, given stiff losses and long times. What comes out is still an instance;
 * whether a claim says anything about it is for the claim's own hypotheses to decide.
 */
import type { Data, Instance, Numeral } from '../instances/instance.ts';
import { flatten, withParameters } from '../instances/layout.ts';
import { bind } from '../models/bind.ts';
import type { PlacedTensor } from '../models/structure.ts';
import { unitAxes } from '../models/units.ts';
import { toFloat, toRational } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import { multiply, parse, type Rational } from '../numerics/rational.ts';
import { writeRational } from '../shrinking/number-order.ts';
import { mapData } from '../shrinking/unit-edits.ts';

type Edit = (rng: Rng, instance: Instance) => Instance;

/** 10^k exactly. */
function powerOfTen(k: number): Rational {
  return parse(`1e${k}`)!;
}

function scaled(x: Numeral, factor: Rational): Numeral {
  const product = multiply(toRational(x), factor);
  return typeof x === 'number' ? toFloat(writeRational(product)) : writeRational(product);
}

/** The double next to x, away from zero or towards it; the smallest double for 0. */
function oneUlp(x: number, outwards: boolean): number {
  if (x === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  bits[0] = bits[0] + (outwards ? 1n : -1n);
  const [moved] = new Float64Array(bits.buffer);
  return Number.isFinite(moved) ? moved : x;
}

/** The tensors that maps between units are: those with two axes or more, or all where there are none. */
function mapsOf({ model }: Instance): readonly PlacedTensor[] {
  const { tensors } = bind(model);
  const maps = tensors.filter(({ axes }) => axes.length > 1);
  return maps.length > 0 ? maps : tensors;
}

/** All of θ, or what stands in one part of it. */
function scaledWithin(
  instance: Instance,
  part: Pick<PlacedTensor, 'offset' | 'size'> | undefined,
  factor: Rational,
): Instance {
  const [from, to] = part ? [part.offset, part.offset + part.size] : [0, Infinity];
  return withParameters(
    instance,
    flatten(instance.parameters).map((x, i) => (i >= from && i < to ? scaled(x, factor) : x)),
  );
}

const scaledRows = (rows: Data['inputs'], factor: Rational): Data['inputs'] =>
  rows.map((row) => row.map((x) => scaled(x, factor)));

/** All of θ, or one map, times 10^k. */
const scale: Edit = (rng, instance) => {
  const k = rng.integer(-6, 6);
  const part = rng.chance(0.5) ? undefined : rng.pick(mapsOf(instance));
  return scaledWithin(instance, part, powerOfTen(k));
};

/** First weights so large that most functions are saturated. */
const saturate: Edit = (rng, instance) =>
  scaledWithin(instance, mapsOf(instance)[0], powerOfTen(rng.integer(1, 3)));

/** One unit repeats another, or its opposite, up to one ulp in one of its weights. */
const duplicateUpToUlp: Edit = (rng, instance) => {
  const wide = unitAxes(bind(instance.model)).filter(({ axis }) => axis.size > 1);
  if (wide.length === 0) return nudge(rng, instance);
  const { axis, incoming, outgoing } = rng.pick(wide);
  const [from, to] = rng.shuffle(Array.from({ length: axis.size }, (_, k) => k));
  const sign = rng.chance(0.3) ? -1 : 1;
  const theta: Numeral[] = [...flatten(instance.parameters)];
  const touched: number[] = [];
  for (const own of [incoming, outgoing]) {
    own[to].forEach((target, n) => {
      theta[target] = sign * toFloat(theta[own[from][n]]);
      touched.push(target);
    });
  }
  if (touched.length === 0) return instance;
  const moved = rng.pick(touched);
  theta[moved] = oneUlp(toFloat(theta[moved]), rng.chance(0.5));
  return withParameters(instance, theta);
};

/** Every weight moves by a relative 10^−16 … 10^−4, zeros too: next to a stratum, hardly off it. */
const nudge: Edit = (rng, instance) => {
  const epsilon = rng.magnitude(-16, -4);
  const everywhere = rng.chance(0.5);
  return withParameters(
    instance,
    flatten(instance.parameters).map((x) => {
      if (!everywhere && rng.chance(0.7)) return x;
      const value = toFloat(x);
      return value + epsilon * rng.gaussian() * Math.max(Math.abs(value), 1e-3);
    }),
  );
};

/** Losses that explode with the residual, and data far from what the network can say. */
const stiffen: Edit = (rng, instance) => {
  if (instance.data === undefined) return scale(rng, instance);
  const inputs = powerOfTen(rng.integer(-3, 3));
  const targets = powerOfTen(rng.integer(0, 2));
  const loss = rng.pick(['exponential', 'quartic', 'squared', 'log-cosh']);
  const edited = mapData(instance, (data) => ({
    inputs: scaledRows(data.inputs, inputs),
    targets: scaledRows(data.targets, targets),
  }));
  return { ...edited, loss };
};

/** Ten times as long, or as far with each step. */
const prolong: Edit = (_rng, instance) => {
  const { training } = instance;
  if (training === undefined) return instance;
  const ten = powerOfTen(1);
  return {
    ...instance,
    training: {
      ...training,
      ...(training.time !== undefined && { time: scaled(training.time, ten) }),
      ...(training.rate !== undefined && { rate: scaled(training.rate, ten) }),
    },
  };
};

const edits: readonly Edit[] = [scale, saturate, duplicateUpToUlp, nudge, stiffen, prolong];

/** Decimal exponents of the smallest double that is not 0, 5 · 10⁻³²⁴, and of the largest, 1.8 · 10³⁰⁸. */
const SMALLEST = -324;
const LARGEST = 308;

/** The power of ten that takes the largest magnitude of these to one that begins at 10^k; null where all are 0. */
function factorTo(values: readonly Numeral[], k: number): Rational | null {
  const largest = Math.max(...values.map((x) => Math.abs(toFloat(x))));
  return largest === 0 ? null : powerOfTen(k - Math.floor(Math.log10(largest)));
}

/** As far as float64 goes: all of θ, one map, one number, the inputs or the targets. */
const extend: Edit = (rng, instance) => {
  const k = rng.integer(SMALLEST, LARGEST);
  const what = rng.pick(['all', 'map', 'number', 'inputs', 'targets'] as const);
  if ((what === 'inputs' || what === 'targets') && instance.data !== undefined)
    return mapData(instance, (data) => {
      const factor = factorTo(data[what].flat(), k);
      return factor === null ? data : { ...data, [what]: scaledRows(data[what], factor) };
    });
  const theta = flatten(instance.parameters);
  const map = rng.pick(mapsOf(instance));
  const number = { offset: rng.integer(0, theta.length - 1), size: 1 };
  const part = what === 'number' ? number : what === 'map' ? map : undefined;
  const { offset, size } = part ?? { offset: 0, size: theta.length };
  const factor = factorTo(theta.slice(offset, offset + size), k);
  return factor === null ? instance : scaledWithin(instance, part, factor);
};

/** How often magnitudes are drawn from all that there are. */
const EXTENDED = 0.1;

/** The instance after no edit to three of them, and at times as far as float64 goes: more than a fifth stays as it was drawn. */
export function edgeCaseOf(rng: Rng, instance: Instance): Instance {
  let edited = instance;
  for (let count = rng.integer(0, 3); count > 0; count--) edited = rng.pick(edits)(rng, edited);
  if (rng.chance(EXTENDED)) edited = extend(rng, edited);
  return isOfDoubles(edited) ? edited : instance;
}

function isOfDoubles({ parameters, data, then }: Instance): boolean {
  const numbers = [data, then?.data].flatMap((own) => [own?.inputs ?? [], own?.targets ?? []]);
  return [...flatten(parameters), ...numbers.flat(2)].every((x) => Number.isFinite(toFloat(x)));
}

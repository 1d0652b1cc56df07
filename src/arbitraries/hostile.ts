/**
 * Instances made hostile on purpose: moved next to strata and degenerate points, scaled until float64
 * saturates, overflows or cancels, given stiff losses and long times. What comes out is still an instance;
 * whether a claim says anything about it is for the claim's own hypotheses to decide.
 */
import type { Instance as AnyInstance, Numeral } from '../instances/instance.ts';
import { asKnownInstance, type KnownInstance as Instance } from '../instances/known-instance.ts';
import { flatten, layoutOf, withParameters } from '../instances/layout.ts';
import { toFloat, toRational } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import { multiply, parse, type Rational } from '../numerics/rational.ts';
import { writeRational } from './number-order.ts';
import { mapData } from './unit-edits.ts';

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
  bits[0] = bits[0]! + (outwards ? 1n : -1n);
  const [moved] = new Float64Array(bits.buffer);
  return Number.isFinite(moved) ? moved! : x;
}

/** All of θ, or one layer of it, times 10^k. */
const scale: Edit = (rng, instance) => {
  const factor = powerOfTen(rng.integer(-6, 6));
  const theta = flatten(instance.parameters);
  const { layers } = layoutOf(instance.model);
  const layer = rng.chance(0.5) ? undefined : rng.pick(layers);
  const within = (i: number) =>
    layer === undefined || (i >= layer.weights && i < layer.weights + layer.rows * layer.columns);
  return withParameters(
    instance,
    theta.map((x, i) => (within(i) ? scaled(x, factor) : x)),
  );
};

/** First-layer weights so large that most activations are saturated. */
const saturate: Edit = (rng, instance) => {
  const [first] = layoutOf(instance.model).layers;
  const factor = powerOfTen(rng.integer(1, 3));
  const end = first!.weights + first!.rows * first!.columns;
  return withParameters(
    instance,
    flatten(instance.parameters).map((x, i) =>
      i >= first!.weights && i < end ? scaled(x, factor) : x,
    ),
  );
};

/** One neuron repeats another, or its opposite, up to one ulp in one of its weights. */
const duplicateUpToUlp: Edit = (rng, instance) => {
  const { layers } = layoutOf(instance.model);
  const wide = layers.flatMap((layer, l) => (l + 1 < layers.length && layer.rows > 1 ? [l] : []));
  if (wide.length === 0) return nudge(rng, instance);
  const l = rng.pick(wide);
  const [into, out] = [layers[l]!, layers[l + 1]!];
  const [from, to] = rng.shuffle(Array.from({ length: into.rows }, (_, k) => k));
  const sign = rng.chance(0.3) ? -1 : 1;
  const theta: Numeral[] = [...flatten(instance.parameters)];
  const touched: number[] = [];
  const copy = (source: number, target: number) => {
    theta[target] = sign * toFloat(theta[source]!);
    touched.push(target);
  };
  for (let j = 0; j < into.columns; j++) {
    copy(into.weights + from! * into.columns + j, into.weights + to! * into.columns + j);
  }
  if (into.bias >= 0) copy(into.bias + from!, into.bias + to!);
  for (let o = 0; o < out.rows; o++) {
    copy(out.weights + o * out.columns + from!, out.weights + o * out.columns + to!);
  }
  const moved = rng.pick(touched);
  theta[moved] = oneUlp(toFloat(theta[moved]!), rng.chance(0.5));
  return withParameters(instance, theta);
};

/** Every weight moves by a relative 10^−16 … 10^−4, zeros too: next to a stratum, hardly off it. */
const nudge: Edit = (rng, instance) => {
  const epsilon = 10 ** (12 * rng.uniform() - 16);
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
    inputs: data.inputs.map((row) => row.map((x) => scaled(x, inputs))),
    targets: data.targets.map((row) => row.map((x) => scaled(x, targets))),
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

/** The instance after no edit to three of them: a quarter stays as it was drawn. */
export function hostile(rng: Rng, given: AnyInstance): Instance {
  const instance = asKnownInstance(given);
  let edited = instance;
  for (let count = rng.integer(0, 3); count > 0; count--) edited = rng.pick(edits)(rng, edited);
  const finite = flatten(edited.parameters).every((x) => Number.isFinite(toFloat(x)));
  return finite ? edited : instance;
}

/**
 * Strata put there on purpose: chance never meets a set of measure zero.
 *
 * `sampleStratum` draws a subgroup of the model's finite symmetry group and returns what it fixes: in each
 * hidden layer the neurons are dealt into groups of equal or, with a reflection, opposite neurons and zero
 * neurons; sometimes a random element of the whole group, which moves several layers at once, is thrown
 * in; often enough nothing is.
 */
import { UnsupportedError } from '../errors.ts';
import type { KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import type { Rng } from '../numerics/random.ts';
import type { FixedPointSubspace } from './fixed-point-subspace.ts';
import type { NeuronAction } from './hidden-neurons.ts';
import { actionOf, exchange, flip, type HiddenNeurons, hiddenNeurons } from './hidden-neurons.ts';
import type { InvariantSubspace } from './invariant-subspace.ts';
import { type Isometry, isometryOf } from './isometry.ts';
import { neuronStratumId, neuronSubspace } from './neuron-stratum.ts';
import { reflectionOf, requireLayered, type SignRule } from './sign-rule.ts';

export interface StratumOptions {
  /** Default `by-parity`. */
  readonly signs?: SignRule;
  /** Chance that a layer has groups at all; default 0.75. */
  readonly groups?: number;
  /** Chance that a neuron is zero, where reflections allow; default 0.15. */
  readonly zeros?: number;
  /** Chance of an element that moves several layers, in deep networks; default 0.2. */
  readonly coupled?: number;
}

export interface Stratum {
  readonly subspace: FixedPointSubspace;
  /** Generators of the subgroup that was drawn; points of the stratum may have more symmetry. */
  readonly generators: readonly Isometry[];
  readonly stratumId: string;
}

/**
 * A random stratum of a network with hidden layers, the whole space included.
 * @throws UnsupportedError for diagonal linear and polynomial models.
 */
export function sampleStratum(model: ModelSpec, rng: Rng, options: StratumOptions = {}): Stratum {
  const layered = requireLayered(model, 'sampleStratum');
  const neurons = hiddenNeurons(layered, reflectionOf(layered, options.signs ?? 'by-parity'));
  return sampleNeuronStratum(neurons, rng, options);
}

export function sampleNeuronStratum(
  neurons: HiddenNeurons,
  rng: Rng,
  options: StratumOptions = {},
): Stratum {
  const { groups = 0.75, zeros = 0.15, coupled = 0.2 } = options;
  const actions: NeuronAction[] = [];
  for (let h = 0; h + 1 < neurons.offsets.length; h++) {
    if (rng.chance(groups)) actions.push(...dealLayer(neurons, h, zeros, rng));
  }
  if (neurons.offsets.length > 2 && rng.chance(coupled)) {
    actions.push(randomElement(neurons, rng));
  }
  return stratumFixedBy(neurons, actions);
}

/** The stratum fixed by given elements of the neuron group. */
export function stratumFixedBy(neurons: HiddenNeurons, actions: readonly NeuronAction[]): Stratum {
  const subspace = neuronSubspace(neurons, actions);
  return {
    subspace,
    generators: actions.map((action) => isometryOf(neurons, action)),
    stratumId: neuronStratumId(neurons, actions, subspace.dimension, null),
  };
}

/** Each neuron is zero, joins an earlier one (equal or opposite) or stays free. */
function dealLayer(neurons: HiddenNeurons, h: number, zeros: number, rng: Rng): NeuronAction[] {
  const actions: NeuronAction[] = [];
  const earlier: number[] = [];
  const signed = neurons.reflection !== null;
  for (let k = neurons.offsets[h]!; k < neurons.offsets[h + 1]!; k++) {
    if (signed && rng.chance(zeros)) {
      actions.push(flip(k));
    } else if (neurons.permutable && earlier.length > 0 && rng.chance(0.5)) {
      actions.push(exchange(rng.pick(earlier), k, signed && rng.chance(0.5) ? -1 : 1));
    }
    earlier.push(k);
  }
  return actions;
}

/** A random signed permutation of every layer. */
function randomElement(neurons: HiddenNeurons, rng: Rng): NeuronAction {
  const pairs: [number, number, number][] = [];
  for (let h = 0; h + 1 < neurons.offsets.length; h++) {
    const start = neurons.offsets[h]!;
    const layer = Array.from({ length: neurons.offsets[h + 1]! - start }, (_, k) => start + k);
    const images = neurons.permutable ? rng.shuffle(layer) : layer;
    layer.forEach((k, at) => {
      pairs.push([k, images[at]!, neurons.reflection !== null && rng.chance(0.5) ? -1 : 1]);
    });
  }
  return actionOf(pairs);
}

/** A point of the subspace whose coordinates are drawn one by one. */
export function pointOn(subspace: InvariantSubspace, draw: () => number): Float64Array {
  const u = Float64Array.from({ length: subspace.dimension }, draw);
  return subspace.embed(u, new Float64Array(subspace.size));
}

/**
 * θ + εn with n a uniformly random unit normal of the subspace. From a point θ on the subspace the result
 * is at distance ε(1 + O(2⁻⁵²)) up to the rounding of the sum, at most 2⁻⁵³‖θ + εn‖∞ in each coordinate.
 *
 * @throws UnsupportedError where the subspace is the whole space and has no normals.
 */
export function pointNear(
  theta: Float64Array,
  subspace: InvariantSubspace,
  epsilon: number,
  rng: Rng,
): Float64Array {
  if (subspace.dimension >= subspace.size) {
    throw new UnsupportedError('pointNear: expected a proper subspace, received the whole space');
  }
  const draw = Float64Array.from({ length: subspace.size }, () => rng.gaussian());
  const normal = subspace.normalComponent(draw, new Float64Array(subspace.size));
  let sum = 0;
  for (const x of normal) sum += x * x;
  const scale = epsilon / Math.sqrt(sum);
  return theta.map((x, i) => x + scale * normal[i]!);
}

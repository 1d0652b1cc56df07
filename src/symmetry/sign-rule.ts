/**
 * Which reflection a single hidden neuron admits: what the activation's own symmetry says, or what a
 * claim asserts after its hypothesis on parity has been dropped.
 */

import { resolveFunction } from '../analytic/registry.ts';
import { UnsupportedError } from '../errors.ts';
import type { KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import { ZERO } from '../numerics/rational.ts';
import type { LayeredSpec, Reflection } from './hidden-neurons.ts';

/**
 * `by-parity`: the symmetries σ really has. `odd`, `even`: as if σ were odd or even about 0, whatever
 * it is. `none`: permutations only.
 */
export type SignRule = 'by-parity' | 'odd' | 'even' | 'none';

/**
 * The reflection of a neuron of the model. A centre c ≠ 0 needs biases; between free gates and in
 * linear networks a neuron is linear, hence odd about 0.
 */
export function reflectionOf(model: LayeredSpec, signs: SignRule): Reflection | null {
  switch (signs) {
    case 'none':
      return null;
    case 'odd':
    case 'even':
      return { parity: signs, center: ZERO };
    case 'by-parity':
      return ownReflection(model);
  }
}

function ownReflection(model: LayeredSpec): Reflection | null {
  if (model.kind !== 'fully-connected') return { parity: 'odd', center: ZERO };
  const sigma = resolveFunction(model.activation);
  if (sigma.parity !== 'none') return { parity: sigma.parity, center: ZERO };
  if (!model.bias) return null;
  return sigma.reflections.find(({ center }) => center.numerator !== 0n) ?? null;
}

/** @throws UnsupportedError for models that are not made of layers of neurons. */
export function requireLayered(model: ModelSpec, operation: string): LayeredSpec {
  switch (model.kind) {
    case 'fully-connected':
    case 'linear':
    case 'relu-paths':
      return model;
    case 'diagonal-linear':
    case 'polynomial':
      throw new UnsupportedError(
        `${operation}: expected a model with layers of hidden neurons, received kind "${model.kind}"`,
      );
  }
}

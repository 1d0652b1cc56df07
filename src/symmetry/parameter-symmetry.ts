/** The finite symmetry group of each kind of model, by generators. */
import type { ModelJson } from '../models/contract.ts';
import { asKnown } from '../models/kinds/specs.ts';
import { diagonalGenerators } from './diagonal-symmetry.ts';
import {
  exchange,
  flip,
  type HiddenNeurons,
  hiddenNeurons,
  type NeuronAction,
} from './hidden-neurons.ts';
import { type Isometry, isometryOf } from './isometry.ts';
import { polynomialSymmetries } from './polynomial-symmetry.ts';
import { reflectionOf, type SignRule } from './sign-rule.ts';

export { apply, applyExact, applyLinear, type Isometry } from './isometry.ts';
export type { SignRule } from './sign-rule.ts';

/**
 * Generators of the model's known finite isometry group: neighbouring neurons of a layer exchanged,
 * single neurons reflected as the sign rule allows; for diagonal linear models the factors of one input
 * exchanged and pairs of them negated; for polynomial models what a bounded search finds.
 *
 * Linear models have the orthogonal groups besides: see `linear-stratum.ts`.
 */
export function generators(given: ModelJson, options: { signs?: SignRule } = {}): Isometry[] {
  const model = asKnown(given);
  switch (model.kind) {
    case 'fully-connected':
    case 'relu-paths':
    case 'linear': {
      const neurons = hiddenNeurons(model, reflectionOf(model, options.signs ?? 'by-parity'));
      return neuronGenerators(neurons).map((action) => isometryOf(neurons, action));
    }
    case 'diagonal-linear':
      return diagonalGenerators(model, options.signs ?? 'by-parity');
    case 'polynomial':
      return polynomialSymmetries(model, options.signs ?? 'by-parity').isometries;
  }
}

/** Neighbouring exchanges and single reflections. */
export function neuronGenerators(neurons: HiddenNeurons): NeuronAction[] {
  const actions: NeuronAction[] = [];
  for (let h = 0; h + 1 < neurons.offsets.length; h++) {
    const end = neurons.offsets[h + 1]!;
    for (let k = neurons.offsets[h]!; k < end; k++) {
      if (neurons.permutable && k + 1 < end) actions.push(exchange(k, k + 1, 1));
      if (neurons.reflection !== null) actions.push(flip(k));
    }
  }
  return actions;
}

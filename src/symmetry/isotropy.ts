/**
 * The isotropy group of θ, {Q : Qθ = θ}, inside the finite symmetry group of the model, and the
 * fixed-point subspace it cuts out. Exact: θ is compared as rationals or as doubles, never up to a
 * tolerance.
 *
 * Since every field of the induced family is equivariant, F(Qθ) = F(θ) with Q an isometry, the fixed-point
 * subspace of any group of symmetries of θ contains the orbit of θ: its dimension is an upper bound.
 */
import { ShapeError } from '../errors.ts';
import { layoutOf } from '../instances/layout.ts';
import type { ModelJson } from '../models/contract.ts';
import { asKnown } from '../models/kinds/specs.ts';
import { diagonalIsotropy } from './diagonal-symmetry.ts';
import { hiddenNeurons } from './hidden-neurons.ts';
import { type Isotropy, neuronIsotropy } from './neuron-isotropy.ts';
import { polynomialIsotropy } from './polynomial-symmetry.ts';
import { reflectionOf, type SignRule } from './sign-rule.ts';
import { type Point, signedClasses } from './value-classes.ts';

export type { Isotropy } from './neuron-isotropy.ts';

export interface IsotropyOptions {
  readonly signs?: SignRule;
  /** Bound on the search for symmetries that move several layers, in edge visits. */
  readonly maximalWork?: number;
}

/** @throws ShapeError when θ has not the model's number of parameters. */
export function isotropy(given: ModelJson, theta: Point, options: IsotropyOptions = {}): Isotropy {
  const model = asKnown(given);
  const signs = options.signs ?? 'by-parity';
  const { size } = layoutOf(model);
  if (theta.length !== size)
    throw new ShapeError('isotropy', `${size} parameters`, `${theta.length}`);
  switch (model.kind) {
    case 'fully-connected':
    case 'relu-paths':
    case 'linear': {
      const neurons = hiddenNeurons(model, reflectionOf(model, signs));
      return neuronIsotropy(neurons, theta, options.maximalWork);
    }
    case 'diagonal-linear':
      return diagonalIsotropy(model, signedClasses(theta), signs);
    case 'polynomial':
      return polynomialIsotropy(model, signedClasses(theta), signs);
  }
}

/**
 * The isotropy group of θ, {Q : Qθ = θ}, inside the finite symmetry group that is found and proved for the
 * model, and the fixed-point subspace it cuts out. Exact: θ is compared as rationals or as doubles, never up
 * to a tolerance.
 *
 * Since every field of the induced family is equivariant, F(Qθ) = F(θ) with Q an isometry, the fixed-point
 * subspace of any group of symmetries of θ contains the orbit of θ: its dimension is an upper bound.
 */
import type { Subject } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { memory } from '../../remember.ts';
import { type ModelSymmetry, modelSymmetry } from '../group/model-symmetry.ts';
import type { SignRule } from '../group/sign-rule.ts';
import { foundIsotropy, type Isotropy } from './found-isotropy.ts';
import type { Point } from './value-classes.ts';

export type { Isotropy } from './found-isotropy.ts';

export interface IsotropyOptions {
  readonly signs?: SignRule;
  /** Bound on the search for symmetries that move several layers, in edge visits. */
  readonly maximalWork?: number;
}

/** What is found of a model's symmetries: once for each model. */
export function symmetryOf(model: ModelJson, signs: SignRule = 'by-parity'): ModelSymmetry {
  return modelSymmetry(bind(model), signs);
}

/**
 * Symmetries of a model that fix θ.
 *
 * @throws ShapeError when θ has not the model's number of parameters.
 */
export function isotropy(model: ModelJson, theta: Point, options: IsotropyOptions = {}): Isotropy {
  return foundIsotropy(symmetryOf(model, options.signs), theta, options.maximalWork);
}

const known = memory<Subject, Isotropy>();

/** The isotropy of an opened instance's θ: found once for each rule of signs. */
export function isotropyOf(subject: Subject, signs: SignRule = 'by-parity'): Isotropy {
  return known.of(subject, signs, () =>
    foundIsotropy(modelSymmetry(subject.model, signs), subject.exact),
  );
}

/**
 * The smallest stratum of θ that the isometries found for the model give: signed permutations of parameters,
 * orthogonal groups on hidden axes, and products of both. Its dimension bounds that of the orbit.
 */

import type { Subject } from '../../instances/subject.ts';
import type { ModelJson } from '../../models/contract.ts';
import { memory } from '../../remember.ts';
import { type ModelSymmetry, modelSymmetry } from '../group/model-symmetry.ts';
import type { SignRule } from '../group/sign-rule.ts';
import { type OrthogonalStratum, orthogonalStratum } from '../orthogonal/orthogonal-stratum.ts';
import type { FixedPointSubspace } from '../subspaces/fixed-point-subspace.ts';
import type { InvariantSubspace } from '../subspaces/invariant-subspace.ts';
import type { IntegerVector } from '../subspaces/orthogonal-span.ts';
import {
  type Isotropy,
  type IsotropyOptions,
  isotropy,
  isotropyOf,
  symmetryOf,
} from './isotropy.ts';
import type { Point } from './value-classes.ts';

/** The subspace that all symmetries which fix θ fix. */
export interface StratumOfPoint {
  readonly subspace: InvariantSubspace;
  /** What permutations and reflections alone give: `subspace` itself unless `orthogonal`. */
  readonly finite: FixedPointSubspace;
  /** Directions of the stratum where orthogonal groups give a smaller one than the finite ones, else null. */
  readonly orthogonal: readonly IntegerVector[] | null;
  readonly dimension: number;
  readonly description: string;
  readonly stratumId: string;
  /** False where a search was cut short: a smaller stratum may exist; the bound stands. */
  readonly complete: boolean;
}

/** @param theta exact or in doubles, of no instance in particular. */
export function stratumAt(
  model: ModelJson,
  theta: Point,
  options: IsotropyOptions = {},
): StratumOfPoint {
  // An asserted rule of signs is about single units; rotations are what the functions really have.
  const signs = options.signs ?? 'by-parity';
  return smaller(isotropy(model, theta, options), symmetryOf(model, signs), theta);
}

const known = memory<Subject, StratumOfPoint>();

/**
 * The stratum of an opened instance's θ: found once for each rule of signs.
 *
 * @example
 * ```ts
 * import { open, parseInstance, stratumOf } from 'falsim';
 *
 * const equalUnits = parseInstance({
 *   model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'tanh' },
 *   parameters: { layers: [{ weights: [[1], [1]] }, { weights: [[2, 2]] }] },
 * });
 * stratumOf(open(equalUnits)).description; // 'neurons 1 = 2 in layer 1'
 * ```
 */
export function stratumOf(subject: Subject, signs: SignRule = 'by-parity'): StratumOfPoint {
  return known.of(subject, signs, () => {
    const symmetry = modelSymmetry(subject.model, signs);
    return smaller(isotropyOf(subject, signs), symmetry, subject.exact);
  });
}

function smaller(finite: Isotropy, symmetry: ModelSymmetry, theta: Point): StratumOfPoint {
  return new SmallerStratum(finite, orthogonalStratum(symmetry, theta));
}

/** Of most strata nobody is told, and few are walked on: words and subspaces are made for who asks. */
class SmallerStratum implements StratumOfPoint {
  readonly orthogonal: readonly IntegerVector[] | null;
  readonly dimension: number;
  readonly complete: boolean;
  readonly #finite: Isotropy;
  readonly #chosen: Isotropy | OrthogonalStratum;
  #description: string | null = null;

  constructor(finite: Isotropy, linear: OrthogonalStratum | null) {
    const orthogonal = linear !== null && linear.dimension < finite.dimension;
    this.orthogonal = orthogonal ? linear.directions : null;
    this.complete = linear === null ? finite.complete : linear.exact;
    this.#finite = finite;
    this.#chosen = orthogonal ? linear : finite;
    this.dimension = this.#chosen.dimension;
  }

  get subspace(): InvariantSubspace {
    return this.#chosen.subspace;
  }

  get finite(): FixedPointSubspace {
    return this.#finite.subspace;
  }

  get description(): string {
    this.#description ??= this.subspace.describe();
    return this.#description;
  }

  get stratumId(): string {
    return this.#chosen.stratumId;
  }
}

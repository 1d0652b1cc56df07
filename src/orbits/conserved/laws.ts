/**
 * The conserved quantities of degree at most two that a model has everywhere, found once for each bound
 * model: h = ½θᵀAθ + vᵀθ for the elements (A, v) of its affine algebra with A symmetric.
 *
 *   linear layers    W_{l+1} G⁻¹ · G W_l              W_{l+1}ᵀW_{l+1} − W_lW_lᵀ
 *   σ(z) = z^p       incoming × s, outgoing × s⁻ᵖ     p‖out‖² − ‖in‖² a unit
 *   σ = exp          bias + s, outgoing × e⁻ˢ          ‖out‖² − 2b
 *
 * and whatever else is there. Along axes too wide for full blocks the laws of two units are read off those of
 * one (`pair-laws.ts`).
 *
 * Sources of the connection: Kunin et al., "Neural mechanics", ICLR 2021; Marcotte, Gribonval, Peyré,
 * "Abide by the law and follow the flow", NeurIPS 2023.
 */

import type { BoundModel } from '../../models/bind.ts';
import { parameterNames } from '../../models/names.ts';
import type { Polynomial } from '../../numerics/polynomial.ts';
import { createWitnessRng, type Rng } from '../../numerics/random.ts';
import { memory } from '../../remember.ts';
import { affineAlgebra } from './affine-algebra.ts';
import { type AffineElement, CHECK_POINTS, CHECK_PRIMES, checkElements } from './affine-element.ts';
import { identityDegree, logarithmOfError } from './error-bound.ts';
import { type Law, polynomialLaw } from './law.ts';
import { pairLaws } from './pair-laws.ts';
import { type PointFields, pointFields } from './point-fields.ts';
import { inReadingOrder, quadraticOf } from './quadratic-polynomials.ts';
import { symmetricElements } from './symmetric-elements.ts';

export interface ModelLaws {
  /** A basis of the space of laws of degree ≤ 2, in canonical form, the most readable first. */
  readonly polynomials: readonly Polynomial[];
  /** The same as laws. */
  readonly laws: readonly Law[];
  /** Primes that they were found with. */
  readonly primes: readonly number[];
  /** Primes that the laws were checked with, points each, and log₁₀ of the chance that one is false. */
  readonly check: {
    readonly primes: readonly number[];
    readonly points: number;
    readonly logarithmOfError: number;
  };
}

const known = memory<BoundModel, ModelLaws>();

/**
 * @param seed of the primes and points; the laws do not depend on it but by bad luck.
 * @throws UnsupportedError where a function of the model is not analytic.
 */
export function lawsOf(bound: BoundModel, seed: string | number): ModelLaws {
  return known.of(bound, `${seed}`, () =>
    find(bound, createWitnessRng(`laws/${JSON.stringify(bound.json)}/${seed}`)),
  );
}

function find(bound: BoundModel, rng: Rng): ModelLaws {
  const fields = pointFields(bound, rng.fork('fields'));
  const names = parameterNames(bound);
  const { elements, primes } = elementsOf(bound, fields, rng);
  const polynomials = inReadingOrder(
    elements.map((element) => quadraticOf(element, bound.size, names)),
  );
  return {
    polynomials,
    laws: polynomials.map(polynomialLaw),
    primes,
    check: {
      primes: Array.from({ length: CHECK_PRIMES }, (_, k) => fields.checking(k).prime),
      points: CHECK_POINTS,
      logarithmOfError: logarithmOfError(identityDegree(bound, 1), CHECK_POINTS * CHECK_PRIMES),
    },
  };
}

function elementsOf(
  bound: BoundModel,
  fields: PointFields,
  rng: Rng,
): { readonly elements: readonly AffineElement[]; readonly primes: readonly number[] } {
  const graded = symmetricElements(bound, fields, rng.fork('graded'));
  if (graded !== null) return { elements: graded.vectors, primes: graded.primes };
  const { symmetric, narrowed } = affineAlgebra(bound, fields, rng.fork('algebra'));
  const pairs = pairLaws(bound, narrowed, symmetric.vectors);
  const holds = checkElements(pairs, fields, rng.fork('pairs'));
  const elements = [...symmetric.vectors, ...pairs.filter((_, i) => holds[i])];
  return { elements, primes: symmetric.primes };
}

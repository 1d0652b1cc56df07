/**
 * The first of the explanations (`explain.ts`): laws of the whole model whose gradients at θ are
 * independent on the stratum. They were found and checked once for the model; a point costs one rank.
 */

import type { BoundModel } from '../../models/bind.ts';
import { type ParameterNames, parameterNames } from '../../models/names.ts';
import type { Polynomial } from '../../numerics/polynomial.ts';
import { remembered } from '../../remembered.ts';
import { directionsOf } from '../../symmetry/subspaces/fixed-point-subspace.ts';
import type { IntegerVector } from '../../symmetry/subspaces/orthogonal-span.ts';
import type { ModularSubspace } from '../dimension/modular-subspace.ts';
import type { GapProblem, InvariantKind } from './context.ts';
import type { ExactExplanation, ExactInvariant } from './exact-explanation.ts';
import { furtherLawsOf } from './further-laws.ts';
import { type GrowingBasis, growingBasis } from './invariants-elimination.ts';
import { expressionOfLaw, type Law, lawGradientModulo, polynomialLaw } from './law.ts';
import { lawsOf } from './laws.ts';
import {
  restrictedGradient,
  spanThrough,
  stratumThrough,
  wholeSpace,
} from './smallest-affine-subspace.ts';
import {
  pairLawsOf,
  type UnitLaw,
  unitLawGradient,
  unitLawPolynomial,
  unitLawsOf,
} from './unit-laws.ts';

export interface ByLaws {
  readonly explanation: ExactExplanation;
  /** All laws of the model that are known, independent at θ or not. */
  readonly laws: readonly Law[];
}

/** Laws of degree two; more of them where these leave the bound above the Lie rank. */
export function explainByLaws(context: GapProblem): ByLaws {
  const { bound, stratumDimension, lowerBound, prime } = context;
  const names = parameterNames(bound);
  const theta = context.theta(prime);
  const stratum = stratumModulo(context, theta, prime);
  const basis = tangentBasis(stratum);
  const { laws: quadratic, check } = lawsOf(bound, 'orbits');
  const laws = [...quadratic];
  const chosen = independentLaws(quadratic, theta, stratum, basis);
  const upperBound = () => Math.min(stratumDimension, stratum.directions.length - chosen.length);
  if (upperBound() > lowerBound) {
    const further = furtherLawsOf(bound, 'orbits')?.laws ?? [];
    laws.push(...further);
    chosen.push(...independentLaws(further, theta, stratum, basis));
  }
  const invariants = chosen.map((h) => invariantOf(h, 'first-integral', names));
  return {
    explanation: {
      invariants,
      reflections: [],
      upperBound: upperBound(),
      check: { primes: check.primes, samples: check.points },
    },
    laws,
  };
}

/** How much laws of units in squares leave of the Lie rank: known of the model at once, before anything is searched. */
export function boundBySquares({
  bound,
  size,
  prime,
  theta,
}: Pick<GapProblem, 'bound' | 'size' | 'prime' | 'theta'>): number {
  return size - basisOfSquares(bound, size, prime, theta(prime)).rank();
}

function basisOfSquares(
  bound: BoundModel,
  size: number,
  prime: number,
  theta: Float64Array,
): GrowingBasis {
  const basis = growingBasis(size, prime);
  for (const law of unitLawsOf(bound).squares) basis.insert(unitLawGradient(law, theta, prime));
  return basis;
}

/**
 * The same from laws of units alone (`unit-laws.ts`), at a θ without zeros that no symmetry fixes: those in squares, and
 * where these leave the bound above the Lie rank those of pairs.
 */
export function explainByUnits(context: GapProblem): ExactExplanation {
  const { bound, size, lowerBound, prime } = context;
  const { squares, squarePolynomials } = unitLawsOf(bound);
  const theta = context.theta(prime);
  const basis = basisOfSquares(bound, size, prime, theta);
  let check: ExactExplanation['check'] = { primes: [], samples: 0 };
  let chosen: readonly UnitLaw[] = [];
  if (squares.length > 0 && size - basis.rank() > lowerBound) {
    const pairs = pairLawsOf(bound);
    chosen = pairs.laws.filter((law) => basis.insert(unitLawGradient(law, theta, prime)));
    check = pairs.check;
  }
  // In words and polynomials when somebody reads them.
  let invariants: ExactInvariant[] | undefined;
  return {
    get invariants() {
      invariants ??= [
        ...squarePolynomials(),
        ...chosen.map((law) => unitLawPolynomial(law, bound)),
      ].map((h) => invariantOf(polynomialLaw(h), 'first-integral', parameterNames(bound)));
      return invariants;
    },
    upperBound: size - basis.rank(),
    check,
    reflections: [],
  };
}

/** The stratum of θ as a subspace of 𝔽_pᴹ. */
export function stratumModulo(
  { subspace, directions, stratumDimension, size }: GapProblem,
  theta: Float64Array,
  prime: number,
): ModularSubspace {
  if (stratumDimension === size) return wholeSpace(theta, prime);
  if (subspace !== null) return stratumThrough(theta, subspace, prime);
  return directions === null ? wholeSpace(theta, prime) : spanThrough(theta, directions, prime);
}

/** An orthogonal basis of the directions of the stratum; null where it is everything. */
export function stratumDirections({
  subspace,
  directions,
  stratumDimension,
  size,
}: GapProblem): readonly IntegerVector[] | null {
  if (stratumDimension === size) return null;
  if (subspace === null) return directions;
  return directionsOf(subspace, () => new Array<bigint>(size).fill(0n), BigInt);
}

export function tangentBasis(domain: ModularSubspace): GrowingBasis {
  return growingBasis(domain.directions.length, domain.prime);
}

/** Those laws whose gradients at θ, restricted to the domain, raise the rank of `basis`. */
export function independentLaws(
  laws: readonly Law[],
  theta: Float64Array,
  domain: ModularSubspace,
  basis: GrowingBasis,
): Law[] {
  const gradient = new Float64Array(theta.length);
  return laws.filter((h) => {
    // Time alone: nothing is independent of all there is.
    if (basis.rank() === domain.directions.length) return false;
    if (!lawGradientModulo(h, theta, domain.prime, gradient)) return false;
    return basis.insert(restrictedGradient(gradient, domain));
  });
}

/** By polynomial: a law belongs to one model, which is asked at many points. */
const texts = new WeakMap<Polynomial, string>();

export function invariantOf(law: Law, kind: InvariantKind, names: ParameterNames): ExactInvariant {
  const { polynomial, poles } = law;
  // In words when somebody asks: of most laws nobody is told.
  if (poles.length > 0)
    return {
      get expression() {
        return expressionOfLaw(law, names);
      },
      kind,
      polynomial: { terms: [] },
      law,
    };
  return {
    get expression() {
      return remembered(texts, polynomial, () => expressionOfLaw(law, names));
    },
    kind,
    polynomial,
  };
}

/**
 * dim O(θ), with what proves it.
 *
 * From below: the Lie rank mod p (`lie-rank.ts`), rigorous over ℚ. From above: the dimension of the
 * fixed-point subspace of θ's isotropy group, which contains the orbit; then conserved quantities that
 * were checked exactly. Where the two meet the dimension is *certified* (by symmetry alone) or
 * *explained* (with conserved quantities); where they do not, the lower bound is *saturated*: orders,
 * controls and primes were raised in vain, also at a point moved along the orbit.
 */
import { InputError } from '../errors.ts';
import type { Instance, Numeral } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import type { ModelJson } from '../models/contract.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import type { FloatRank } from '../numerics/float-rank.ts';
import { toRational } from '../numerics/numeral.ts';
import { createRng } from '../numerics/random.ts';
import type { Rational } from '../numerics/rational.ts';
import type { ExactExplanation } from './explain.ts';
import { floatLieRank } from './float-lie-rank.ts';
import { isometryLowerBound } from './isometry-lower-bound.ts';
import type { LieRankResult } from './lie-rank.ts';
import { type OrbitProblem, orbitProblem } from './orbit-problem.ts';
import { lowerBoundOf, type OrbitOptions, type OrbitSearch, searchOrbit } from './orbit-search.ts';
import type { FamilySpec } from './verify-fields.ts';

export type { OrbitOptions } from './orbit-search.ts';

export interface OrbitResult {
  readonly dimension: number;
  readonly status: 'certified' | 'explained' | 'saturated';
  readonly lowerBound: number;
  readonly upperBound: number;
  /** M. */
  readonly parameters: number;
  /** dim of span 𝔉 at θ. */
  readonly firstOrderRank: number;
  readonly stratum: { readonly dimension: number; readonly description: string };
  readonly invariants: ExactExplanation['invariants'];
  /** Primes used, the one of the witness first. */
  readonly primes: readonly number[];
  /** Highest order of brackets and number of random controls tried. */
  readonly order: number;
  readonly controls: number;
  readonly milliseconds: number;
  /** Null where it was not asked for or cannot be had. */
  readonly floatRank: FloatRank | null;
  /** Holds at a generic point of the stratum of θ, not necessarily at θ. */
  readonly generic: boolean;
  /** Rank at a point moved along the orbit; null where it was not needed or is too costly. */
  readonly movedRank: number | null;
  /** What a reader has to know besides, in sentences; may be empty. */
  readonly note: string;
  readonly witness: OrbitWitness;
}

/** What a certificate is made of. */
export interface OrbitWitness {
  readonly instance: Instance;
  readonly thetaExact: readonly Rational[];
  readonly family: FamilySpec;
  /** The point mod p: θ, or a random point of its stratum where the family is generic. */
  readonly theta: Float64Array;
  readonly lieRank: LieRankResult;
}

/** The Lie rank exceeded the dimension of a manifold that contains the orbit: a defect of falsim. */
export class OrbitExceedsStratumError extends Error {
  override readonly name = 'OrbitExceedsStratumError';
  /** Reproduces the failure. */
  readonly instance: Instance;
  readonly seed: string | number;

  constructor(instance: Instance, seed: string | number, rank: number, bound: number) {
    super(
      `orbit: Lie rank ${rank} exceeds the dimension ${bound} of the stratum that contains the orbit; this is a defect of falsim`,
    );
    this.instance = instance;
    this.seed = seed;
  }
}

/**
 * dim V(θ), what every isometry of the model that fixes θ fixes besides (`isometry-lower-bound.ts`), at most
 * the dimension of the stratum: the stratum over all isometries, known or not, is no smaller. For an orbit
 * that was computed at a generic point of the known stratum it is about that point.
 */
export function stratumLowerBound({ witness, stratum }: OrbitResult, seed: string): number {
  const { instance, thetaExact, theta, lieRank } = witness;
  const { sequence } = orbitProblem(instance, thetaExact);
  // One level more than the rank needed: tensors of higher order want higher powers.
  const level = Math.min(lieRank.level + 1, sequence.levels - 1);
  return isometryLowerBound(sequence.family(lieRank.prime, level), theta, {
    rng: createRng(`${seed}/isometries`),
    linear: hasLinearIsometries(instance.model),
    target: stratum.dimension,
  });
}

/** Whether isometries are taken to be linear: networks without biases. Where in doubt, affine ones count. */
function hasLinearIsometries(model: ModelJson): boolean {
  if (isOfKind(model, 'fully-connected') || isOfKind(model, 'relu-paths')) return !model.bias;
  return isOfKind(model, 'linear') || isOfKind(model, 'diagonal-linear');
}

/** θ as exact rationals. @throws InputError on a parameter that is none. */
export function exactParameters(instance: Instance): Rational[] {
  return flatten(instance.parameters).map((numeral: Numeral, i) => {
    try {
      return toRational(numeral);
    } catch {
      throw new InputError(`parameters[${i}]`, 'a finite rational number', String(numeral));
    }
  });
}

/**
 * The dimension of the orbit through the parameters of `instance`.
 *
 * @throws UnsupportedError for activations that are not analytic, and models above the memory limit.
 * @throws InputError on parameters that are not rational.
 * @throws OrbitExceedsStratumError on a defect.
 */
export function orbit(instance: Instance, options: OrbitOptions): OrbitResult {
  const started = performance.now();
  const problem = orbitProblem(instance, exactParameters(instance), options.signs);
  const search = searchOrbit(problem, options);
  const { lie, moved, explanation } = search;
  const lowerBound = lowerBoundOf(search);
  const stratum = problem.stratum;
  const upperBound = Math.min(stratum.dimension, explanation?.upperBound ?? stratum.dimension);
  if (lowerBound > upperBound)
    throw new OrbitExceedsStratumError(instance, options.seed, lowerBound, upperBound);
  const status =
    lowerBound === stratum.dimension
      ? 'certified'
      : lowerBound === upperBound
        ? 'explained'
        : 'saturated';
  const floats =
    options.floatRank === true
      ? floatLieRank(instance, { rng: createRng(`${options.seed}/float`) })
      : null;
  return {
    dimension: lowerBound,
    status,
    lowerBound,
    upperBound,
    parameters: problem.size,
    firstOrderRank: lie.firstOrderRank,
    stratum,
    invariants: explanation?.invariants ?? [],
    primes: search.primes,
    order: search.order,
    controls: search.controls,
    milliseconds: performance.now() - started,
    floatRank: floats,
    generic: problem.sequence.generic,
    movedRank: moved,
    note: notes(problem, search, floats),
    witness: {
      instance,
      thetaExact: problem.thetaExact,
      family: problem.sequence.spec(lie.level),
      theta: problem.theta(lie.prime),
      lieRank: lie,
    },
  };
}

function notes(problem: OrbitProblem, search: OrbitSearch, floats: FloatRank | null): string {
  const out: string[] = [];
  if (problem.sequence.generic)
    out.push('computed at a generic point of the stratum of θ, with generic jets of σ');
  const lowerBound = lowerBoundOf(search);
  if (search.lie.rank < lowerBound)
    out.push(
      `brackets at θ reach rank ${search.lie.rank}; the lower bound is from a point moved along the orbit`,
    );
  if (floats !== null && floats.rank !== lowerBound)
    out.push(
      `the float64 rank is ${floats.rank}: ${floats.ambiguous ? 'its spectrum is ambiguous, ' : ''}${gapSentence(floats, lowerBound)}`,
    );
  return out.join('; ');
}

function gapSentence({ spectrum, gap, rank }: FloatRank, exact: number): string {
  const at = (i: number) => (spectrum[i - 1] ?? 0).toExponential(1);
  return `singular values ${at(rank)} | ${at(rank + 1)} (ratio ${gap.toPrecision(2)}), the exact rank cuts at ${at(exact)} | ${at(exact + 1)}`;
}

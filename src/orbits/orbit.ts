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
import { toRational } from '../instances/numeral.ts';
import type { FloatRank } from '../numerics/float-rank.ts';
import { createRng } from '../numerics/random.ts';
import type { Rational } from '../numerics/rational.ts';
import type { SignRule } from '../symmetry/sign-rule.ts';
import type { OrbitContext } from './context.ts';
import { type ExactExplanation, explainGap } from './explain.ts';
import { floatLieRank } from './float-lie-rank.ts';
import { knownLaws } from './known-laws.ts';
import { type LieRankResult, lieRank } from './lie-rank.ts';
import { type OrbitProblem, orbitProblem } from './orbit-problem.ts';
import { rankAlongControl } from './rank-along-control.ts';
import type { FamilySpec } from './verify-fields.ts';

export interface OrbitOptions {
  readonly seed: string | number;
  /** Highest order of brackets tried at θ. Default 13, and 32 where a higher rank is known to exist. */
  readonly maxOrder?: number;
  /** Working memory in bytes. Default 1 GiB. */
  readonly memoryLimit?: number;
  /** Look for conserved quantities where the orbit is smaller than the stratum. Default true. */
  readonly explain?: boolean;
  /** Reflections the stratum is made of; with others than σ's own the bound may be false. */
  readonly signs?: SignRule;
  /** Compute the float64 rank too, where the model is small enough. Default false. */
  readonly floatRank?: boolean;
}

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

/** Models with more parameters are not moved along their orbit: rows of series are too many. */
const MOVED_LIMIT = 128;

/**
 * Raises of the order in a row that must leave the rank unmoved. One is enough to try whether the known
 * laws of the model close the gap.
 */
const STILL_RAISES = 2;

/** Highest order of brackets at θ when a point moved along the orbit has a higher rank. */
const EXPECTED_ORDER = 32;

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

interface OrbitSearch {
  /** The run of highest rank. */
  lie: LieRankResult;
  moved: number | null;
  explanation: ExactExplanation | null;
  readonly primes: number[];
  order: number;
  controls: number;
}

const lowerBoundOf = ({ lie, moved }: OrbitSearch) => Math.max(lie.rank, moved ?? 0);

/**
 * One prime; if the stratum is not filled, the known laws of the model; if those do not close the gap,
 * the moved point, which says how far orders have to be raised; then all conserved quantities; and if a
 * gap remains, a second prime.
 */
function searchOrbit(problem: OrbitProblem, options: OrbitOptions): OrbitSearch {
  const { sequence, stratum, primes } = problem;
  const rng = createRng(`orbit/${options.seed}`);
  const maxOrder = options.maxOrder ?? 13;
  const lawful = knownLaws(problem.model, problem.activation).length > 0;
  const run = (prime: number, upperBound: number, expected: number, raises: number) =>
    lieRank(sequence, problem.theta(prime), {
      ...(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }),
      rng: rng.fork(`rank mod ${prime} expecting ${expected}`),
      prime,
      upperBound,
      expected,
      stillRaises: raises,
      maxOrder: expected > 0 ? Math.max(maxOrder, EXPECTED_ORDER) : maxOrder,
    });
  const lie = run(primes[0], stratum.dimension, 0, lawful ? 1 : STILL_RAISES);
  const { order, controlsTried: controls } = lie;
  const search: OrbitSearch = {
    lie,
    moved: null,
    explanation: null,
    primes: [primes[0]],
    order,
    controls,
  };
  const adopt = (other: LieRankResult) => {
    search.order = Math.max(search.order, other.order);
    search.controls += other.controlsTried;
    if (other.rank > search.lie.rank) search.lie = other;
  };
  const explain = () => {
    if (options.explain === false) return;
    const context = contextOf(problem, search, rng.fork(`explain ${lowerBoundOf(search)}`));
    search.explanation = explainGap(context);
  };
  const bound = () => Math.min(stratum.dimension, search.explanation?.upperBound ?? problem.size);
  const closed = () => search.lie.rank >= bound();

  if (closed()) return search;
  if (lawful) explain();
  if (closed()) return search;
  if (problem.size <= MOVED_LIMIT) {
    // A level more where the first shows nothing: the truncation may be what stands still.
    for (let level = lie.level; level <= lie.level + 1 && level < sequence.levels; level++) {
      const along = rankAlongControl(sequence.family(lie.prime, level), problem.theta(lie.prime), {
        rng: rng.fork(`moved ${level}`),
        upperBound: bound(),
      });
      search.moved = Math.max(search.moved ?? 0, along.rank);
      if (search.moved > lie.rank) break;
    }
    if (lowerBoundOf(search) > lie.rank)
      adopt(run(lie.prime, bound(), lowerBoundOf(search), STILL_RAISES));
  }
  if (closed()) return search;
  if (!lawful || lowerBoundOf(search) > lie.rank) explain();
  if (closed()) return search;
  adopt(run(primes[1], bound(), search.moved ?? 0, STILL_RAISES));
  search.primes.push(primes[1]);
  if (search.lie.prime !== primes[0]) search.primes.reverse();
  return search;
}

function contextOf(
  problem: OrbitProblem,
  search: OrbitSearch,
  rng: OrbitContext['rng'],
): OrbitContext {
  const { sequence } = problem;
  const { lie } = search;
  const deeper = Math.min(lie.level + 1, sequence.levels - 1);
  return {
    model: problem.model,
    activation: problem.activation,
    thetaExact: problem.thetaExact,
    subspace: problem.subspace,
    stratumDimension: problem.stratum.dimension,
    size: problem.size,
    families: (prime) => sequence.family(prime, lie.level),
    ...(deeper > lie.level
      ? { deeperFamilies: (prime: number) => sequence.family(prime, deeper) }
      : {}),
    theta: problem.theta,
    primes: problem.primes,
    rng,
    lowerBound: lowerBoundOf(search),
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

/** The search behind `orbit.ts`: which bound is sought when, and from what evidence it stops. */
import { createWitnessRng, type Rng } from '../../numerics/random.ts';
import type { SignRule } from '../../symmetry/group/sign-rule.ts';
import { type LieRankOptions, lieRank, lieSearch } from '../brackets/lie-rank.ts';
import type { LieRankResult } from '../brackets/lie-rank-result.ts';
import { rankAlongControl } from '../brackets/rank-along-control.ts';
import type { GapProblem } from '../conserved/context.ts';
import type { ExactExplanation } from '../conserved/exact-explanation.ts';
import { explainGap } from '../conserved/explain.ts';
import { boundBySquares, explainByLaws, explainByUnits } from '../conserved/explain-by-laws.ts';
import { lawsOf } from '../conserved/laws.ts';
import { isAffordable } from '../fields/field-work.ts';
import type { OrbitProblem } from './orbit-problem.ts';
import { hasTrivialIsotropy, looksGeneric } from './trivial-isotropy.ts';

/** How hard an orbit is looked for. */
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

/** Effort alone: models with more parameters are not moved along their orbit: rows of series are too many. */
const MOVED_LIMIT = 128;

/** Effort alone: models of at most so many parameters are asked for brackets of all orders before a gap is left. */
const DEEP_LIMIT = 12;

/**
 * Raises of the order in a row that must leave the rank unmoved. One is enough to try whether the laws
 * of the model close the gap.
 */
const STILL_RAISES = 2;

/** Effort alone: highest order of brackets at θ where no rank is expected. */
const USUAL_ORDER = 13;

/** Effort alone: highest order of brackets at θ when a point moved along the orbit has a higher rank. */
const EXPECTED_ORDER = 32;

export interface OrbitSearch {
  /** The smallest manifold through θ that symmetry induces. */
  readonly stratum: OrbitProblem['stratum'];
  /** The run of highest rank. */
  lie: LieRankResult;
  moved: number | null;
  explanation: ExactExplanation | null;
  readonly primes: number[];
  order: number;
  controls: number;
}

/** What is proved from below. */
export const lowerBoundOf = ({ lie, moved }: OrbitSearch) => Math.max(lie.rank, moved ?? 0);

/**
 * One prime; if the stratum is not filled, the laws of the model; if those do not close the gap,
 * the moved point, which says how far orders have to be raised; then all conserved quantities; and if a
 * gap remains, a second prime. Where θ looks generic the stratum comes last: brackets know from the laws where to
 * stop, and if they get there a few more vectors may show that no symmetry fixes θ.
 */
export function searchOrbit(problem: OrbitProblem, options: OrbitOptions): OrbitSearch {
  const { sequence } = problem;
  const first = problem.prime(0);
  const rng = createWitnessRng(`orbit/${options.seed}`);
  const maxOrder = options.maxOrder ?? USUAL_ORDER;
  const rankOptions = (prime: number, upperBound: number, expected: number, raises: number) => ({
    memoryLimit: options.memoryLimit,
    rng: rng.fork(`rank mod ${prime} expecting ${expected}`),
    prime,
    upperBound,
    expected,
    stillRaises: raises,
    maxOrder: expected > 0 ? Math.max(maxOrder, EXPECTED_ORDER) : maxOrder,
  });
  const run = (prime: number, upperBound: number, expected: number, raises: number) =>
    lieRank(sequence, problem.theta(prime), rankOptions(prime, upperBound, expected, raises));
  const begun = (prime: number, upperBound: number) => {
    const search = lieSearch(sequence, problem.theta(prime), rankOptions(prime, upperBound, 0, 1));
    search.firstOrder(upperBound);
    return (raises: number) => {
      search.brackets(upperBound, raises);
      return search.result(upperBound);
    };
  };
  const early = isWorthTrying(problem, options)
    ? withoutStratum(problem, () => rankOptions(first, problem.size, 0, 1), rng)
    : null;
  const { stratum } = early?.isWhole ? whole(problem) : problem;
  /** Random draws being those of `run`, what is asked for further on goes on where this stands still. */
  const own = early === null ? begun(first, stratum.dimension) : null;
  const lie = early?.lie ?? own!(1);
  const { order, controlsTried: controls } = lie;
  const search: OrbitSearch = {
    stratum,
    lie,
    moved: null,
    explanation: early?.isWhole ? early.explanation : null,
    primes: [first],
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
    const context = contextOf(
      problem,
      stratum,
      lowerBoundOf(search),
      rng.fork(`explain ${lowerBoundOf(search)}`),
    );
    // Where a claim says which symmetries count, others do not.
    const reflections = (options.signs ?? 'by-parity') === 'by-parity';
    search.explanation = explainGap(context, { reflections });
  };
  const bound = () => Math.min(stratum.dimension, search.explanation?.upperBound ?? problem.size);
  const closed = () => search.lie.rank >= bound();

  if (closed()) return search;
  const lawful = lawsOf(problem.bound, 'orbits').polynomials.length > 0;
  // Where all fields vanish so do their brackets, and raising orders is in vain.
  const lawsFirst = lawful || search.lie.rank === 0;
  if (lawsFirst) explain();
  else if (own === null) adopt(run(first, stratum.dimension, 0, STILL_RAISES));
  else {
    // Its controls are counted from the beginning.
    search.controls = 0;
    adopt(own(STILL_RAISES));
  }
  if (closed()) return search;
  if (problem.size <= MOVED_LIMIT) {
    // A truncation further where the first shows nothing: the truncation may be what stands still.
    for (
      let truncation = lie.truncation;
      truncation <= lie.truncation + 1 && truncation < sequence.truncations;
      truncation++
    ) {
      const along = rankAlongControl(
        sequence.family(lie.prime, truncation),
        problem.theta(lie.prime),
        {
          rng: rng.fork(`moved ${truncation}`),
          upperBound: bound(),
        },
      );
      search.moved = Math.max(search.moved ?? 0, along.rank);
      if (search.moved > lie.rank) break;
    }
    if (lowerBoundOf(search) > lie.rank)
      adopt(run(lie.prime, bound(), lowerBoundOf(search), STILL_RAISES));
  }
  if (closed()) return search;
  if (!lawsFirst || lowerBoundOf(search) > lie.rank) explain();
  if (closed()) return search;
  // Small models are affordable to the end: at degenerate points dozens of orders may add nothing.
  const expected = problem.size <= DEEP_LIMIT ? bound() : (search.moved ?? 0);
  const second = problem.prime(1);
  adopt(run(second, bound(), expected, STILL_RAISES));
  search.primes.push(second);
  if (search.lie.prime !== first) search.primes.reverse();
  return search;
}

/** Effort alone: largest M for which the stratum is left for last. */
const MOST_GENERIC = 512;

/** Where only polynomials are met, F is its family at θ, and laws are likely; and θ looks generic. */
function isWorthTrying(
  { bound, sequence, size, thetaExact, prime }: OrbitProblem,
  { signs = 'by-parity', explain = true }: OrbitOptions,
): boolean {
  return (
    signs === 'by-parity' &&
    explain &&
    bound.fields === 'gradient' &&
    sequence.standing === 'exact' &&
    sequence.expansion(0).mode === 'point' &&
    size <= MOST_GENERIC &&
    isAffordable(sequence.family(prime(0), 0).work ?? 0, size) &&
    looksGeneric(thetaExact)
  );
}

interface EarlySearch {
  readonly lie: LieRankResult;
  readonly explanation: ExactExplanation | null;
  /** Whether the stratum is known to be everything, and the bounds meet. */
  readonly isWhole: boolean;
}

/**
 * The Lie rank up to what the laws of the model leave, and whether no symmetry fixes θ. Laws of units come first: where
 * brackets get there, nobody asks for all of them; else everything is begun anew.
 */
function withoutStratum(problem: OrbitProblem, rank: () => LieRankOptions, rng: Rng): EarlySearch {
  const { sequence, size } = problem;
  const { prime } = rank();
  const theta = problem.theta(prime);
  const context = (lowerBound: number) =>
    contextOf(problem, whole(problem).stratum, lowerBound, rng);
  // Members beyond what proved laws leave would be drawn in vain.
  const most = boundBySquares(context(0));
  const begun = () => {
    const search = lieSearch(sequence, theta, rank());
    search.firstOrder(most);
    return search;
  };
  let search = begun();
  if (search.echelon.rank() === size)
    return { lie: search.result(size), explanation: null, isWhole: true };
  let explanation = explainByUnits(context(search.echelon.rank()));
  if (explanation.upperBound < size) search.brackets(explanation.upperBound);
  if (search.echelon.rank() < explanation.upperBound) {
    if (explanation.upperBound < size) search = begun();
    explanation = explainByLaws(context(size)).explanation;
    search.brackets(explanation.upperBound);
  }
  const lie = search.result(explanation.upperBound);
  const family = sequence.family(prime, 0);
  const isWhole =
    lie.met && hasTrivialIsotropy(family, theta, search.echelon, rng.fork('isotropy'));
  return { lie, explanation, isWhole };
}

/** The stratum of a θ that no symmetry fixes; it is looked for when somebody asks for words. */
function whole(problem: OrbitProblem): Pick<OrbitProblem, 'stratum'> {
  return {
    stratum: {
      dimension: problem.size,
      get description() {
        return problem.stratum.description;
      },
    },
  };
}

function contextOf(
  problem: OrbitProblem,
  { dimension }: OrbitProblem['stratum'],
  lowerBound: number,
  rng: Rng,
): GapProblem {
  const { bound, thetaExact, size, theta } = problem;
  const isWhole = dimension === size;
  return {
    bound,
    thetaExact,
    subspace: isWhole ? null : problem.subspace,
    directions: isWhole ? null : problem.directions,
    stratumDimension: dimension,
    size,
    theta,
    prime: problem.prime(0),
    rng,
    lowerBound,
  };
}

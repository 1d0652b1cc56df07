/** The search behind `orbit.ts`: which bound is sought when, and from what evidence it stops. */
import { createRng } from '../../numerics/random.ts';
import type { SignRule } from '../../symmetry/group/sign-rule.ts';
import { type LieRankResult, lieRank } from '../brackets/lie-rank.ts';
import { rankAlongControl } from '../brackets/rank-along-control.ts';
import type { GapProblem } from '../conserved/context.ts';
import type { ExactExplanation } from '../conserved/exact-explanation.ts';
import { explainGap } from '../conserved/explain.ts';
import { lawsOf } from '../conserved/laws.ts';
import type { OrbitProblem } from './orbit-problem.ts';

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

/** Models with more parameters are not moved along their orbit: rows of series are too many. */
const MOVED_LIMIT = 128;

/** Models of at most so many parameters are asked for brackets of all orders before a gap is left. */
const DEEP_LIMIT = 12;

/**
 * Raises of the order in a row that must leave the rank unmoved. One is enough to try whether the laws
 * of the model close the gap.
 */
const STILL_RAISES = 2;

/** Highest order of brackets at θ when a point moved along the orbit has a higher rank. */
const EXPECTED_ORDER = 32;

export interface OrbitSearch {
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
 * gap remains, a second prime.
 */
export function searchOrbit(problem: OrbitProblem, options: OrbitOptions): OrbitSearch {
  const { sequence, stratum } = problem;
  const first = problem.prime(0);
  const rng = createRng(`orbit/${options.seed}`);
  const maxOrder = options.maxOrder ?? 13;
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
  const lie = run(first, stratum.dimension, 0, 1);
  const { order, controlsTried: controls } = lie;
  const search: OrbitSearch = {
    lie,
    moved: null,
    explanation: null,
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
    const context = contextOf(problem, search, rng.fork(`explain ${lowerBoundOf(search)}`));
    search.explanation = explainGap(context);
  };
  const bound = () => Math.min(stratum.dimension, search.explanation?.upperBound ?? problem.size);
  const closed = () => search.lie.rank >= bound();

  if (closed()) return search;
  const lawful = lawsOf(problem.bound, 'orbits').polynomials.length > 0;
  if (lawful) explain();
  else adopt(run(first, stratum.dimension, 0, STILL_RAISES));
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
  if (!lawful || lowerBoundOf(search) > lie.rank) explain();
  if (closed()) return search;
  // Small models are affordable to the end: at degenerate points dozens of orders may add nothing.
  const expected = problem.size <= DEEP_LIMIT ? bound() : (search.moved ?? 0);
  const second = problem.prime(1);
  adopt(run(second, bound(), expected, STILL_RAISES));
  search.primes.push(second);
  if (search.lie.prime !== first) search.primes.reverse();
  return search;
}

function contextOf(problem: OrbitProblem, search: OrbitSearch, rng: GapProblem['rng']): GapProblem {
  return {
    bound: problem.bound,
    thetaExact: problem.thetaExact,
    subspace: problem.subspace,
    directions: problem.directions,
    stratumDimension: problem.stratum.dimension,
    size: problem.size,
    theta: problem.theta,
    prime: problem.prime(0),
    rng,
    lowerBound: lowerBoundOf(search),
  };
}

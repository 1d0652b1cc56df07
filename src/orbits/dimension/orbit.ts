/**
 * dim O(θ), with what proves it.
 *
 * From below: the Lie rank mod p (`lie-rank.ts`), rigorous over ℝ at θ where the constants that F has at
 * θ are known (`constants/`). From above: the dimension of the fixed-point subspace of θ's isotropy
 * group, which contains the orbit; then conserved quantities that were checked exactly.
 *
 *   certified    both bounds meet, by symmetry alone
 *   explained    both bounds meet, with conserved quantities
 *   conditional  both bounds meet, given that the named constants are algebraically independent
 *   stationary   orders, controls and primes were raised in vain below the upper bound: no proof
 *   generic      the rank is that of a generic choice of the constants that F has at θ: not about θ
 */
import { NotInvertible, UnsupportedError } from '../../errors.ts';
import type { Instance } from '../../instances/instance.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { requireDefined } from '../../models/undefined-at.ts';
import type { FloatRank } from '../../numerics/float-rank.ts';
import { evaluatePolynomial } from '../../numerics/polynomial.ts';
import { createRng, createWitnessRng } from '../../numerics/random.ts';
import { format } from '../../numerics/rational.ts';
import { rationalRing } from '../../numerics/rational-ring.ts';
import { orthogonalSpan } from '../../symmetry/subspaces/orthogonal-span.ts';
import { floatLieRank } from '../brackets/float-lie-rank.ts';
import type { LieRankResult } from '../brackets/lie-rank-result.ts';
import type { AffineReflection, ExactExplanation } from '../conserved/exact-explanation.ts';
import type { MemberForm, Standing } from '../fields/family.ts';
import { isometryLowerBound } from './isometry-lower-bound.ts';
import { hasLinearIsometries } from './linear-isometries.ts';
import { type OrbitProblem, orbitProblem } from './orbit-problem.ts';
import { lowerBoundOf, type OrbitOptions, type OrbitSearch, searchOrbit } from './orbit-search.ts';
import type { OrbitStatus } from './orbit-status.ts';

export type { OrbitOptions } from './orbit-search.ts';

/** The dimension of an orbit by bounds from both sides, and what explains it. */
export interface OrbitResult {
  readonly dimension: number;
  readonly status: OrbitStatus;
  /** What the status `conditional` rests on, or what `generic` could not exclude, in sentences. */
  readonly assumptions: readonly string[];
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
  /** Rank at a point moved along the orbit; null where it was not needed or is too costly. */
  readonly movedRank: number | null;
  /** What a reader has to know besides, in sentences; may be empty. */
  readonly note: string;
  readonly witness: OrbitWitness;
}

/** What a certificate is made of. */
export interface OrbitWitness {
  readonly subject: Subject;
  /** What the members are. */
  readonly members: MemberForm;
  /** θ mod p. */
  readonly theta: Float64Array;
  readonly lieRank: LieRankResult;
  /** Symmetries beside those of coordinates and linear layers: the stratum is what they fix, too. */
  readonly reflections: readonly AffineReflection[];
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
 * the dimension of the stratum: the stratum over all isometries, known or not, is no smaller.
 *
 * @returns 0 for families that are no gradients, and where the constants that F has at θ are not known to be exact: nothing is proved then.
 */
export function stratumLowerBound({ witness, stratum }: OrbitResult, seed: string): number {
  const { subject, theta, lieRank } = witness;
  // Of fields that are no gradients neither the metric nor the derivative tensors are kept like this.
  if (subject.model.fields === 'given') return 0;
  const { sequence } = orbitProblem(subject);
  if (sequence.standing !== 'exact') return 0;
  // One truncation further than the rank needed, where there is one: tensors of higher order want higher powers.
  const truncation = lieRank.truncation + 1;
  const search = (movable: boolean) =>
    isometryLowerBound(sequence.family(lieRank.prime, truncation), theta, {
      rng: createWitnessRng(`${seed}/isometries`),
      linear: hasLinearIsometries(subject.model),
      target: stratum.dimension,
      movable,
    });
  try {
    return search(true);
  } catch (error) {
    // The constants at θ are those of no other point.
    if (!(error instanceof UnsupportedError)) throw error;
    return search(false);
  }
}

/** Whether it is proved that no isometry, known or not, makes the stratum smaller. */
export function isSmallestStratum(result: OrbitResult): boolean {
  return stratumLowerBound(result, 'smallest') === result.stratum.dimension;
}

/**
 * The dimension of the orbit through the parameters of an instance.
 *
 * @throws UnsupportedError for activations that are not analytic, and models above the memory limit.
 * @throws InputError on parameters that are not rational, or at which F is undefined.
 * @throws OrbitExceedsStratumError on a defect.
 *
 * @example
 * ```ts
 * import { orbit, parseInstance } from 'falsim';
 *
 * const gelu = parseInstance({
 *   model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'gelu' },
 *   parameters: { layers: [{ weights: [[0]] }, { weights: [[0]] }] },
 * });
 * const { dimension, stratum } = orbit(gelu, { seed: 1 });
 * dimension; // 0: it never moves
 * stratum.dimension; // 2: and no symmetry says so
 * ```
 */
export function orbit(given: Instance | Subject, options: OrbitOptions): OrbitResult {
  const subject = open(given);
  const started = performance.now();
  const { problem, search } = searched(subject, options);
  const { lie, moved, explanation } = search;
  const lowerBound = lowerBoundOf(search);
  const reflections = explanation?.reflections ?? [];
  const stratum = reflected(search.stratum, reflections, problem);
  const upperBound = Math.min(stratum.dimension, explanation?.upperBound ?? stratum.dimension);
  if (lowerBound > upperBound)
    throw new OrbitExceedsStratumError(subject.instance, options.seed, lowerBound, upperBound);
  const status = statusOf(problem.sequence.standing, lowerBound, upperBound, stratum.dimension);
  const floats =
    options.floatRank === true
      ? floatLieRank(subject, { rng: createRng(`${options.seed}/float`) })
      : null;
  return {
    dimension: lowerBound,
    status,
    assumptions: problem.sequence.assumptions,
    lowerBound,
    upperBound,
    parameters: problem.size,
    firstOrderRank: lie.firstOrderRank,
    stratum,
    get invariants() {
      return explanation?.invariants ?? [];
    },
    primes: search.primes,
    order: search.order,
    controls: search.controls,
    milliseconds: performance.now() - started,
    floatRank: floats,
    movedRank: moved,
    note: notes(search, floats),
    witness: {
      subject,
      members: problem.sequence.expansion(lie.truncation),
      theta: problem.theta(lie.prime),
      lieRank: lie,
      reflections,
    },
  };
}

/**
 * @throws InputError where F is undefined at θ.
 * @throws UnsupportedError also where F divides by zero at θ, whatever x is tried.
 */
function searched(subject: Subject, options: OrbitOptions) {
  try {
    const problem = orbitProblem(subject, options.signs);
    return { problem, search: searchOrbit(problem, options) };
  } catch (error) {
    // Of falsim's own errors none is told as one of θ.
    if (!(error instanceof NotInvertible || error instanceof UnsupportedError)) throw error;
    requireDefined(subject.model, subject.exact);
    if (!(error instanceof NotInvertible)) throw error;
    throw new UnsupportedError(
      `orbit: the model divides by zero at θ, at every x tried (${error.message})`,
    );
  }
}

/** What the reflections leave of a stratum. */
function reflected(
  stratum: OrbitSearch['stratum'],
  reflections: readonly AffineReflection[],
  { thetaExact }: OrbitProblem,
): OrbitSearch['stratum'] {
  if (reflections.length === 0)
    return {
      dimension: stratum.dimension,
      // Words are made when somebody reads them.
      get description() {
        return stratum.description;
      },
    };
  const span = orthogonalSpan();
  for (const { normals } of reflections) for (const normal of normals) span.insert(normal);
  return {
    dimension: stratum.dimension - span.basis.length,
    get description() {
      const fixed = reflections.map(({ explains }) =>
        explains
          .map(
            ({ polynomial, expression }) =>
              `${expression} = ${format(evaluatePolynomial(rationalRing, polynomial, thetaExact))}`,
          )
          .join(', '),
      );
      const { description } = stratum;
      return [
        ...(stratum.dimension === thetaExact.length ? [] : [description]),
        ...fixed.map((equations) => `a reflection fixes ${equations}`),
      ].join('; ');
    },
  };
}

function statusOf(
  standing: Standing,
  lowerBound: number,
  upperBound: number,
  stratum: number,
): OrbitStatus {
  if (standing === 'generic') return 'generic';
  if (lowerBound < upperBound) return 'stationary';
  if (standing === 'conditional') return 'conditional';
  return lowerBound === stratum ? 'certified' : 'explained';
}

function notes(search: OrbitSearch, floats: FloatRank | null): string {
  const out: string[] = [];
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

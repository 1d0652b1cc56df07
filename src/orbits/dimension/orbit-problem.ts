/** What an instance asks of the orbit machinery: its families, its stratum, its point modulo primes. */
import { attached } from '../../attached.ts';
import { UnsupportedError } from '../../errors.ts';
import type { Subject } from '../../instances/subject.ts';
import type { BoundModel } from '../../models/bind.ts';
import { find, type Kept, recall } from '../../numerics/budget.ts';
import { type PrimeStream, primeStream } from '../../numerics/drawn-primes.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import { format, type Rational } from '../../numerics/rational.ts';
import { remembered } from '../../remembered.ts';
import type { SignRule } from '../../symmetry/group/sign-rule.ts';
import { type StratumOfPoint, stratumOf } from '../../symmetry/isotropy/stratum.ts';
import type { FixedPointSubspace } from '../../symmetry/subspaces/fixed-point-subspace.ts';
import type { IntegerVector } from '../../symmetry/subspaces/orthogonal-span.ts';
import { familiesAt } from '../fields/families.ts';
import type { FamilySequence } from '../fields/family.ts';
import { constantsOf } from './model-constants.ts';

export interface OrbitProblem {
  readonly subject: Subject;
  readonly bound: BoundModel;
  readonly thetaExact: readonly Rational[];
  /** M. */
  readonly size: number;
  /** What bounds the orbit from below at θ. */
  readonly sequence: FamilySequence;
  /** The smallest symmetry-induced manifold through θ; looked for when it is asked for first. */
  readonly stratum: { readonly dimension: number; readonly description: string };
  /** The stratum where a finite group induces it, null where the orthogonal ones of a linear network do. */
  readonly subspace: FixedPointSubspace | null;
  /** Directions of the stratum where `subspace` is null, exact. */
  readonly directions: readonly IntegerVector[] | null;
  /**
   * Number `index` of the primes drawn from θ and the model, at which constants are units and θ keeps its
   * zeros, equalities and opposites.
   *
   * @throws UnsupportedError where none is found at which the constants at θ have images.
   */
  prime(index: 0 | 1): number;
  /** θ mod one of the primes: the same array at every call. */
  theta(prime: number): Float64Array;
}

/** The one that was asked for last: a search, its bounds and its certificate ask for the same. */
let last: {
  readonly subject: Subject;
  readonly signs: SignRule;
  readonly kept: Kept<OrbitProblem>;
} | null = null;

/**
 * @param signs which reflections the stratum is made of; those σ really has unless a claim says otherwise.
 * @throws UnsupportedError as `familiesAt`.
 */
export function orbitProblem(subject: Subject, signs: SignRule = 'by-parity'): OrbitProblem {
  if (last?.subject === subject && last.signs === signs) return recall(last.kept);
  const kept = find(() => new ProblemAtPoint(subject, signs));
  last = { subject, signs, kept };
  return kept.value;
}

class ProblemAtPoint implements OrbitProblem {
  readonly subject: Subject;
  readonly bound: BoundModel;
  readonly thetaExact: readonly Rational[];
  readonly size: number;
  readonly sequence: FamilySequence;
  readonly #signs: SignRule;
  readonly #primes: PrimeStream;
  readonly #points = new Map<number, Float64Array>();

  constructor(subject: Subject, signs: SignRule) {
    const { model, exact } = subject;
    const seed = `${textOf(model)}/${exact.map(format).join()}`;
    const sequence = familiesAt(model, exact, seed);
    this.subject = subject;
    this.bound = model;
    this.thetaExact = exact;
    this.size = model.size;
    this.sequence = sequence;
    this.#signs = signs;
    this.#primes = primeStream(seed, {
      point: exact,
      units: constantsOf(model),
      suits: (prime) => sequence.suits(prime),
    });
  }

  /** Found when it is asked for, and remembered with the subject. */
  get stratum(): StratumOfPoint {
    return stratumOf(this.subject, this.#signs);
  }

  get subspace(): FixedPointSubspace | null {
    const { orthogonal, finite } = this.stratum;
    return orthogonal === null ? finite : null;
  }

  get directions(): readonly IntegerVector[] | null {
    return this.stratum.orthogonal;
  }

  readonly prime = (index: 0 | 1): number => {
    try {
      return this.#primes.at(index);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new UnsupportedError(
        `orbit: no prime is found at which all constants that F has at θ have images (${error.message})`,
      );
    }
  };

  readonly theta = (prime: number): Float64Array =>
    remembered(this.#points, prime, () => residuesOf(this.thetaExact, prime));
}

function residuesOf(values: readonly Rational[], prime: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = rationalModulo(values[i], prime);
  return out;
}

const texts = attached<BoundModel, string>();

/** `model` of the instance, which is bound by this very text. */
const textOf = (bound: BoundModel): string =>
  remembered(texts, bound, () => JSON.stringify(bound.json));

/** What an instance asks of the orbit machinery: its families, its stratum, its point modulo primes. */
import { attached } from '../../attached.ts';
import { UnsupportedError } from '../../errors.ts';
import type { Subject } from '../../instances/subject.ts';
import type { BoundModel } from '../../models/bind.ts';
import { find, type Kept, recall } from '../../numerics/budget.ts';
import { primeStream } from '../../numerics/drawn-primes.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import { format, type Rational } from '../../numerics/rational.ts';
import { remembered } from '../../remembered.ts';
import type { SignRule } from '../../symmetry/group/sign-rule.ts';
import { stratumOf } from '../../symmetry/isotropy/stratum.ts';
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
  const kept = find(() => derived(subject, signs));
  last = { subject, signs, kept };
  return kept.value;
}

function derived(subject: Subject, signs: SignRule): OrbitProblem {
  const { model: bound, exact: thetaExact } = subject;
  const seed = `${textOf(bound)}/${thetaExact.map(format).join()}`;
  const sequence = familiesAt(bound, thetaExact, seed);
  // Found when it is asked for, and remembered with the subject.
  const found = () => stratumOf(subject, signs);
  const points = new Map<number, Float64Array>();
  const primes = primeStream(seed, {
    point: thetaExact,
    units: constantsOf(bound),
    suits: (prime) => sequence.suits(prime),
  });
  return {
    subject,
    bound,
    thetaExact,
    size: bound.size,
    sequence,
    get stratum() {
      const stratum = found();
      return {
        dimension: stratum.dimension,
        get description() {
          return stratum.description;
        },
      };
    },
    get subspace() {
      const { orthogonal, finite } = found();
      return orthogonal === null ? finite : null;
    },
    get directions() {
      return found().orthogonal;
    },
    prime(index) {
      try {
        return primes.at(index);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new UnsupportedError(
          `orbit: no prime is found at which all constants that F has at θ have images (${error.message})`,
        );
      }
    },
    theta: (prime) =>
      remembered(points, prime, () =>
        Float64Array.from(thetaExact, (q) => rationalModulo(q, prime)),
      ),
  };
}

const texts = attached<BoundModel, string>();

/** `model` of the instance, which is bound by this very text. */
const textOf = (bound: BoundModel): string =>
  remembered(texts, bound, () => JSON.stringify(bound.json));

/** What an instance asks of the orbit machinery: its families, its stratum, its point modulo primes. */
import type { Instance } from '../instances/instance.ts';
import { type BoundModel, bind } from '../models/bind.ts';
import { fastPrimes, rationalModulo } from '../numerics/prime-field.ts';
import type { Rational } from '../numerics/rational.ts';
import type { FixedPointSubspace } from '../symmetry/fixed-point-subspace.ts';
import type { SignRule } from '../symmetry/sign-rule.ts';
import { stratumOf } from '../symmetry/stratum.ts';
import type { FamilySequence, FieldFamily } from './family.ts';
import { familiesAt, identityFamilies } from './fields/families.ts';

export interface OrbitProblem {
  readonly bound: BoundModel;
  readonly thetaExact: readonly Rational[];
  /** M. */
  readonly size: number;
  /** What bounds the orbit from below at θ. */
  readonly sequence: FamilySequence;
  /** What identities are tested with, mod a prime: the fields of F at any x, nothing cut off. */
  readonly identities: (prime: number) => FieldFamily;
  /** The smallest symmetry-induced manifold through θ. */
  readonly stratum: { readonly dimension: number; readonly description: string };
  /** The stratum where a finite group induces it, null where the orthogonal ones of a linear network do. */
  readonly subspace: FixedPointSubspace | null;
  /** Primes at which everything has an image; the first is used first. */
  readonly primes: readonly number[];
  /** θ mod one of the primes: the same array at every call. */
  theta(prime: number): Float64Array;
}

/** How many primes are looked through for three that suit. */
const MOST_PRIMES = 64;

/**
 * @param signs which reflections the stratum is made of; those σ really has unless a claim says otherwise.
 * @throws UnsupportedError as `familiesAt`.
 */
export function orbitProblem(
  instance: Instance,
  thetaExact: readonly Rational[],
  signs: SignRule = 'by-parity',
): OrbitProblem {
  const { model } = instance;
  const bound = bind(model);
  const sequence = familiesAt(bound, thetaExact, 'orbit');
  const { finite, orthogonal, dimension, description } = stratumOf(model, thetaExact, { signs });
  const points = new Map<number, Float64Array>();
  const rationals = bound.program.operations.flatMap((operation) =>
    operation.op === 'rational' ? [operation.value] : [],
  );
  return {
    bound,
    thetaExact,
    size: bound.size,
    sequence,
    identities: identityFamilies(bound),
    stratum: { dimension, description },
    subspace: orthogonal ? null : finite,
    primes: fastPrimes(MOST_PRIMES, [...thetaExact, ...rationals])
      .filter((prime) => sequence.suits(prime))
      .slice(0, 3),
    theta(prime) {
      let point = points.get(prime);
      if (point === undefined) {
        point = Float64Array.from(thetaExact, (q) => rationalModulo(q, prime));
        points.set(prime, point);
      }
      return point;
    },
  };
}

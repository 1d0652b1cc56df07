/** What an instance asks of the orbit machinery: its families, its stratum, its point modulo primes. */
import type { Subject } from '../../instances/subject.ts';
import type { BoundModel } from '../../models/bind.ts';
import { drawnPrimes } from '../../numerics/drawn-primes.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import { format, parse, type Rational } from '../../numerics/rational.ts';
import type { SignRule } from '../../symmetry/group/sign-rule.ts';
import { stratumOf } from '../../symmetry/isotropy/stratum.ts';
import type { FixedPointSubspace } from '../../symmetry/subspaces/fixed-point-subspace.ts';
import type { IntegerVector } from '../../symmetry/subspaces/orthogonal-span.ts';
import { familiesAt } from '../fields/families.ts';
import type { FamilySequence } from '../fields/family.ts';

export interface OrbitProblem {
  readonly subject: Subject;
  readonly bound: BoundModel;
  readonly thetaExact: readonly Rational[];
  /** M. */
  readonly size: number;
  /** What bounds the orbit from below at θ. */
  readonly sequence: FamilySequence;
  /** The smallest symmetry-induced manifold through θ. */
  readonly stratum: { readonly dimension: number; readonly description: string };
  /** The stratum where a finite group induces it, null where the orthogonal ones of a linear network do. */
  readonly subspace: FixedPointSubspace | null;
  /** Directions of the stratum where `subspace` is null, exact. */
  readonly directions: readonly IntegerVector[] | null;
  /**
   * Primes drawn from θ and the model, at which constants are units and θ keeps its zeros, equalities and
   * opposites. The last two only confirm.
   */
  readonly primes: readonly number[];
  /** θ mod one of the primes: the same array at every call. */
  theta(prime: number): Float64Array;
}

/**
 * @param signs which reflections the stratum is made of; those σ really has unless a claim says otherwise.
 * @throws UnsupportedError as `familiesAt`.
 */
export function orbitProblem(subject: Subject, signs: SignRule = 'by-parity'): OrbitProblem {
  const { model: bound, exact: thetaExact } = subject;
  const seed = `${JSON.stringify(subject.instance.model)}/${thetaExact.map(format).join()}`;
  const sequence = familiesAt(bound, thetaExact, seed);
  const { finite, orthogonal, dimension, description } = stratumOf(subject, signs);
  const points = new Map<number, Float64Array>();
  return {
    subject,
    bound,
    thetaExact,
    size: bound.size,
    sequence,
    stratum: { dimension, description },
    subspace: orthogonal === null ? finite : null,
    directions: orthogonal,
    primes: drawnPrimes(PRIMES, seed, {
      point: thetaExact,
      units: constantsOf(bound),
      suits: (prime) => sequence.suits(prime),
    }),
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

/** Two to find with, two more to lift large coefficients, two that nothing was lifted from. */
const PRIMES = 6;

/** Rationals of the model itself: those of its program, and those in the specs of its functions. */
function constantsOf(bound: BoundModel): Rational[] {
  const found: Rational[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'number' || typeof value === 'string') {
      const q = parse(String(value));
      if (q !== undefined) found.push(q);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  const functions = new Set<object>();
  for (const operation of bound.program.operations) {
    if (operation.op === 'rational') found.push(operation.value);
    if (operation.op === 'apply' && !functions.has(operation.f)) {
      functions.add(operation.f);
      visit(operation.f.spec);
    }
  }
  return found;
}

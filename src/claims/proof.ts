/**
 * What may falsify: arithmetic without rounding, or an enclosure without 0. A proof cannot be written down as
 * an object, only be made here, from numbers that float64 does not have; so nothing that was computed in
 * doubles alone falsifies anything, whatever its margin. `judge` asks every falsification for one that was made here.
 */
import { equal, isZero, type Rational } from '../numerics/rational.ts';
import type { OrbitResult } from '../orbits/dimension/orbit.ts';

declare const made: unique symbol;

/** Numbers that had to agree and do not, or one that had to differ from 0 and does not, without rounding. */
export interface ExactProof {
  readonly by: 'exact';
  readonly [made]: true;
}

/** A number that had to be 0 and is not: a ball that encloses it excludes 0. */
export interface EnclosureProof {
  readonly by: 'enclosure';
  readonly digits: number;
  readonly [made]: true;
}

/** What a falsification takes. */
export type Proof = ExactProof | EnclosureProof;

/** Numbers without rounding that contradict a claim. */
export type Exact =
  | { readonly rationals: readonly [Rational, Rational] }
  /** What had to differ from 0. */
  | { readonly zero: Rational }
  /** Dimensions, ranks or numbers of laws. */
  | { readonly integers: readonly [number, number] };

/** All that were made: what a claim without types puts together is no proof either. */
const proofs = new WeakSet<object>();

function make<P extends Proof>(fields: Omit<P, typeof made>): P {
  const proof = fields as P;
  proofs.add(proof);
  return proof;
}

/** Whether it was made here, in this thread. */
export function isProof(value: unknown): value is Proof {
  return typeof value === 'object' && value !== null && proofs.has(value);
}

/**
 * A proof by numbers without rounding.
 *
 * @throws RangeError where the two are equal or no integers, or what had to differ from 0 does: nothing is proved; TypeError on doubles.
 */
export function exactProof(found: Exact): ExactProof {
  if ('rationals' in found) {
    const [a, b] = found.rationals;
    checkRational(a);
    checkRational(b);
    if (equal(a, b)) throw new RangeError('exactProof: expected two different rationals');
  } else if ('zero' in found) {
    checkRational(found.zero);
    if (!isZero(found.zero)) throw new RangeError('exactProof: expected 0');
  } else {
    const [a, b] = found.integers;
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a === b)
      throw new RangeError(`exactProof: expected two different integers, received ${a} and ${b}`);
  }
  return make<ExactProof>({ by: 'exact' });
}

/** What stands in for a rational where nobody checks types. */
function checkRational({ numerator, denominator }: Rational): void {
  if (typeof numerator !== 'bigint' || typeof denominator !== 'bigint')
    throw new TypeError('exactProof: expected rationals of two bigints, as toRational makes them');
}

/** A ball, distance ± radius, in one unit. */
export interface Enclosed {
  /** Decimal digits of the arithmetic. */
  readonly digits: number;
  /** Midpoint and radius of the ball, in one unit. */
  readonly distance: bigint;
  readonly radius: bigint;
}

/**
 * A proof by a ball that excludes 0.
 *
 * @throws RangeError unless the ball excludes 0, |distance| > radius ≥ 0; TypeError on doubles.
 */
export function enclosureProof({ digits, distance, radius }: Enclosed): EnclosureProof {
  if (typeof distance !== 'bigint' || typeof radius !== 'bigint')
    throw new TypeError('enclosureProof: expected a ball of two bigints');
  if (radius < 0n || (distance < 0n ? -distance : distance) <= radius)
    throw new RangeError(
      `enclosureProof: expected a ball without 0, received ${distance} ± ${radius}`,
    );
  return make<EnclosureProof>({ by: 'enclosure', digits });
}

/** An orbit that does not have the dimension that a claim gives it. */
export interface OrbitBound {
  readonly orbit: OrbitResult;
  readonly dimension: number;
}

/** What a claim of somebody else falsifies by: numbers without rounding, a ball, an orbit, or the proof of an oracle. */
export type Found = Exact | Enclosed | OrbitBound | Proof;

/**
 * @returns null where an orbit is larger than claimed only if constants that F has at θ are independent
 *   (`assumptions`): nothing is proved then.
 * @throws RangeError where what was found does not contradict the claim; TypeError where it is none of these.
 */
export function proofOf(found: Found): Proof | null {
  if (isProof(found)) return found;
  if (typeof found === 'object' && found !== null) {
    if ('orbit' in found) return proofByOrbit(found);
    if ('radius' in found) return enclosureProof(found);
    if ('rationals' in found || 'zero' in found || 'integers' in found) return exactProof(found);
  }
  throw new TypeError('decided: expected rationals, zero, integers, an orbit, a ball or a proof');
}

function proofByOrbit({ orbit, dimension }: OrbitBound): ExactProof | null {
  const { lowerBound, upperBound, assumptions } = orbit;
  if (upperBound < dimension) return exactProof({ integers: [upperBound, dimension] });
  if (lowerBound <= dimension)
    throw new RangeError(
      `decided: expected an orbit of another dimension than ${dimension}, received one from ${lowerBound} to ${upperBound}`,
    );
  return assumptions.length > 0 ? null : exactProof({ integers: [lowerBound, dimension] });
}

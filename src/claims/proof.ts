/**
 * What may falsify: arithmetic without rounding, or an enclosure without 0. A proof cannot be written down as
 * an object, only be made here, from numbers that float64 does not have; so nothing that was computed in
 * doubles alone falsifies anything, whatever its margin.
 */
import { equal, isZero, type Rational } from '../numerics/rational.ts';
import type { OwnDecision } from './decision.ts';

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

export type Proof = ExactProof | EnclosureProof;

export type Exact =
  | { readonly rationals: readonly [Rational, Rational] }
  /** What had to differ from 0. */
  | { readonly zero: Rational }
  /** Dimensions, ranks or numbers of laws. */
  | { readonly integers: readonly [number, number] };

/** @throws RangeError where the two are equal or no integers, or what had to differ from 0 does: nothing is proved. */
export function exactProof(found: Exact): ExactProof {
  if ('rationals' in found) {
    const [a, b] = found.rationals;
    if (equal(a, b)) throw new RangeError('exactProof: expected two different rationals');
  } else if ('zero' in found) {
    if (!isZero(found.zero)) throw new RangeError('exactProof: expected 0');
  } else {
    const [a, b] = found.integers;
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a === b)
      throw new RangeError(`exactProof: expected two different integers, received ${a} and ${b}`);
  }
  return { by: 'exact' } as ExactProof;
}

export interface Enclosed {
  /** Decimal digits of the arithmetic. */
  readonly digits: number;
  /** Midpoint and radius of the ball, in one unit. */
  readonly distance: bigint;
  readonly radius: bigint;
}

/** @throws RangeError unless the ball excludes 0, |distance| > radius ≥ 0. */
export function enclosureProof({ digits, distance, radius }: Enclosed): EnclosureProof {
  if (radius < 0n || (distance < 0n ? -distance : distance) <= radius)
    throw new RangeError(
      `enclosureProof: expected a ball without 0, received ${distance} ± ${radius}`,
    );
  return { by: 'enclosure', digits } as EnclosureProof;
}

/** A claim that falsim does not know vouches for its own exactness. */
export function onItsWord(_: OwnDecision): ExactProof {
  return { by: 'exact' } as ExactProof;
}

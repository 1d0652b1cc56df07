/**
 * What may falsify: arithmetic without rounding, or decimals that converged. A proof cannot be written down as
 * an object, only be made here, from numbers that float64 does not have; so nothing that was computed in
 * doubles alone falsifies anything, whatever its margin.
 */
import type { Decimal } from 'decimal.js';
import { equal, type Rational } from '../numerics/rational.ts';
import type { OwnDecision } from './decision.ts';

declare const made: unique symbol;

/** Numbers that had to agree and do not, computed without rounding. */
export interface ExactProof {
  readonly by: 'exact';
  readonly [made]: true;
}

/** A number that had to be 0 and is not: decimals of two precisions, or three step sizes, say so. */
export interface DecimalProof {
  readonly by: 'decimals';
  readonly digits: number;
  readonly [made]: true;
}

export type Proof = ExactProof | DecimalProof;

export type Exact =
  | { readonly rationals: readonly [Rational, Rational] }
  /** Dimensions, ranks or numbers of laws. */
  | { readonly integers: readonly [number, number] };

/** @throws RangeError where the two are equal, or no integers: then nothing is proved. */
export function exactProof(found: Exact): ExactProof {
  if ('rationals' in found) {
    const [a, b] = found.rationals;
    if (equal(a, b)) throw new RangeError('exactProof: expected two different rationals');
  } else {
    const [a, b] = found.integers;
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a === b)
      throw new RangeError(`exactProof: expected two different integers, received ${a} and ${b}`);
  }
  return { by: 'exact' } as ExactProof;
}

export interface Converged {
  readonly digits: number;
  readonly distance: Decimal;
  /** What the distance changes by under more digits or shorter steps. */
  readonly error: Decimal;
}

/** @throws RangeError where the distance is not clear of its error. */
export function decimalProof({ digits, distance, error }: Converged): DecimalProof {
  // A comparison with NaN is false: that proves nothing either.
  if (!distance.abs().gt(error.abs()))
    throw new RangeError(`decimalProof: ${distance} is not clear of its error ${error}`);
  return { by: 'decimals', digits } as DecimalProof;
}

/** A claim that falsim does not know vouches for its own exactness. */
export function onItsWord(_: OwnDecision): ExactProof {
  return { by: 'exact' } as ExactProof;
}

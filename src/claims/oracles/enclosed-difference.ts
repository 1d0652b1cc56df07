/**
 * Whether two things that ought to be equal differ, by enclosures: their difference is computed in balls,
 * and the precision raised until
 *
 *   differs    the ball of the difference excludes 0, by ten times its radius: it is not 0, proved;
 *   agrees     the ball holds 0, and all of it is below 10⁻³⁰ of the size of what was subtracted.
 *
 * Else it stays undecided. Balls never prove that numbers are equal, only that they are closer than any
 * bound. Relative throughout: a field of size 10⁻³⁰ is as good as one of size 1.
 */
import { NotInvertible, UnsupportedError } from '../../errors.ts';
import {
  type Ball,
  compareDyadic,
  endsOf,
  isExactlyZero,
  largerOf,
  logarithm10,
  magnitude,
  NoEnclosure,
  product,
  sum,
  toNumber,
  ZERO_BALL,
} from '../../numerics/balls/ball.ts';
import { rootOfSquare } from '../../numerics/balls/roots.ts';
import type { Enclosure } from '../decision.ts';
import { MARGIN_LIMIT } from '../margin.ts';
import { type EnclosureProof, enclosureProof } from '../proof.ts';
import { finite } from './exact-finding.ts';

/** Two numbers that are said to be equal, by an enclosure of what is between them. */
export interface EnclosedDifference {
  /** Of either sign. */
  readonly difference: Ball;
  /** Size of what was subtracted; 0 only where everything is. */
  readonly scale: Ball;
}

/** What enclosures say of a difference: it is not 0, it is too small to matter, or it is open. */
export type Settled =
  | { readonly decided: 'differs'; readonly enclosure: Enclosure; readonly proof: EnclosureProof }
  | { readonly decided: 'agrees'; readonly enclosure: Enclosure }
  /** `digits` of the last try, and why they decide nothing. */
  | { readonly decided: 'undecided'; readonly digits: number; readonly why: string };

/** Digits of the arithmetic, one try after another. */
export const DIGITS = [60, 120, 240, 480, 960] as const;

/** Largest difference, relative to the scale, that counts as none. */
const RESOLUTION = 30;

/** A difference is over its radius by this factor: margins of what is proved are −1 or less. */
const CLEAR = 10n;

const LOST = 'even 960 digits do not tell a difference from none';

export const bitsOf = (digits: number): number => Math.ceil(digits * Math.log2(10));

/**
 * Raises the precision until a difference excludes 0, or is nothing beside what was subtracted.
 *
 * @param compute in balls of the given number of bits; may throw what balls throw.
 */
export function settle(
  compute: (bits: number) => EnclosedDifference,
  digitsTried: readonly number[] = DIGITS,
): Settled {
  let last = undecided(digitsTried[0], LOST);
  for (const digits of digitsTried) {
    try {
      const { difference, scale } = compute(bitsOf(digits));
      const settled = decide(difference, scale, digits);
      if (settled.decided !== 'undecided') return settled;
      last = settled;
    } catch (error) {
      if (error instanceof NoEnclosure) last = undecided(digits, error.message);
      else if (error instanceof NotInvertible || error instanceof UnsupportedError)
        return undecided(digits, error.message);
      else throw error;
    }
  }
  return last;
}

function undecided(digits: number, why: string): Settled {
  return { decided: 'undecided', digits, why };
}

function decide(difference: Ball, scale: Ball, digits: number): Settled {
  const { middle, radius, exponent } = difference;
  const enclosed = (margin: number): Enclosure => ({
    digits,
    distance: finite(toNumber(difference)),
    radius: finite(toNumber({ middle: radius, radius: 0n, exponent })),
    margin: Math.min(MARGIN_LIMIT, Math.max(-MARGIN_LIMIT, margin)),
  });
  const size = magnitude(middle);
  if (size > CLEAR * radius) {
    // −∞ where the radius is 0.
    const margin =
      logarithm10({ middle: radius, radius: 0n, exponent: 0 }) -
      logarithm10({ middle: size, radius: 0n, exponent: 0 });
    const proof = enclosureProof({ digits, distance: middle, radius });
    return { decided: 'differs', enclosure: enclosed(margin), proof };
  }
  if (isExactlyZero(difference)) return { decided: 'agrees', enclosure: enclosed(MARGIN_LIMIT) };
  const { high } = endsOf(difference);
  const { low } = endsOf(scale);
  const refined = { ...high, middle: high.middle * 10n ** BigInt(RESOLUTION) };
  if (size <= radius && compareDyadic(refined, low) <= 0) {
    const margin = logarithm10(low) - RESOLUTION - logarithm10(high);
    return { decided: 'agrees', enclosure: enclosed(Math.max(0, margin)) };
  }
  return undecided(digits, LOST);
}

/** max |vᵢ|; 0 for no entries. */
export function largestOf(values: readonly Ball[], bits: number): Ball {
  return values.reduce((a, v) => largerOf(a, v, bits), ZERO_BALL);
}

/** ‖v‖₂. */
export function normOf(values: readonly Ball[], bits: number): Ball {
  const squares = values.reduce((total, v) => sum(total, product(v, v, bits), bits), ZERO_BALL);
  return rootOfSquare(squares, bits);
}

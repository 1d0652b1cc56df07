/** Numbers as they were written, read once as exact rationals and once as the nearest doubles. */
import { fromDouble, parse, type Rational, toDouble } from './rational.ts';

/** A finite JSON number, or a string that `rational.ts` reads. */
export type Numeral = number | string;

/** The exact rational. @throws RangeError on a string that is no number or a non-finite double. */
export function toRational(numeral: Numeral): Rational {
  if (typeof numeral === 'number') return fromDouble(numeral);
  const q = parse(numeral);
  if (q === undefined) throw new RangeError(`numeral: expected a number, received "${numeral}"`);
  return q;
}

/** The nearest double; −0 is kept. */
export function toFloat(numeral: Numeral): number {
  return typeof numeral === 'number' ? numeral : toDouble(toRational(numeral));
}

/** log₁₀ of n when it is a power of ten, else −1. */
function powerOfTen(n: bigint): number {
  const text = n.toString();
  return /^10*$/.test(text) ? text.length - 1 : -1;
}

/**
 * The canonical writing: 3, −2, "1/2", "-7/3"; "1e-9" where the denominator is a power of ten from
 * 10⁴ on; a string where an integer is beyond 2⁵³.
 */
export function writeRational(q: Rational): Numeral {
  const { numerator, denominator } = q;
  if (denominator === 1n) {
    const value = Number(numerator);
    return Number.isSafeInteger(value) ? value : numerator.toString();
  }
  if (denominator >= 10_000n) {
    const power = powerOfTen(denominator);
    if (power > 0) return `${numerator}e-${power}`;
  }
  return `${numerator}/${denominator}`;
}

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

/** Reading numerals: once as exact rationals, once as the nearest doubles. */
import { fromDouble, parse, type Rational, toDouble } from '../numerics/rational.ts';
import type { Numeral } from './instance.ts';

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

/** The fraction with the least denominator in an interval (Stern–Brocot tree, by continued fractions). */
import type { Numeral } from '../../instances/instance.ts';
import { fromDouble, type Rational, rational } from '../../numerics/rational.ts';
import { writeRational } from '../../shrinking/number-order.ts';

/** @param a @param b ends, in either order, finite. */
export function simplestBetween(a: number, b: number): Numeral {
  const [low, high] = a < b ? [a, b] : [b, a];
  if (low <= 0 && high >= 0) return 0;
  if (high < 0) {
    const { numerator, denominator } = simplest(fromDouble(-high), fromDouble(-low));
    return writeRational(rational(-numerator, denominator));
  }
  return writeRational(simplest(fromDouble(low), fromDouble(high)));
}

/** For 0 < low ≤ high. */
function simplest(low: Rational, high: Rational): Rational {
  const whole = low.numerator / low.denominator;
  if (whole * low.denominator === low.numerator) return rational(whole);
  if ((whole + 1n) * high.denominator <= high.numerator) return rational(whole + 1n);
  // Both lie between whole and whole + 1: the same question about 1/(x − whole).
  const rest = (x: Rational): Rational =>
    rational(x.denominator, x.numerator - whole * x.denominator);
  const inner = simplest(rest(high), rest(low));
  return rational(whole * inner.numerator + inner.denominator, inner.numerator);
}

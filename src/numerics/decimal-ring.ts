/**
 * Decimal floating point of any precision as a ring, on top of `decimal.js`: the independent witness
 * for float64 results and the next rung when float64 cannot decide. Every operation is rounded to
 * `digits` significant digits, half to even; the exponent range is practically unbounded.
 */
import { Decimal } from 'decimal.js';
import { fromDouble } from './rational.ts';
import type { DecidableRing } from './ring.ts';

export type { Decimal };

const constructors = new Map<number, typeof Decimal>();

/** The constructor whose operations round to `digits` significant digits. */
export function decimalsOf(digits: number): typeof Decimal {
  let decimals = constructors.get(digits);
  if (decimals === undefined) {
    decimals = Decimal.clone({
      precision: digits,
      rounding: Decimal.ROUND_HALF_EVEN,
      defaults: true,
    });
    constructors.set(digits, decimals);
  }
  return decimals;
}

/** @param digits significant decimal digits, 1 … 10⁹. */
export function decimalRing(digits: number): DecidableRing<Decimal> {
  const decimals = decimalsOf(digits);
  return {
    name: `decimals of ${digits} digits`,
    zero: new decimals(0),
    one: new decimals(1),
    add: (a, b) => decimals.add(a, b),
    sub: (a, b) => decimals.sub(a, b),
    mul: (a, b) => decimals.mul(a, b),
    neg: (a) => a.neg(),
    isZero: (a) => a.isZero(),
    rational: (q) => decimals.div(String(q.numerator), String(q.denominator)),
  };
}

/**
 * The number that a finite double denotes, rounded to `digits` digits. (`new Decimal(x)` reads the
 * shortest decimal that is nearest to x, which is another number.)
 */
export function decimalFromDouble(x: number, digits: number): Decimal {
  const { numerator, denominator } = fromDouble(x);
  return decimalsOf(digits).div(String(numerator), String(denominator));
}

/** σ(z) = arctan z, in (−π/2, π/2): σ′ = 1/(1 + z²). */
import type { Rational } from '../../numerics/rational.ts';
import * as Q from '../../numerics/rational.ts';
import type { TaylorSupport } from '../analytic-function.ts';
import { arithmeticOf, integrate, reciprocal } from '../jet-arithmetic.ts';
import type { JetField } from '../jet-field.ts';
import { named } from '../named-function.ts';
import { oddOrders, supportOf, twoTerm } from '../support.ts';
import { alternating, series } from '../taylor-series.ts';
import { oddNumber } from '../transcendental-numbers.ts';

/**
 * y = 1/(1 + (s + t)²) has (1 + s²)yₙ + 2s yₙ₋₁ + yₙ₋₂ = 0, a recurrence that cannot have two zeros in
 * a row: the support is infinite. arctan s = 0 at s = 0 only.
 */
function supportAt(s: Rational): TaylorSupport {
  const q = Q.add(Q.ONE, Q.multiply(s, s));
  const y = twoTerm([Q.ONE], (previous, before) => {
    const sum = Q.add(Q.multiply(Q.multiply(Q.rational(2), s), previous), before);
    return Q.rational(-sum.numerator * q.denominator, sum.denominator * q.numerator);
  });
  return supportOf((j) => j === 0 || !Q.isZero(y(j - 1)), null);
}

/** arctan z. */
export const arctan = named({
  name: 'arctan',
  complexity: 5,
  value: (z) => (z < 0 ? -Math.atan(-z) : Math.atan(z)),
  derivative: (z) => 1 / (1 + z * z),
  // −2z/(1 + z²)²; past 10⁸ the 1 is lost in rounding and z⁴ would overflow before the quotient.
  second: (z) => (Math.abs(z) > 1e8 ? -2 / z / z / z : (-2 * z) / ((1 + z * z) * (1 + z * z))),
  parity: 'odd',
  taylor: series(oddOrders, (j) =>
    j % 2 === 0 ? Q.ZERO : alternating((j - 1) / 2, Q.rational(1, j)),
  ),
  jet<T>(field: JetField<T>, u: T, terms: number): T[] {
    const { ring } = field;
    const arithmetic = arithmeticOf(field);
    const two = arithmetic.integer(2);
    const squares = [ring.add(ring.one, ring.mul(u, u)), ring.mul(two, u), ring.one];
    const denominator = Array.from({ length: terms }, (_, n) => squares[n] ?? ring.zero);
    return integrate(
      arithmetic,
      reciprocal(arithmetic, denominator),
      oddNumber(field, 'arctan', u),
    );
  },
  supportAt,
});

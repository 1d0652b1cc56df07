/** σ(z) = e^{−z²}. Past |z| = 28 it and its derivatives underflow to 0. */
import { expMinusSquare } from '../../numerics/error-function.ts';
import { rational, ZERO } from '../../numerics/rational.ts';
import { arithmeticOf, gaussianJet } from '../jet-arithmetic.ts';
import { named } from '../named-function.ts';
import { evenOrders, gaussianSupport } from '../support.ts';
import { alternating, inverseFactorial, series } from '../taylor-series.ts';
import { exponential } from '../transcendental-numbers.ts';

/** e^{−z²}. */
export const gaussian = named({
  name: 'gaussian',
  complexity: 9,
  positive: true,
  value: expMinusSquare,
  derivative: (z) => (Math.abs(z) > 28 ? 0 : -2 * z * expMinusSquare(z)),
  second: (z) => (Math.abs(z) > 28 ? 0 : (4 * z * z - 2) * expMinusSquare(z)),
  parity: 'even',
  taylor: series(evenOrders, (j) =>
    j % 2 === 1 ? ZERO : alternating(j / 2, inverseFactorial(j / 2)),
  ),
  jet(field, u, terms) {
    const { ring } = field;
    const value = exponential(field, ring.neg(ring.mul(u, u)));
    return gaussianJet(arithmeticOf(field), value, 2, u, terms);
  },
  // σ⁽ʲ⁾(s) is a rational number times e^{−s²}.
  supportAt: (s) => gaussianSupport(s, rational(2)),
});

/** σ(z) = erf z: σ′ = (2/√π) e^{−z²}. */
import { erf as erfOf, expMinusSquare } from '../../numerics/error-function.ts';
import { rational, ZERO } from '../../numerics/rational.ts';
import { arithmeticOf, gaussianJet, integrate } from '../jet-arithmetic.ts';
import { named } from '../named-function.ts';
import { gaussianSupport, oddOrders, supportOf } from '../support.ts';
import { series } from '../taylor-series.ts';
import { exponential, oddNumber } from '../transcendental-numbers.ts';
import { integratedGaussian } from './normal.ts';

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

/** 2/√π ∫₀ᶻ e^{−t²} dt. */
export const erf = named({
  name: 'erf',
  complexity: 6,
  value: erfOf,
  derivative: (z) => TWO_OVER_SQRT_PI * expMinusSquare(z),
  second: (z) => (Math.abs(z) > 28 ? 0 : -2 * z * (TWO_OVER_SQRT_PI * expMinusSquare(z))),
  parity: 'odd',
  taylor: series(
    oddOrders,
    (j) => (j % 2 === 0 ? ZERO : integratedGaussian((j - 1) / 2)),
    () => '2/sqrt(pi)',
  ),
  jet(field, u, terms) {
    const { ring } = field;
    const density = ring.mul(
      field.constant('2/sqrt(pi)'),
      exponential(field, ring.neg(ring.mul(u, u))),
    );
    const arithmetic = arithmeticOf(field);
    const slope = gaussianJet(arithmetic, density, 2, u, terms);
    return integrate(arithmetic, slope, oddNumber(field, 'erf', u));
  },
  // erf s = 0 at s = 0 only; past it σ⁽ʲ⁾(s) is a rational number times e^{−s²}/√π.
  supportAt(s) {
    const density = gaussianSupport(s, rational(2));
    return supportOf((j) => j === 0 || density.inSupport(j - 1), null);
  },
});

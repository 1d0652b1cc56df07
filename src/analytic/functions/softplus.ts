/** σ(z) = log(1 + eᶻ): σ′ = 1/(1 + e^{−z}), σ(0) = ln 2. */
import { divide, ONE, rational } from '../../numerics/rational.ts';
import { arithmeticOf, integrate } from '../jet-arithmetic.ts';
import { named } from '../named-function.ts';
import { supportOf } from '../support.ts';
import { series } from '../taylor-series.ts';
import { logOnePlusExponential } from '../transcendental-numbers.ts';
import { logisticJet, sigmoidCoefficient, sigmoidDerivative, sigmoidOf } from './logistic.ts';

/** log(1 + eᶻ). */
export const softplus = named({
  name: 'softplus',
  complexity: 11,
  positive: true,
  value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  derivative: sigmoidOf,
  second: sigmoidDerivative,
  parity: 'none',
  taylor: series(
    supportOf((j) => j === 1 || j % 2 === 0, null),
    (j) => (j === 0 ? ONE : divide(sigmoidCoefficient(j - 1), rational(j))),
    (j) => (j === 0 ? 'ln2' : 'one'),
  ),
  jet: (field, u, terms) =>
    integrate(
      arithmeticOf(field),
      logisticJet(field, u, 1, terms),
      logOnePlusExponential(field, u),
    ),
});

/** σ(z) = z·s, s = 1/(1 + e^{−z}); σ′ = s(1 + z(1 − s)), σ″ = s(1 − s)(2 + z(1 − 2s)). */
import { ZERO } from '../../numerics/rational.ts';
import { multiplyByPoint } from '../jet-arithmetic.ts';
import { named } from '../named-function.ts';
import { supportOf } from '../support.ts';
import { series } from '../taylor-series.ts';
import * as logistic from './logistic.ts';

/** z/(1 + e^{−z}). */
export const silu = named({
  name: 'silu',
  complexity: 13,
  value: (z) => (z < -logistic.EXP_UNDERFLOW ? 0 : z * logistic.sigmoidOf(z)),
  derivative(z) {
    if (Math.abs(z) > logistic.EXP_UNDERFLOW) return z < 0 ? 0 : 1;
    return logistic.sigmoidOf(z) * (1 + z * logistic.sigmoidOf(-z));
  },
  second(z) {
    if (Math.abs(z) > logistic.EXP_UNDERFLOW) return 0;
    return logistic.sigmoidDerivative(z) * (2 + z * logistic.oneMinusTwice(z));
  },
  parity: 'none',
  taylor: series(
    supportOf((j) => j === 1 || (j > 0 && j % 2 === 0), null),
    (j) => (j === 0 ? ZERO : logistic.sigmoidCoefficient(j - 1)),
  ),
  jet: (field, u, terms) =>
    multiplyByPoint(field.ring, logistic.logisticJet(field, u, 1, terms), u),
});

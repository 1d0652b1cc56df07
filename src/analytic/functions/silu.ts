/** σ(z) = z·s, s = 1/(1 + e^{−z}); σ′ = s(1 + z(1 − s)), σ″ = s(1 − s)(2 + z(1 − 2s)). */
import { ZERO } from '../../numerics/rational.ts';
import { multiplyByPoint } from '../jet-arithmetic.ts';
import { named } from '../named-function.ts';
import { supportOf } from '../support.ts';
import { series } from '../taylor-series.ts';
import {
  EXP_UNDERFLOW,
  logisticJet,
  oneMinusTwice,
  sigmoidCoefficient,
  sigmoidDerivative,
  sigmoidOf,
} from './logistic.ts';

export const silu = named({
  name: 'silu',
  complexity: 13,
  value: (z) => (z < -EXP_UNDERFLOW ? 0 : z * sigmoidOf(z)),
  derivative(z) {
    if (Math.abs(z) > EXP_UNDERFLOW) return z < 0 ? 0 : 1;
    return sigmoidOf(z) * (1 + z * sigmoidOf(-z));
  },
  second(z) {
    if (Math.abs(z) > EXP_UNDERFLOW) return 0;
    return sigmoidDerivative(z) * (2 + z * oneMinusTwice(z));
  },
  parity: 'none',
  taylor: series(
    supportOf((j) => j === 1 || (j > 0 && j % 2 === 0), null),
    (j) => (j === 0 ? ZERO : sigmoidCoefficient(j - 1)),
  ),
  jet: (field, u, terms) => multiplyByPoint(field.ring, logisticJet(field, u, 1, terms), u),
});

/** σ(z) = tanh z: σ′ = 1 − σ²; tanh z = 2/(1 + e^{−2z}) − 1. */
import { tanhDerivative, tanhMap, tanh as tanhOf } from '../../numerics/hyperbolic-tangent.ts';
import { divide, ONE, rational, subtract, ZERO } from '../../numerics/rational.ts';
import { named } from '../named-function.ts';
import { oddOrders } from '../support.ts';
import { recurrence, series, squareCoefficient } from '../taylor-series.ts';
import { logisticJet } from './logistic.ts';

const coefficient = recurrence([ZERO], (c) => {
  const n = c.length - 1;
  const square = squareCoefficient(c, n);
  return divide(subtract(n === 0 ? ONE : ZERO, square), rational(n + 1));
});

/** tanh z. */
export const tanh = named({
  name: 'tanh',
  complexity: 3,
  value: tanhOf,
  derivative: tanhDerivative,
  second: (z) => -2 * tanhOf(z) * tanhDerivative(z),
  map: tanhMap,
  parity: 'odd',
  // ± tangent numbers over factorials, never 0 at odd degrees.
  taylor: series(oddOrders, coefficient),
  jet(field, u, terms) {
    const { ring } = field;
    const jet = logisticJet(field, u, 2, terms).map((c) => ring.add(c, c));
    if (terms > 0) jet[0] = ring.sub(jet[0], ring.one);
    return jet;
  },
});

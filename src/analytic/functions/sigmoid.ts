/** σ(z) = 1/(1 + e^{−z}). */
import { named } from '../named-function.ts';
import { supportOf } from '../support.ts';
import { series } from '../taylor-series.ts';
import * as logistic from './logistic.ts';

/** 1/(1 + e^{−z}). */
export const sigmoid = named({
  name: 'sigmoid',
  complexity: 10,
  positive: true,
  value: logistic.sigmoidOf,
  derivative: logistic.sigmoidDerivative,
  second: (z) => logistic.sigmoidDerivative(z) * logistic.oneMinusTwice(z),
  parity: 'none',
  // s − ½ = tanh(z/2)/2 is odd with no coefficient 0.
  taylor: series(
    supportOf((j) => j === 0 || j % 2 === 1, null),
    logistic.sigmoidCoefficient,
  ),
  jet: (field, u, terms) => logistic.logisticJet(field, u, 1, terms),
});

/** σ(z) = z. */
import { ONE, ZERO } from '../../numerics/rational.ts';
import { namedPolynomial } from '../named-function.ts';
import { polynomialSeries } from '../taylor-series.ts';

const coefficients = [ZERO, ONE];

export const identity = namedPolynomial({
  name: 'identity',
  complexity: 0,
  value: (z) => z,
  derivative: () => 1,
  second: () => 0,
  parity: 'odd',
  taylor: polynomialSeries(coefficients),
  coefficients,
});

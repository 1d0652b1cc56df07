/** σ(z) = z³. */
import { ONE, ZERO } from '../../numerics/rational.ts';
import { namedPolynomial } from '../named-function.ts';
import { polynomialSeries } from '../taylor-series.ts';

const coefficients = [ZERO, ZERO, ZERO, ONE];

export const cube = namedPolynomial({
  name: 'cube',
  complexity: 2,
  value: (z) => z * z * z,
  derivative: (z) => 3 * (z * z),
  second: (z) => 6 * z,
  parity: 'odd',
  taylor: polynomialSeries(coefficients),
  coefficients,
});

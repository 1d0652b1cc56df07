/** σ(z) = z². */
import { ONE, ZERO } from '../../numerics/rational.ts';
import { namedPolynomial } from '../named-function.ts';
import { polynomialSeries } from '../taylor-series.ts';

const coefficients = [ZERO, ZERO, ONE];

export const square = namedPolynomial({
  name: 'square',
  complexity: 1,
  value: (z) => z * z,
  derivative: (z) => 2 * z,
  second: () => 2,
  parity: 'even',
  taylor: polynomialSeries(coefficients),
  coefficients,
});

/** f(z) = z^{−1/2}, z > 0. */

import { squareRoot } from '../transcendental-numbers.ts';
import { onPositive, powerJet } from './positive.ts';

/** 1/√z, z > 0. */
export const inverseSqrt = onPositive({
  name: 'inverse-sqrt',
  complexity: 17,
  positive: true,
  value: (z) => 1 / Math.sqrt(z),
  derivative: (z) => -0.5 / (z * Math.sqrt(z)),
  second: (z) => 0.75 / (z * z * Math.sqrt(z)),
  jet: (field, u, terms) => powerJet(field, u, field.inverse(squareRoot(field, u)), -1, terms),
});

/** f(z) = √z, z > 0. */

import { squareRoot } from '../transcendental-numbers.ts';
import { onPositive, powerJet } from './positive.ts';

/** √z, z > 0. */
export const sqrt = onPositive({
  name: 'sqrt',
  complexity: 18,
  positive: true,
  value: Math.sqrt,
  derivative: (z) => 0.5 / Math.sqrt(z),
  second: (z) => -0.25 / (z * Math.sqrt(z)),
  jet: (field, u, terms) => powerJet(field, u, squareRoot(field, u), 1, terms),
});

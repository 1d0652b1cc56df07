/** σ(z) = eᶻ. */
import { arithmeticOf, exponentialJet } from '../jet-arithmetic.ts';
import { named } from '../named-function.ts';
import { everyOrder } from '../support.ts';
import { inverseFactorial, series } from '../taylor-series.ts';
import { exponential } from '../transcendental-numbers.ts';

/** eᶻ. */
export const exp = named({
  name: 'exp',
  complexity: 7,
  positive: true,
  value: Math.exp,
  derivative: Math.exp,
  second: Math.exp,
  parity: 'none',
  taylor: series(everyOrder, inverseFactorial),
  jet: (field, u, terms) => exponentialJet(arithmeticOf(field), exponential(field, u), 1, terms),
});

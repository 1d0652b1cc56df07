/** f(z) = log z, z > 0: f′ = 1/z. */
import { equal, ONE } from '../../numerics/rational.ts';
import { arithmeticOf, integrate } from '../jet-arithmetic.ts';
import { supportOf } from '../support.ts';
import { logarithm } from '../transcendental-numbers.ts';
import { onPositive, powerJet } from './positive.ts';

/** log z, z > 0. */
export const log = onPositive({
  name: 'log',
  complexity: 19,
  positive: false,
  value: Math.log,
  derivative: (z) => 1 / z,
  second: (z) => -1 / (z * z),
  jet(field, u, terms) {
    const slope = powerJet(field, u, field.inverse(u), -2, terms);
    return integrate(arithmeticOf(field), slope, logarithm(field, u));
  },
  // log s = 0 at s = 1 only.
  supportAt: (s) => supportOf((j) => j > 0 || !equal(s, ONE), null),
});

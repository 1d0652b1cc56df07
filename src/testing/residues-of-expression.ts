/** The constants that an expression meets, and its residues modulo a prime that suits them. */

import { fastPrimes } from '../numerics/prime-field.ts';
import { constantsAt, type PointConstants } from '../orbits/constants/constants-at.ts';
import { type Expression, pointOf, residuesOf } from './constant-expressions.ts';

export const primes = fastPrimes(400);

export function residues(
  expression: Expression,
  seed = 'relations',
): {
  readonly constants: PointConstants;
  readonly prime: number;
  readonly values: readonly number[];
} {
  const { program, theta } = pointOf(expression);
  const constants = constantsAt(program, theta, [], seed);
  const prime = primes.find(constants.suits)!;
  return { constants, prime, values: residuesOf(program, theta, prime, constants.jets(prime)) };
}

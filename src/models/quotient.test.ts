import { describe, expect, test } from 'vitest';
import { rationals } from '../analytic/fields/rationals.ts';
import { InputError, NotInvertible } from '../errors.ts';
import { divide, equal, rational } from '../numerics/rational.ts';
import { bind } from './bind.ts';
import { parseQuotient } from './quotient.ts';

const variables = ['u', 'v'];

/** The feature's value by the model itself. */
function valueAt(text: string, u: number, v: number) {
  const bound = bind({ kind: 'polynomial', variables, features: [text] });
  return bound.evaluate(rationals, [rational(u), rational(v)], [rational(1)])[0];
}

describe('quotients as text', () => {
  // Right-hand sides: numerator and denominator by JavaScript's arithmetic on small integers.
  test.each<[string, (u: number, v: number) => [number, number]]>([
    ['u/v', (u, v) => [u, v]],
    ['u^2/(1 + v^2)', (u, v) => [u ** 2, 1 + v ** 2]],
    ['u/v/v', (u, v) => [u, v * v]],
    ['u/v*v^3', (u, v) => [u * v * v, 1]],
    ['1/u + 1/v', (u, v) => [u + v, u * v]],
    ['1/u - 2/u', (u) => [-1, u]],
    ['(u/(u + v))^2 - 3', (u, v) => [u ** 2 - 3 * (u + v) ** 2, (u + v) ** 2]],
    ['u/(v/(1 + u))', (u, v) => [u * (1 + u), v]],
    ['u*v/4 - 1/2*u', (u, v) => [u * v - 2 * u, 4]],
    ['u/(2*3)^2', (u) => [u, 36]],
    ['-u/v', (u, v) => [-u, v]],
  ])('%s', (text, expected) => {
    for (const [u, v] of [
      [1, 2],
      [-3, 5],
      [4, -7],
    ] as const) {
      const [n, d] = expected(u, v);
      expect(equal(valueAt(text, u, v), divide(rational(n), rational(d)))).toBe(true);
    }
  });

  test('a constant denominator leaves a polynomial', () => {
    expect(parseQuotient('u*v/(2 + 2)', variables, '').denominator).toBeNull();
    expect(parseQuotient('u/(1 + v)', variables, '').denominator).not.toBeNull();
  });

  test('are undefined where a denominator vanishes, cancelled or not', () => {
    expect(() => valueAt('u/v', 1, 0)).toThrow(NotInvertible);
    expect(() => valueAt('v^2/v', 1, 0)).toThrow(NotInvertible);
  });

  test.each([
    ['u/0', 'a non-zero divisor'],
    ['u/(v - v)', 'a non-zero divisor'],
    ['u/', 'the end'],
    ['u/w', 'one of the variables u, v'],
    ['u$', 'a quotient of polynomials'],
  ])('refuse "%s"', (text, message) => {
    const read = () => bind({ kind: 'polynomial', variables, features: ['u', text] });
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
    expect(read).toThrow('model.features[1]');
  });
});

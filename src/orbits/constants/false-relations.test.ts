/** Relations between constants that do not hold are not invented. */
import { describe, expect, test } from 'vitest';
import { createEchelon } from '../../numerics/modular-elimination.ts';
import { primeField } from '../../numerics/prime-field.ts';
import { type Expression, pointOf, residuesOf } from '../../testing/constant-expressions.ts';
import { primes, residues } from '../../testing/residues-of-expression.ts';
import { constantsAt } from './constants-at.ts';

describe('relations that do not hold are not invented', () => {
  const wrong: readonly (readonly [string, Expression])[] = [
    [
      'tanh ½ + tanh ⅓ − tanh 5/6',
      ({ at, sum, minus }) => [minus(sum(at('tanh', '1/2'), at('tanh', '1/3')), at('tanh', '5/6'))],
    ],
    [
      'sin² − cos²',
      ({ at, times, minus }) => [
        minus(times(at('sin', '1'), at('sin', '1')), times(at('cos', '1'), at('cos', '1'))),
      ],
    ],
    [
      'arctan ½ + arctan ⅓ − arctan 2',
      ({ at, sum, minus }) => [
        minus(sum(at('arctan', '1/2'), at('arctan', '1/3')), at('arctan', '2')),
      ],
    ],
    [
      '√2 √3 + √6',
      ({ at, sum, times }) => [sum(times(at('sqrt', '2'), at('sqrt', '3')), at('sqrt', '6'))],
    ],
    ['√4 + 2', ({ q, at, sum }) => [sum(at('sqrt', '4'), q('2'))]],
    [
      '√6 √10 √15 + 30',
      ({ q, at, sum, times }) => [
        sum(times(at('sqrt', '6'), at('sqrt', '10'), at('sqrt', '15')), q('30')),
      ],
    ],
    [
      '√2 + √3 − √5',
      ({ at, sum, minus }) => [minus(sum(at('sqrt', '2'), at('sqrt', '3')), at('sqrt', '5'))],
    ],
    [
      'log 5 − log 2 − log 3',
      ({ at, sum, minus }) => [minus(at('log', '5'), sum(at('log', '2'), at('log', '3')))],
    ],
    [
      'e^τ − 1 − τ',
      ({ q, at, sum, minus }) => [minus(at('exp', at('tanh', '1')), sum(q('1'), at('tanh', '1')))],
    ],
  ];

  test.each(wrong)('%s', (_, expression) => {
    expect(residues(expression).values[0]).not.toBe(0);
  });

  /**
   * Numbers that no linear relation over ℚ holds for, and how many seeds: eight sets of signs of three
   * roots must all be met, elsewhere a few more than there are numbers suffice.
   */
  const families: readonly (readonly [string, number, Expression])[] = [
    [
      'powers of e and e^i',
      12,
      ({ q, at, times }) => [
        q('1'),
        at('exp', '1/2'),
        at('exp', '1/3'),
        at('exp', '1'),
        at('sin', '1'),
        at('cos', '1'),
        times(at('sin', '1'), at('cos', '1')),
        times(at('exp', '1'), at('sin', '1')),
      ],
    ],
    [
      'square roots',
      60,
      ({ q, at }) => [q('1'), ...['2', '3', '5', '6', '10', '15', '30'].map((n) => at('sqrt', n))],
    ],
    [
      'arctangents',
      12,
      ({ q, at }) => [q('1'), ...['1', '1/2', '1/4', '1/5', '2/5'].map((b) => at('arctan', b))],
    ],
    [
      'logarithms',
      12,
      ({ q, at }) => [q('1'), ...['2', '3', '5', '7/11', '13'].map((b) => at('log', b))],
    ],
    [
      'integrals',
      12,
      ({ q, at }) => [
        q('1'),
        at('erf', '1'),
        at('erf', '2'),
        at('gelu', '1'),
        at('gelu', '2'),
        at('gaussian', '1'),
      ],
    ],
    [
      'e^τ of independent τ',
      12,
      ({ q, at, sum, times }) => {
        const [a, b] = [at('tanh', '1'), at('tanh', '2')];
        return [
          q('1'),
          a,
          b,
          at('exp', a),
          at('exp', b),
          at('exp', sum(a, b)),
          at('exp', times(a, b)),
          at('sin', a),
        ];
      },
    ],
  ];

  test.each(families)('%s: as many images as numbers are independent', (_, seeds, expression) => {
    const { program, theta } = pointOf(expression);
    const prime = primes.find(constantsAt(program, theta, [], 'a').suits)!;
    const rows = Array.from({ length: seeds }, (_, i) =>
      constantsAt(program, theta, [], `row ${i}`),
    )
      .filter((constants) => constants.suits(prime))
      .map((constants) => residuesOf(program, theta, prime, constants.jets(prime)));
    const width = rows[0].length;
    const echelon = createEchelon(width, prime);
    echelon.insert(Float64Array.from(rows.flat()), rows.length);
    expect(echelon.rank()).toBe(width);
  });

  test('the interpreter is a homomorphism: 3/2 − 1/3 at p', () => {
    const { values, prime } = residues(({ q, minus }) => [minus(q('3/2'), q('1/3'))]);
    const field = primeField(prime);
    expect(values).toEqual([field.mul(7, field.inverse(6))]);
  });
});

/** What is said of a point: standing, assumptions, primes, refusals. */
import { describe, expect, test } from 'vitest';
import { NotInvertible, UnsupportedError } from '../../errors.ts';
import { fastPrimes } from '../../numerics/prime-field.ts';
import { type Expression, pointOf } from '../../testing/constant-expressions.ts';
import { constantsAt, type PointConstants } from './constants-at.ts';

function at(expression: Expression, patience?: number): PointConstants {
  const { program, theta } = pointOf(expression);
  return constantsAt(program, theta, [], 'standing', patience);
}

describe('standing', () => {
  const exact: readonly (readonly [string, Expression])[] = [
    ['no constants', ({ q, sum }) => [sum(q('1'), q('2'))]],
    ['e to rational powers', ({ at }) => [at('exp', '1/2'), at('tanh', '1/3'), at('silu', '-5/7')]],
    ['e and e^i', ({ at }) => [at('exp', '1/2'), at('sin', '3'), at('cos', '1/7')]],
    ['log 2 alone', ({ at }) => [at('softplus', '0')]],
    ['log 2 and e^log 2', ({ at }) => [at('exp', at('softplus', '0'))]],
    ['1/√(2π) alone', ({ at }) => [at('gelu', '0')]],
    ['2/√π alone', ({ at }) => [at('erf', '0')]],
    ['π by arctan and 1/√(2π)', ({ at }) => [at('arctan', '1'), at('gelu', '0')]],
    ['a logarithm alone', ({ at }) => [at('log', '12'), at('log', '1/144')]],
    ['an arctangent alone', ({ at }) => [at('arctan', '1/2')]],
    [
      'square roots and e to their powers',
      ({ at, sum }) => [
        at('exp', sum(at('sqrt', '2'), at('sqrt', '3'))),
        at('sin', at('sqrt', '6')),
      ],
    ],
    // √(2 + √2) has degree 2 over ℚ(√2): its norm 2 + √2 · 2 − √2 = 2 is no square in ℚ.
    ['a nested root', ({ q, at, sum }) => [at('sqrt', sum(q('2'), at('sqrt', '2')))]],
    // 1 + e is a prime of ℚ[e].
    ['√(1 + e)', ({ q, at, sum }) => [at('sqrt', sum(q('1'), at('exp', '1')))]],
    [
      'a zero weight: σ(0·tanh 1 + ½)',
      ({ q, at, sum, times }) => [at('tanh', sum(times(q('0'), at('tanh', '1')), q('1/2')))],
    ],
    [
      'e to a power that cancels to 0: e^(tanh 1 + tanh −1)',
      ({ at, sum }) => [at('exp', sum(at('tanh', '1'), at('tanh', '-1')))],
    ],
  ];
  test.each(exact)('exact: %s', (_, expression) => {
    expect(at(expression)).toMatchObject({ standing: 'exact', assumptions: [] });
  });

  const conditional: readonly (readonly [string, Expression, string])[] = [
    [
      'softplus at 1/2',
      ({ at }) => [at('softplus', '1/2')],
      "e^(1/2) and log(1 + e^(1/2)) are algebraically independent (Schanuel's conjecture)",
    ],
    [
      'softplus at −1/2, which adds nothing to 1/2',
      ({ at }) => [at('softplus', '1/2'), at('softplus', '-1/2')],
      "e^(1/2) and log(1 + e^(1/2)) are algebraically independent (Schanuel's conjecture)",
    ],
    [
      'log 2 and log 3',
      ({ at }) => [at('log', '12'), at('log', '2')],
      "log 2 and log 3 are algebraically independent (Schanuel's conjecture)",
    ],
    [
      'erf at 1/2',
      ({ at }) => [at('erf', '1/2')],
      '2/√π, e^(1/4) and erf(1/2) are algebraically independent',
    ],
    [
      'two arctangents; π',
      ({ at }) => [at('arctan', '1/2'), at('arctan', '1/3')],
      "arctan(1/2) and π are algebraically independent (Schanuel's conjecture)",
    ],
    [
      '1/√(2π) and e',
      ({ at }) => [at('gelu', '0'), at('exp', '1')],
      '1/√(2π) and e are algebraically independent',
    ],
  ];
  test.each(conditional)('conditional: %s', (_, expression, assumption) => {
    expect(at(expression)).toMatchObject({ standing: 'conditional', assumptions: [assumption] });
  });

  test.each<readonly [string, Expression]>([
    [
      '√(1 + e) by e^(softplus(1)/2)',
      ({ q, at, times }) => [at('exp', times(q('1/2'), at('softplus', '1')))],
    ],
    // 1 + √(1 + e) has the norm −e: it is no product of powers of e and 1 + e, shown by characters.
    [
      'softplus(softplus(1)/2)',
      ({ q, at, times }) => [at('softplus', times(q('1/2'), at('softplus', '1')))],
    ],
  ])('conditional: %s', (_, expression) => {
    expect(at(expression).standing).toBe('conditional');
  });

  test('conditional: e to a transcendental power is named with what τ is', () => {
    const { standing, assumptions } = at(({ at }) => [at('exp', at('tanh', '1'))]);
    expect(standing).toBe('conditional');
    expect(assumptions[0]).toContain('e and e^(τ1) are algebraically independent');
    expect(assumptions[0]).toContain('Schanuel');
  });

  test('a search for roots that takes too long is cut short, and says so', () => {
    const expression: Expression = ({ q, at, times }) => [
      at('exp', times(q('1/2'), at('softplus', '1'))),
    ];
    expect(at(expression).standing).toBe('conditional');
    const { standing, assumptions } = at(expression, 1);
    expect(standing).toBe('generic');
    expect(assumptions.join()).toContain('(the search for them was cut short)');
  });

  const generic: readonly (readonly [string, Expression])[] = [
    ['erf at a transcendental number', ({ at }) => [at('erf', at('tanh', '1'))]],
    ['arctan at a transcendental number', ({ at }) => [at('arctan', at('tanh', '1'))]],
    // (1 + √2)² = 3 + 2√2: the root is in the field already, with a sign that is not known.
    [
      '√(3 + 2√2)',
      ({ q, at, sum, times }) => [at('sqrt', sum(q('3'), times(q('2'), at('sqrt', '2'))))],
    ],
    // √(2 + √2) √(2 − √2) = √2.
    [
      '√(2 + √2) and √(2 − √2)',
      ({ q, at, sum, minus }) => [
        at('sqrt', sum(q('2'), at('sqrt', '2'))),
        at('sqrt', minus(q('2'), at('sqrt', '2'))),
      ],
    ],
    [
      '√2 beside 2^(1/2)',
      ({ q, at, times }) => [at('sqrt', '2'), at('exp', times(q('1/2'), at('log', '2')))],
    ],
    [
      '√(1 + e) beside (1 + e)^(1/2)',
      ({ q, at, sum, times }) => [
        at('sqrt', sum(q('1'), at('exp', '1'))),
        at('exp', times(q('1/2'), at('softplus', '1'))),
      ],
    ],
    // sin(2 arctan ½) = 4/5.
    ['sin(2 arctan ½)', ({ q, at, times }) => [at('sin', times(q('2'), at('arctan', '1/2')))]],
    // The second is twice the first.
    [
      'log(1 + e) and log((1 + e)²)',
      ({ q, at, sum, times }) => {
        const a = sum(q('1'), at('exp', '1'));
        return [at('log', a), at('log', times(a, a))];
      },
    ],
    ['log √2', ({ at }) => [at('log', at('sqrt', '2'))]],
  ];
  test.each(generic)('generic: %s', (_, expression) => {
    const { standing, assumptions } = at(expression);
    expect(standing).toBe('generic');
    expect(assumptions.length).toBeGreaterThan(0);
  });
});

describe('primes', () => {
  test('√2 exists modulo p ≡ 7 mod 8 and not modulo p ≡ 3 mod 8', () => {
    const constants = at(({ at }) => [at('sqrt', '2')]);
    const primes = fastPrimes(40);
    expect(primes.filter(constants.suits)).toEqual(primes.filter((p) => p % 8 === 7));
  });

  test('√(1 + e) exists modulo every prime, for one in two residues of e', () => {
    const constants = at(({ q, at: of, sum }) => [of('sqrt', sum(q('1'), of('exp', '1')))]);
    expect(fastPrimes(20).every(constants.suits)).toBe(true);
  });

  test('a prime that divides a denominator does not suit, nor one that is 1 mod 4', () => {
    const [p, q] = fastPrimes(2) as [number, number];
    const constants = at(({ at }) => [at('exp', `1/${p}`)]);
    // e^(1/p) itself has an image, its argument has none.
    expect([constants.suits(p), constants.suits(q)]).toEqual([false, true]);
    expect(constants.suits(4_194_301)).toBe(false);
    expect(() => constants.jets(p)).toThrow(UnsupportedError);
  });

  test('the same seed gives the same residues', () => {
    const { program, theta } = pointOf(({ at }) => [at('exp', '1')]);
    const [p] = fastPrimes(1) as [number];
    const step = program.operations.findIndex(({ op }) => op === 'apply');
    const operation = program.operations[step];
    if (operation.op !== 'apply') throw new Error('expected an application');
    const jet = (seed: string) => [
      ...Array.from(
        constantsAt(program, theta, [], seed).jets(p)(
          { index: step, f: operation.f, order: 0 },
          1,
          3,
        ),
      ),
    ];
    expect(jet('a')).toEqual(jet('a'));
    expect(jet('a')).not.toEqual(jet('b'));
    // e, e, e/2.
    const [e, first, second] = jet('a') as [number, number, number];
    expect(first).toBe(e);
    expect((2 * second) % p).toBe(e);
  });
});

describe('jets', () => {
  test('are as long as they are asked for, and the same whatever was asked before', () => {
    const { program, theta } = pointOf(({ at: of }) => [of('exp', '1')]);
    const [p] = fastPrimes(1) as [number];
    const index = program.operations.findIndex(({ op }) => op === 'apply');
    const operation = program.operations[index];
    if (operation.op !== 'apply') throw new Error('expected an application');
    const { f } = operation;
    const jets = constantsAt(program, theta, [], 'seed').jets(p);
    const [two, five, three] = [2, 5, 3].map((n) => Array.from(jets({ index, f, order: 0 }, 1, n)));
    expect([two.length, five.length, three.length >= 3]).toEqual([2, 5, true]);
    expect([five.slice(0, 2), three.slice(0, 3)]).toEqual([two, five.slice(0, 3)]);
    // e, e, e/2, e/6, e/24.
    expect([1, 1, 2, 6, 24].map((n, k) => (n * five[k]) % p)).toEqual(five.map(() => five[0]));
  });
});

describe('refusals', () => {
  test('another center than the point’s', () => {
    const { program, theta } = pointOf(({ at }) => [at('tanh', '1/2')]);
    const [p] = fastPrimes(1) as [number];
    const jets = constantsAt(program, theta, [], 'seed').jets(p);
    const index = program.operations.findIndex(({ op }) => op === 'apply');
    const operation = program.operations[index];
    if (operation.op !== 'apply') throw new Error('expected an application');
    expect(() => jets({ index, f: operation.f, order: 0 }, 5, 1)).toThrow(
      /expected tanh at the argument it has at the point/,
    );
  });

  test('a square root of a negative number', () => {
    expect(() => at(({ at }) => [at('sqrt', '-2')])).toThrow(UnsupportedError);
  });

  test('1/0, by a cancellation that only holds for the numbers themselves', () => {
    // log at e^(1/2) e^(−1/2) − 1 = 0 divides by it.
    const zero: Expression = ({ q, at, times, minus }) => [
      at('sqrt', minus(times(at('exp', '1/2'), at('exp', '-1/2')), q('1'))),
    ];
    expect(() => at(zero)).toThrow(NotInvertible);
  });
});

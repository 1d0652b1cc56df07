/** A law with a logarithm and a pole: values, gradients and the form that its multiples share, by hand. */
import { describe, expect, it } from 'vitest';
import type { Field } from '../../analytic/field.ts';
import { rationals } from '../../analytic/fields/rationals.ts';
import { bind } from '../../models/bind.ts';
import { parameterNames } from '../../models/names.ts';
import { type Polynomial, polynomial } from '../../numerics/polynomial.ts';
import { add, format, type Rational, rational, ZERO } from '../../numerics/rational.ts';
import { evaluateLaw, lawTerms } from './evaluate-law.ts';
import { canonicalLaw, type Law, lawGradientModulo, poleSlope } from './law.ts';
import { inReadingOrder, quadraticOf } from './quadratic-polynomials.ts';

/** `[coefficient, [index, power], …]` a term. */
const sum = (...terms: [number, ...[number, number][]][]): Polynomial =>
  polynomial(terms.map(([c, ...powers]) => ({ coefficient: rational(c), powers })));

describe('laws', () => {
  // 3u² − v + 2 log|u + v| + 5/v².
  const law: Law = {
    polynomial: sum([3, [0, 2]], [-1, [1, 1]]),
    poles: [
      { coefficient: rational(2), form: sum([1, [0, 1]], [1, [1, 1]]), power: 0 },
      { coefficient: rational(5), form: sum([1, [1, 1]]), power: 2 },
    ],
  };

  it('have values, and a scale of their terms', () => {
    const { value, magnitude } = evaluateLaw(law, [1, 2]);
    expect(value).toBeCloseTo(3 - 2 + 2 * Math.log(3) + 5 / 4, 14);
    expect(magnitude).toBeCloseTo(3 + 2 + 2 * Math.log(3) + 2 + 5 / 4 + 2 * (5 / 4), 14);
    // u + v = 2 from 5 and −3 has lost a digit: 8/2.
    const lost = evaluateLaw({ polynomial: sum(), poles: [law.poles[0]] }, [5, -3]);
    expect(lost.value).toBeCloseTo(2 * Math.log(2), 14);
    expect(lost.magnitude).toBeCloseTo(2 * Math.log(2) + 2 * 4, 14);
  });

  it('are sums of terms over any field', () => {
    const plain: Law = { ...law, poles: [law.poles[1]] };
    const terms = lawTerms(rationals, plain, [rational(1), rational(2)]);
    expect(terms.map(format)).toEqual(['3', '-2', '5/4']);
    expect(format(terms.reduce(add, ZERO))).toBe('9/4');
  });

  it('have gradients modulo primes, but at poles', () => {
    // (6u + 2/(u + v), −1 + 2/(u + v) − 10/v³) at (1, 2) mod 101: 1/3 = 34, 1/8 = 38.
    const out = new Float64Array(2);
    expect(lawGradientModulo(law, Float64Array.of(1, 2), 101, out)).toBe(true);
    expect([...out]).toEqual([(6 + 68) % 101, (100 + 68 + 101 * 10 - 380) % 101]);
    expect(lawGradientModulo(law, Float64Array.of(1, 100), 101, out)).toBe(false);
    expect(lawGradientModulo(law, Float64Array.of(1, 0), 101, out)).toBe(false);
    expect([0, 1, 2].map((power) => poleSlope(2, power, 101))).toEqual([
      51,
      (100 * 51 * 51) % 101,
      (99 * 38) % 101,
    ]);
  });

  it('have no gradient where the prime divides a denominator', () => {
    const out = new Float64Array(2);
    const of = (coefficient: number, form: number): Law => ({
      polynomial: polynomial([{ coefficient: rational(1, coefficient), powers: [[0, 1]] }]),
      poles: [
        {
          coefficient: rational(1),
          form: polynomial([{ coefficient: rational(1, form), powers: [[1, 1]] }]),
          power: 0,
        },
      ],
    });
    const there = (law: Law) => lawGradientModulo(law, Float64Array.of(1, 2), 101, out);
    expect([there(of(1, 1)), there(of(101, 1)), there(of(1, 101)), there(of(202, 3))]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('have terms with the logarithm of a square, halved, where a sign is unknown', () => {
    const numbers = {
      add: (a: number, b: number) => a + b,
      mul: (a: number, b: number) => a * b,
      rational: (q: Rational) => Number(q.numerator) / Number(q.denominator),
      inverse: (a: number) => 1 / a,
      apply: (f: { readonly value: (z: number) => number }, a: number) => f.value(a),
    } as unknown as Field<number>;
    const terms = lawTerms(numbers, law, [3, -5]);
    expect(terms.slice(0, 2)).toEqual([27, 5]);
    // 2 log|3 − 5| and 5/25.
    expect(terms[2]).toBeCloseTo(2 * Math.LN2, 14);
    expect(terms[3]).toBeCloseTo(1 / 5, 14);
  });

  it('have one form for all their multiples', () => {
    const names = parameterNames(
      bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] }),
    );
    const scaled = (c: number): Law => ({
      polynomial: {
        terms: law.polynomial.terms.map((t) => ({
          ...t,
          coefficient: rational(c * Number(t.coefficient.numerator), 6),
        })),
      },
      poles: law.poles.map((p) => ({
        ...p,
        coefficient: rational(c * Number(p.coefficient.numerator), 6),
      })),
    });
    const [one, two, minus] = [2, 5, -3].map((c) => canonicalLaw(scaled(c), names));
    expect(two).toEqual(one);
    expect(minus).toEqual(one);
    expect(one.poles.map(({ power }) => power)).toEqual([0, 2]);
    expect(Math.abs(Number(one.polynomial.terms[0].coefficient.numerator))).toBe(3);
  });

  it('of degree two are read from elements, and in their order', () => {
    const names = parameterNames(
      bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] }),
    );
    // A = (3 2; 2 0), v = (0, 5): half of 3u² + 4uv + 10v.
    const entries = [
      [0, rational(3)],
      [1, rational(2)],
      [2, rational(2)],
      [5, rational(5)],
    ] as const;
    const texts = quadraticOf(entries, 2, names).terms.map(
      ({ coefficient, powers }) =>
        `${format(coefficient)} ${powers.map(([i, e]) => `${i}^${e}`).join()}`,
    );
    expect(texts.sort()).toEqual(['10 1^1', '3 0^2', '4 0^1,1^1']);
    const laws = [
      sum([1, [0, 1], [1, 1]]),
      sum([1, [1, 2]], [1, [2, 2]]),
      sum([1, [1, 2]]),
      sum([1, [0, 2]]),
      sum([1, [3, 1]]),
    ];
    expect(inReadingOrder(laws)).toEqual([laws[4], laws[3], laws[2], laws[1], laws[0]]);
  });
});

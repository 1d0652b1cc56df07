import { describe, expect, it } from 'vitest';
import { NotInvertible, ShapeError, UnsupportedError } from '../../errors.ts';
import { decimalFromDouble, decimalsOf } from '../../numerics/decimal-ring.ts';
import { equal, format, rational } from '../../numerics/rational.ts';
import type { Node } from '../../numerics/tape-ring.ts';
import { primeFieldWith } from '../../testing/prime-field-with.ts';
import type { Field } from '../field.ts';
import { resolveFunction } from '../registry.ts';
import { decimalsField } from './decimals.ts';
import { dualField } from './dual.ts';
import { float64 } from './float64.ts';
import { rationals } from './rationals.ts';
import { seriesField } from './series.ts';
import { tapeField } from './tape.ts';

const PRIME = 4194287;
/** [∂ evaluate / ∂ θᵢ] at θ. */
function gradientOver<T>(
  field: Field<T>,
  evaluate: (field: Field<Node<T>>, theta: readonly Node<T>[]) => Node<T>,
  theta: readonly T[],
): T[] {
  const record = tapeField(field);
  const variables = theta.map(record.variable);
  return record.gradient(evaluate(record, variables), variables);
}

const modular = primeFieldWith(PRIME);
const decimals = decimalsField(40);
const [tanh, exp, sin, cube, relu] = ['tanh', 'exp', 'sin', 'cube', 'relu'].map((name) =>
  resolveFunction(name),
);

/** Every field, and a text by which its elements can be told apart. */
const all: [string, Field<unknown>][] = [
  ['float64', float64],
  ['rationals', rationals],
  ['decimals', decimals],
  ['prime field', modular],
  ['dual', dualField(modular)],
  ['tape', tapeField(modular)],
  ['series', seriesField(modular, 4)],
  ['series over dual over decimals', seriesField(dualField(decimals), 3)],
].map(([name, field]) => [name as string, field as Field<unknown>]);

/** Constants of a field, by what they are made of; positions on tapes and signs of 0 left out. */
const text = (a: unknown): string =>
  JSON.stringify(a, (key, value: unknown) =>
    key === 'index' || key === 'left' || key === 'right' || key.endsWith('Partial')
      ? undefined
      : typeof value === 'bigint'
        ? String(value)
        : value === '-0'
          ? '0'
          : value,
  );

describe.each(all)('%s', (_, field) => {
  const q = (n: number, d = 1) => field.rational(rational(n, d));

  it('computes with rationals', () => {
    expect(text(field.add(q(1, 2), q(1, 4)))).toBe(text(q(3, 4)));
    expect(text(field.sub(q(1, 2), q(1, 4)))).toBe(text(q(1, 4)));
    expect(text(field.mul(q(-3), q(1, 4)))).toBe(text(q(-3, 4)));
    expect(text(field.neg(q(3)))).toBe(text(field.rational(-3)));
    expect(text(field.add(field.one, field.zero))).toBe(text(field.rational(1)));
    expect(text(field.inverse(q(-4)))).toBe(text(q(-1, 4)));
  });

  it('sums products in order and refuses different lengths', () => {
    expect(text(field.dot([q(1), q(2), q(3)], [q(5), q(-1), q(1, 4)]))).toBe(text(q(15, 4)));
    expect(text(field.dot([], []))).toBe(text(field.zero));
    expect(() => field.dot([q(1)], [])).toThrow(ShapeError);
  });

  it('has no inverse of 0', () => {
    expect(() => field.inverse(field.zero)).toThrow(NotInvertible);
  });

  it('applies a polynomial and its derivatives: 8, 12, 12, 6 for z³ at 2', () => {
    expect(text(field.apply(cube, q(2)))).toBe(text(q(8)));
    [8, 12, 12, 6, 0].forEach((value, order) => {
      expect(text(field.applyDerivative(cube, order, q(2)))).toBe(text(q(value)));
    });
  });
});

describe('rationals', () => {
  it('know the functions where they are rational', () => {
    // tanh‴(0) = −2, and softplus″(0) = ¼ though softplus(0) = ln 2.
    expect(format(rationals.applyDerivative(tanh, 3, rational(0)))).toBe('-2');
    expect(equal(rationals.apply(resolveFunction('sigmoid'), rational(0)), rational(1, 2))).toBe(
      true,
    );
    expect(() => rationals.apply(resolveFunction('softplus'), rational(0))).toThrow(
      UnsupportedError,
    );
    expect(() => rationals.apply(tanh, rational(1, 3))).toThrow(/exp of -2\/3 is no rational/);
  });
});

describe('functions without jets', () => {
  it('are refused by name where jets are needed', () => {
    expect(float64.apply(relu, -2)).toBe(0);
    expect(decimals.applyDerivative(relu, 1, decimals.one).toNumber()).toBe(1);
    for (const field of [modular, dualField(modular), seriesField(modular, 3)] as Field<unknown>[])
      expect(() => field.apply(relu, field.one)).toThrow(/"relu" is not analytic/);
  });
});

describe('float64', () => {
  it('has third and higher derivatives: sin⁽⁷⁾ = −cos', () => {
    for (const z of [-2.5, 0.1, 3])
      expect(float64.applyDerivative(sin, 7, z)).toBeCloseTo(-Math.cos(z), 15);
    expect(float64.applyDerivative(sin, 3, Number.POSITIVE_INFINITY)).toBeNaN();
  });
});

describe('derivatives', () => {
  /** x·tanh(y)/(1 + x²) */
  const evaluate = <T>(field: Field<T>, [x, y]: readonly T[]): T =>
    field.mul(
      field.mul(x, field.apply(tanh, y)),
      field.inverse(field.add(field.one, field.mul(x, x))),
    );
  // ∂x = tanh(y)(1 − x²)/(1 + x²)², ∂y = x(1 − tanh² y)/(1 + x²).
  const [x, y] = [0.7, -0.4];
  const t = Math.tanh(y);
  const expected = [(t * (1 - x * x)) / (1 + x * x) ** 2, (x * (1 - t * t)) / (1 + x * x)];

  it('by tape are those of the formula', () => {
    const received = gradientOver(float64, evaluate, [x, y]);
    received.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 15);
    });
  });

  it('by duals are those by tape, over decimals and mod p', () => {
    const same = <T>(field: Field<T>, theta: readonly T[], difference: (a: T, b: T) => number) => {
      const gradient = gradientOver(field, evaluate, theta);
      theta.forEach((_, i) => {
        const dual = dualField(field);
        const point = theta.map((value, j) => ({
          value,
          tangent: i === j ? field.one : field.zero,
        }));
        expect(difference(evaluate(dual, point).tangent, gradient[i])).toBeLessThan(1e-37);
      });
    };
    same(modular, [12, 77], (a, b) => Math.abs(a - b));
    same(
      decimals,
      [x, y].map((z) => decimalFromDouble(z, 40)),
      (a, b) => a.minus(b).abs().toNumber(),
    );
  });

  it('of second order, by a tape over duals: H·v by the formula', () => {
    // ∂x∂y = (1 − t²)(1 − x²)/(1 + x²)², ∂y² = −2t(1 − t²)x/(1 + x²); v = (0, 1).
    const dual = dualField(float64);
    const point = [
      { value: x, tangent: 0 },
      { value: y, tangent: 1 },
    ];
    const [mixed, second] = gradientOver(dual, evaluate, point);
    expect(mixed.tangent).toBeCloseTo(((1 - t * t) * (1 - x * x)) / (1 + x * x) ** 2, 15);
    expect(second.tangent).toBeCloseTo((-2 * t * (1 - t * t) * x) / (1 + x * x), 15);
  });
});

describe('series', () => {
  it('inverts 1 − t and composes exp(t + t²) over ℚ', () => {
    const field = seriesField(rationals, 5);
    const of = (...c: number[]) => Array.from({ length: 5 }, (_, k) => rational(c[k] ?? 0));
    expect(field.inverse(of(1, -1)).map(format)).toEqual(['1', '1', '1', '1', '1']);
    // Σ (t + t²)ᵐ/m!: 1, 1, 1/2 + 1, 1/6 + 1, 1/24 + 1/2 + 1/2.
    expect(field.apply(exp, of(0, 1, 1)).map(format)).toEqual(['1', '1', '3/2', '7/6', '25/24']);
  });

  it('at a point mod p is the jet there, and f′ of it the derivative', () => {
    const field = seriesField(modular, 6);
    const line = [5, 1, 0, 0, 0, 0];
    const value = field.apply(tanh, line);
    const slope = field.applyDerivative(tanh, 1, line);
    expect(slope).toEqual(field.sub(field.one, field.mul(value, value)));
    for (let k = 0; k < 5; k++) expect(modular.mul(k + 1, value[k + 1])).toBe(slope[k]);
    const opposite = field.apply(tanh, [PRIME - 5, PRIME - 1, 0, 0, 0, 0]);
    expect(opposite).toEqual(field.neg(value));
  });

  it('agrees with decimals: tanh(1 + t) summed at t = 1/16', () => {
    // |cₙ| ≤ M·rⁿ with the pole at ±iπ/2, at distance > 1.8: after 30 terms 10·(1/28)³⁰ < 10⁻⁴².
    const series = seriesField(decimals, 30);
    const line = Array.from({ length: 30 }, (_, k) => (k < 2 ? decimals.one : decimals.zero));
    const t = decimalsOf(60).div(1, 16);
    const sum = series
      .apply(tanh, line)
      .reduceRight((total, c) => decimals.add(decimals.mul(total, t), c), decimals.zero);
    const expected = decimalsOf(60).add(1, t).tanh();
    expect(sum.minus(expected).abs().toNumber()).toBeLessThan(1e-38);
  });
});

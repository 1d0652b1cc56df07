/**
 * Relations among constants that hold must hold modulo p as well: a function of θ that vanishes because
 * of one has no gradient, and rows that are made of it have rank 0. With independent random elements
 * instead they would have rank 1, and false claims would be certified.
 */
import { describe, expect, it, test } from 'vitest';
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Field } from '../analytic/field.ts';
import type { Generator, JetField } from '../analytic/jet-field.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { axis, defineModel, tensor } from '../models/contract.ts';
import { literal, object } from '../models/schema.ts';
import { createRng } from '../numerics/random.ts';
import { parse, rational } from '../numerics/rational.ts';
import * as algebraic from './algebraic-number.ts';
import { certifiedModel } from './certified-model.ts';
import { lowerBound } from './lower-bound.ts';
import { NotVerifiable } from './not-verifiable.ts';

const of = (text: string) => algebraic.ofRational(parse(text)!);
const root = (text: string) => algebraic.squareRoot(parse(text)!);

/** √z or log z by their first Taylor coefficient alone: enough for what does not move. */
function bare(name: Extract<Generator, 'sqrt' | 'log'>): AnalyticFunction {
  return {
    ...resolveFunction('exp'),
    name,
    jet<T>(field: JetField<T>, at: T, terms: number): T[] {
      return [field.generator(name, at), ...new Array<T>(terms - 1).fill(field.ring.zero)];
    },
  };
}

const named = {
  ...Object.fromEntries(
    ['exp', 'sin', 'cos', 'tanh', 'sigmoid', 'arctan', 'gelu', 'erf', 'softplus'].map((name) => [
      name,
      resolveFunction(name),
    ]),
  ),
  sqrt: bare('sqrt'),
  log: bare('log'),
} as Record<string, AnalyticFunction>;

/** f applies a function by name, to a rational as text or to a value. */
type Expression = <T>(f: (name: string, q: string | T) => T, field: Field<T>) => T;

/** Rank of one row of F(θ)(x) = θ·c·x at θ = 1, c the constant: 1, or 0 where c = 0. */
function rankOf(expression: Expression): { rank: number; assumption: string | null } {
  const model = defineModel({
    kind: 'test-constant',
    formula: 'F(x) = θ c x',
    spec: object({ kind: literal('test-constant') }),
    architecture() {
      const one = axis('one', 1, 'output', null);
      return { parameters: { t: tensor(one) }, inputs: { x: tensor(one) }, output: one };
    },
    evaluate(field, { t }, { x }) {
      type T = (typeof t)[number];
      const c = expression<T>(
        (name, q) =>
          field.apply(named[name], typeof q === 'string' ? field.rational(parse(q)!) : q),
        field,
      );
      return [field.mul(field.mul(t[0], c), x[0])];
    },
  });
  const { lower, assumption } = lowerBound(
    certifiedModel(model, { kind: 'test-constant' }),
    [rational(1)],
    {
      lower: {
        line: null,
        controls: [],
        rows: [
          {
            order: 0,
            control: null,
            member: { x: [1], free: [], output: [1], choices: [], powers: [] },
          },
        ],
      },
      span: [],
    },
    { lower: 1, span: 0 },
    createRng('constants'),
  );
  return { rank: lower, assumption };
}

describe('relations hold', () => {
  it.each<[string, Expression]>([
    [
      'e^{1/2 + 1/3} = e^{1/2} e^{1/3}',
      (f, k) => k.sub(f('exp', '5/6'), k.mul(f('exp', '1/2'), f('exp', '1/3'))),
    ],
    ['e^{−2/7} e^{2/7} = 1', (f, k) => k.sub(k.one, k.mul(f('exp', '-2/7'), f('exp', '2/7')))],
    [
      'sin² + cos² = 1',
      (f, k) =>
        k.sub(
          k.one,
          k.add(k.mul(f('sin', '3/4'), f('sin', '3/4')), k.mul(f('cos', '3/4'), f('cos', '3/4'))),
        ),
    ],
    [
      'sin 2u = 2 sin u cos u',
      (f, k) =>
        k.sub(f('sin', '2/3'), k.mul(k.rational(2), k.mul(f('sin', '1/3'), f('cos', '1/3')))),
    ],
    [
      'sigmoid(u) = (1 + tanh(u/2))/2',
      (f, k) => k.sub(k.mul(k.rational(2), f('sigmoid', '3/5')), k.add(k.one, f('tanh', '3/10'))),
    ],
    [
      'sigmoid(0) = 1/2, a number like any other',
      (f, k) => f('tanh', k.sub(f('sigmoid', '0'), k.rational(rational(1, 2)))),
    ],
    ['√2 √3 = √6', (f, k) => k.sub(f('sqrt', '6'), k.mul(f('sqrt', '2'), f('sqrt', '3')))],
    ['√(9/4) = 3/2', (f, k) => k.sub(f('sqrt', '9/4'), k.rational(rational(3, 2)))],
    ['1/√2 = √2/2', (f, k) => k.sub(k.inverse(f('sqrt', '2')), f('sqrt', '1/2'))],
    [
      'e^{√2} e^{√8} = e^{√18}',
      (f, k) =>
        k.sub(f('exp', f('sqrt', '18')), k.mul(f('exp', f('sqrt', '2')), f('exp', f('sqrt', '8')))),
    ],
    ['log 6 = log 2 + log 3', (f, k) => k.sub(f('log', '6'), k.add(f('log', '2'), f('log', '3')))],
    [
      'log(9/2) = 2 log 3 − ln 2',
      (f, k) =>
        k.sub(f('log', '9/2'), k.sub(k.add(f('log', '3'), f('log', '3')), f('softplus', '0'))),
    ],
    ['a zero in front of what nobody knows', (f, k) => k.mul(k.zero, f('softplus', '1/2'))],
    [
      'φ(0) of gelu and erf′(0): 2√2·(1/√(2π)) = 2/√π',
      (f, k) =>
        k.sub(
          k.mul(k.applyDerivative(named['gelu'], 2, k.zero), f('sqrt', '2')),
          k.applyDerivative(named['erf'], 1, k.zero),
        ),
    ],
  ])('%s', (_name, expression) => {
    expect(rankOf(expression).rank).toBe(0);
  });
});

describe('what is not zero is seen not to be', () => {
  it.each<[string, Expression]>([
    ['e^{1/2} − e^{1/3}', (f, k) => k.sub(f('exp', '1/2'), f('exp', '1/3'))],
    ['e^{√2} − e^{√3}', (f, k) => k.sub(f('exp', f('sqrt', '2')), f('exp', f('sqrt', '3')))],
    ['√2 + √3 − √5', (f, k) => k.sub(k.add(f('sqrt', '2'), f('sqrt', '3')), f('sqrt', '5'))],
    ['e − sin 1', (f, k) => k.sub(f('exp', '1'), f('sin', '1'))],
    ['arctan 1', (f) => f('arctan', '1')],
    ['log 2 alone', (f) => f('log', '2')],
  ])('%s, proved', (_name, expression) => {
    expect(rankOf(expression)).toEqual({ rank: 1, assumption: null });
  });

  it.each<[string, Expression, RegExp]>([
    ['log(1 + e)', (f) => f('softplus', '1'), /log\(1 \+ e\^1\/1\)/],
    ['Φ(1/2)', (f) => f('gelu', '1/2'), /normal-cdf 1\/2, 1\/√π/],
    ['erf 1', (f) => f('erf', '1'), /erf 1, 1\/√π/],
    ['log 2 · log 3', (f, k) => k.mul(f('log', '2'), f('log', '3')), /log 2, log 3/],
    [
      'arctan 1/2 · arctan 1/4 (norms 5 and 17)',
      (f, k) => k.mul(f('arctan', '1/2'), f('arctan', '1/4')),
      /arctan/,
    ],
    ['e · ln 2', (f, k) => k.mul(f('exp', '1'), f('softplus', '0')), /log 2, the exponentials/],
  ])('%s, on an assumption that is named', (_name, expression, assumption) => {
    const found = rankOf(expression);
    expect(found.rank).toBe(1);
    expect(found.assumption).toMatch(assumption);
  });
});

describe('what cannot be judged is refused', () => {
  it.each<[string, Expression, RegExp]>([
    [
      'arctan 1/2, arctan 1/3 (norms 5 and 10)',
      (f, k) => k.add(f('arctan', '1/2'), f('arctan', '1/3')),
      /relations among the arctangents/,
    ],
    [
      'arctan 1 beside 1/√π',
      (f, k) => k.add(f('arctan', '1'), f('erf', '1')),
      /arctan 1 and 1\/√π/,
    ],
    ['tanh of e', (f) => f('tanh', f('exp', '1')), /not known to be algebraic/],
    ['arctan √3 = π/3', (f) => f('arctan', f('sqrt', '3')), /arctan is met at 1·√3/],
    ['√ of √2', (f) => f('sqrt', f('sqrt', '2')), /sqrt is met at 1·√2/],
    ['√(−1)', (f) => f('sqrt', '-1'), /where it is not analytic/],
    ['log 0', (f) => f('log', '0'), /log is met at 0/],
    ['1/0', (_, k) => k.inverse(k.sub(k.one, k.one)), /divides by 0/],
    [
      '√ of a product of large primes',
      (f) => f('sqrt', `${1299709n * 15485863n}`),
      /prime factors beyond/,
    ],
  ])('%s', (_name, expression, message) => {
    expect(() => rankOf(expression)).toThrow(NotVerifiable);
    expect(() => rankOf(expression)).toThrow(message);
  });
});

describe('algebraic numbers', () => {
  test('(1 + √2 + √3)⁻¹ = 1/2 + √2/4 − √6/4, by multiplying out', () => {
    const a = algebraic.add(of('1'), algebraic.add(root('2'), root('3')));
    const inverse = algebraic.add(
      of('1/2'),
      algebraic.scale(algebraic.add(root('2'), algebraic.negate(root('6'))), rational(1, 4)),
    );
    expect(algebraic.textOf(algebraic.inverse(a))).toBe(algebraic.textOf(inverse));
    expect(algebraic.textOf(algebraic.multiply(a, inverse))).toBe('1');
  });

  test('roots of 8/27 and of a square of a large number', () => {
    expect(algebraic.textOf(root('8/27'))).toBe('2/9·√6');
    expect(algebraic.textOf(root(`${10n ** 40n}`))).toBe(`${10n ** 20n}`);
    expect(algebraic.textOf(root(`${1000003n ** 4n}`))).toBe(`${1000003n ** 2n}`);
  });
});

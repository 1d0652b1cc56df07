/** The elements modulo a prime, one by one, against addition formulas, and what their independence rests on. */
import { describe, expect, it } from 'vitest';
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Field } from '../analytic/field.ts';
import { inverseSqrt } from '../analytic/functions/inverse-sqrt.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { axis, defineModel, tensor } from '../models/contract.ts';
import { literal, object } from '../models/schema.ts';
import { createRng } from '../numerics/random.ts';
import { parse, rational } from '../numerics/rational.ts';
import * as algebraic from './algebraic-number.ts';
import { certifiedModel } from './certified-model.ts';
import { constantsModulo, standing } from './constants.ts';
import { type Asked, knownField, nothingAsked } from './known-field.ts';
import { lawDegree } from './law.ts';
import { NotVerifiable } from './not-verifiable.ts';
import { pinnedRoots } from './pinned-roots.ts';
import { degreeOf, pointField, pointsFor } from './random-point.ts';
import { residues } from './residues.ts';
import { RadicandWatch, rootsModulo } from './root-signs.ts';

/** Above 2²¹; 7 modulo 8. */
const PRIME = 2097223;
const field = residues(PRIME);
const of = (text: string) => algebraic.ofRational(parse(text)!);

function asked(...generators: readonly (readonly [string, string])[]): Asked {
  const all = nothingAsked();
  for (const [name, at] of generators) all.generators.set(`${name} ${at}`, { name, at: of(at) });
  return all;
}

describe('elements modulo a prime', () => {
  const all = asked(['exp', '1/2'], ['exp', '2/3'], ['tan-half', '1/2'], ['tan-half', '2/3']);
  const { jets, elementOf } = constantsModulo(all, field, createRng('elements'));
  const at = (name: 'exp' | 'tan-half' | 'log', q: string) =>
    jets.generator(name, elementOf(of(q))).residue;

  it('e^u are powers of e^{1/6}', () => {
    const e = at('exp', '1/6');
    let power = 1;
    for (let n = 0; n < 20; n++) {
      expect(at('exp', `${n}/6`)).toBe(power);
      expect(field.mul(at('exp', `-${n}/6`), power)).toBe(1);
      power = field.mul(power, e);
    }
    expect(e).not.toBe(1);
  });

  it('tan(u/2) add up: tan(a + b) = (tan a + tan b)/(1 − tan a tan b)', () => {
    const t = at('tan-half', '1/6');
    let sum = 0;
    for (let n = 0; n < 20; n++) {
      expect(at('tan-half', `${n}/6`)).toBe(sum);
      sum = field.mul(field.add(sum, t), field.inverse(field.sub(1, field.mul(sum, t))));
    }
    expect(t).not.toBe(0);
  });

  it('log u are sums over primes, and no other exponent than asked for is known', () => {
    const [two, three] = [at('log', '2'), at('log', '3')];
    expect(at('log', '8/9')).toBe(field.sub(field.mul(3, two), field.add(three, three)));
    expect(() => at('exp', '1/12')).toThrow('an exponent 1/12 not met before');
    const logarithm = constantsModulo(asked(['log', '1/2']), field, createRng('elements'));
    expect(() => logarithm.jets.generator('exp', logarithm.elementOf(of('1/2')))).toThrow(
      NotVerifiable,
    );
  });

  it('constants are made of log 2, 1/√π and √2', () => {
    const value = (name: string) => jets.constant(name as never).residue;
    expect(value('ln2')).toBe(at('log', '2'));
    // (2/√π)/(1/√(2π)) = 2√2, whose square is 8.
    const ratio = field.mul(value('2/sqrt(pi)'), field.inverse(value('1/sqrt(2pi)')));
    expect(field.mul(ratio, ratio)).toBe(8);
  });
});

it('numbers have one text, in whatever order they were added up', () => {
  const root = (n: number) => algebraic.squareRoot(rational(n));
  const sum = (...terms: number[]) => algebraic.textOf(terms.map(root).reduce(algebraic.add));
  expect(sum(3, 2, 1)).toBe(sum(1, 2, 3));
  expect(sum(2, 1, 3)).toBe(sum(1, 2, 3));
  expect(sum(2, 2)).not.toBe(sum(2, 3));
});

describe('what independence rests on', () => {
  const of2 = (...generators: [string, string][]) => standing(asked(...generators));
  const withConstant = (name: string, ...generators: [string, string][]) => {
    const all = asked(...generators);
    all.constants.add(name);
    return all;
  };

  it('is proved for exponentials, and for one number of another kind', () => {
    expect(of2()).toBeNull();
    expect(of2(['exp', '1/2'], ['tan-half', '3'], ['sqrt', '2'])).toBeNull();
    expect(of2(['log', '8'])).toBeNull();
    expect(of2(['arctan', '1/2'])).toBeNull();
    expect(standing(withConstant('ln2', ['log', '4']))).toBeNull();
    expect(standing(withConstant('2/sqrt(pi)'))).toBeNull();
    expect(standing(withConstant('coefficient: c3'))).toBeNull();
    expect(of2(['taylor: odd', '1/2'])).toBeNull();
  });

  it('is a conjecture for more', () => {
    expect(of2(['log', '2/3'])).toBe('log 2, log 3 are algebraically independent');
    expect(of2(['log', '2'], ['exp', '1'])).toBe(
      'log 2, the exponentials are algebraically independent',
    );
    expect(of2(['log1pexp', '1/2'], ['log1pexp', '1'])).toBe(
      'log(1 + e^1/2), log(1 + e^1/1) are algebraically independent',
    );
    // 1 + i has no odd prime, but stands for π/4 alone; 2 + i has 5, 3 + 2i has 13.
    expect(of2(['arctan', '1'], ['arctan', '1/2'], ['arctan', '2/3'])).toMatch(/independent$/);
    expect(standing(withConstant('1/sqrt(2pi)', ['arctan', '1/2']))).toMatch(/^arctan 1\/2, 1\/√π/);
  });

  it('is not known where there are relations', () => {
    // arctan 1/2 + arctan 1/3 = π/4: the norms are 5 and 10.
    expect(() => of2(['arctan', '1/2'], ['arctan', '1/3'])).toThrow('relations among');
    expect(() => standing(withConstant('2/sqrt(pi)', ['arctan', '1']))).toThrow('not independent');
    expect(() => of2(['log', '-2'])).toThrow('log is met at -2');
    expect(() => of2(['no-name', '1'])).toThrow('nothing is known of no-name');
    expect(() => standing(withConstant('no-name'))).toThrow('nothing is known of no-name');
  });
});

describe('functions of known numbers', () => {
  it('have derivatives with their factorials', () => {
    // (z⁴)'' = 12 z², (z⁴)''' = 24 z at z = 3/2.
    const fourth = resolveFunction({ name: 'polynomial', coefficients: [0, 0, 0, 0, 1] });
    const known = knownField(nothingAsked());
    const at = (order: number) => known.applyDerivative(fourth, order, of('3/2'));
    expect([0, 1, 2, 3, 4].map((n) => algebraic.rationalPart(at(n)!))).toEqual(
      ['81/16', '27/2', '27', '36', '24'].map((q) => parse(q)),
    );
  });

  /** F = f(θ₁)·x for a function of one parameter. */
  const model = (kind: string, value: <T>(f: Field<T>, a: T) => T) =>
    certifiedModel(
      defineModel({
        kind,
        formula: 'F(x) = f(a) x',
        spec: object({ kind: literal(kind) }),
        architecture: () => ({
          parameters: { a: tensor() },
          inputs: { x: tensor(axis('one', 1, 'input', null)) },
          output: axis('one', 1, 'input', null),
        }),
        evaluate: (f, { a }, { x }) => [f.mul(value(f, a), x[0]!)],
      }),
      { kind },
    );
  const exp = resolveFunction('exp');
  const roots = (value: <T>(f: Field<T>, a: T) => T, a: string) =>
    pinnedRoots(model('test-pinned', value), [parse(a)!]).map(([u, root]) => [
      u,
      algebraic.textOf(root),
    ]);

  it('have roots of what θ pins: positive rationals under a root, and nothing else', () => {
    const sqrt8 = algebraic.textOf(algebraic.squareRoot(rational(8)));
    expect(roots((f, a) => f.apply(inverseSqrt, a), '8')).toEqual([[rational(8), sqrt8]]);
    expect(roots((f, a) => f.apply(exp, a), '8')).toEqual([]);
    expect(roots((f, a) => f.apply(inverseSqrt, a), '-8')).toEqual([]);
    expect(roots((f, a) => f.apply(inverseSqrt, f.apply(exp, a)), '8')).toEqual([]);
    // 1/√(1/(2a)): the derivative −½u^{−3/2} at u = 4 is −1/16, under a root after a sign.
    const slope = <T>(f: Field<T>, a: T) =>
      f.apply(inverseSqrt, f.neg(f.applyDerivative(inverseSqrt, 1, a)));
    expect(roots(slope, '4').map(([u]) => u)).toEqual([rational(4), rational(1, 16)]);
    const curvature = <T>(f: Field<T>, a: T) =>
      f.apply(inverseSqrt, f.applyDerivative(inverseSqrt, 2, a));
    // (u^{−1/2})'' = ¾ u^{−5/2}, at 4 3/128.
    expect(roots(curvature, '4').map(([u]) => u)).toEqual([rational(4), rational(3, 128)]);
  });

  it('have degrees: of numerator and denominator together', () => {
    // a³x of degree 4; 1/a·x; e^a: one element for the number, times x.
    expect(degreeOf(model('test-cube', (f, a) => f.mul(a, f.mul(a, a))))).toBe(4);
    expect(degreeOf(model('test-inverse', (f, a) => f.inverse(a)))).toBe(2);
    expect(degreeOf(model('test-sum', (f, a) => f.add(f.inverse(a), f.mul(a, a))))).toBe(3 + 1 + 1);
    expect(degreeOf(model('test-sum', (f, a) => f.add(f.mul(a, a), f.inverse(a))))).toBe(3 + 1 + 1);
    expect(degreeOf(model('test-exp', (f, a) => f.apply(exp, a)))).toBe(2);
  });

  it('need as many points as make (D/p)ᵏ ≤ 2⁻⁶⁰', () => {
    // log₂ D = 0, 6, 11, 20: 60/21, 60/15, 60/10, 60/1, at least three.
    expect([1, 64, 2 ** 11, 2 ** 20].map(pointsFor)).toEqual([3, 4, 6, 60]);
    expect(pointsFor(0)).toBe(3);
    expect(() => pointsFor(2 ** 20 + 1)).toThrow(NotVerifiable);
  });

  it('take both signs of a root that nothing pins, and the same one for the same number', () => {
    const root = (seed: number) => {
      const point = pointField(field, createRng(`signs ${seed}`));
      const [a, b] = [point.apply(inverseSqrt, 2), point.apply(inverseSqrt, 2)];
      expect(b).toBe(a);
      expect(field.mul(field.mul(a, a), 2)).toBe(1);
      return a;
    };
    expect(new Set(Array.from({ length: 12 }, (_, seed) => root(seed))).size).toBe(2);
  });

  it('have the elements of their names, the same for u and −u up to sign', () => {
    const point = pointField(field, createRng('point'));
    const sin = resolveFunction('sin') as AnalyticFunction;
    for (const u of [1, 5, (PRIME - 1) / 2]) {
      expect(point.apply(sin, PRIME - u)).toBe(field.neg(point.apply(sin, u)));
      expect(point.applyDerivative(sin, 1, PRIME - u)).toBe(point.applyDerivative(sin, 1, u));
      expect(point.applyDerivative(sin, 2, u)).toBe(field.neg(point.apply(sin, u)));
      expect(point.applyDerivative(sin, 3, u)).toBe(field.neg(point.applyDerivative(sin, 1, u)));
    }
  });
});

describe('roots modulo a prime', () => {
  it('are those of what is pinned, whatever is drawn for others', () => {
    const pinned = [2, 8, 18].map((n) => [rational(n), algebraic.squareRoot(rational(n))] as const);
    for (const negative of [true, false]) {
      const watch = new RadicandWatch();
      const root = rootsModulo(field, pinned, () => negative, watch);
      const [a, b, c] = [root(2), root(8), root(18)];
      expect([field.mul(a, a), b, c]).toEqual([2, field.mul(2, a), field.mul(3, a)]);
      // Nothing was drawn of which more points would have to be asked.
      expect(watch.pointsNeeded()).toBe(0);
      const drawn = root(4);
      expect(field.mul(drawn, drawn)).toBe(4);
      expect(root(4)).toBe(drawn);
      expect(watch.pointsNeeded()).toBe(Math.ceil(60 * Math.LN2 * 2));
    }
  });

  it('of products are products of roots, in whatever order they are met', () => {
    // 2, 3 and 5 are squares modulo this prime: it is −1 modulo 24 and ±1 modulo 5.
    const scalars = residues(2097311);
    const radicands = [2, 3, 5, 6, 10, 15, 30, 12];
    const pinned = radicands.map((n) => [rational(n), algebraic.squareRoot(rational(n))] as const);
    for (const order of [radicands, radicands.toReversed(), [6, 10, 15, 2, 30, 3, 12, 5]]) {
      const root = rootsModulo(scalars, pinned, (u) => u % 2 === 1, new RadicandWatch());
      const found = new Map(order.map((n) => [n, root(n)]));
      const at = (n: number) => found.get(n)!;
      const [two, three, five] = [at(2), at(3), at(5)];
      expect(order.map((n) => scalars.mul(at(n), at(n)))).toEqual(order);
      expect([at(6), at(10), at(15)]).toEqual([
        scalars.mul(two, three),
        scalars.mul(two, five),
        scalars.mul(three, five),
      ]);
      expect(at(30)).toBe(scalars.mul(five, at(6)));
      expect(at(12)).toBe(scalars.mul(2, three));
    }
  });

  it('are given up after 4000 points where seven signs or more are drawn, and not for six', () => {
    const watched = (count: number) => {
      const watch = new RadicandWatch();
      for (let i = 0; i < count; i++) watch.note(i, true);
      return watch;
    };
    const [six, seven, eight] = [6, 7, 8].map(watched);
    const doubt = 60 * Math.LN2;
    for (let n = 0; n < 4000; n++) {
      seven!.pointsNeeded();
      six!.pointsNeeded();
    }
    expect(six!.pointsNeeded()).toBe(Math.ceil(doubt * 64));
    expect(() => seven!.pointsNeeded()).toThrow(NotVerifiable);
    // More than seven ask for as many points as seven.
    expect(eight!.pointsNeeded()).toBe(Math.ceil(doubt * 128));
  });
});

it('degrees of laws: the numerator of the gradient, each pole with its power and one more', () => {
  const law = {
    terms: [
      {
        coefficient: 1,
        powers: [
          [0, 2],
          [1, 3],
        ],
      },
      { coefficient: 1, powers: [[0, 4]] },
    ],
    logarithms: [{ factor: 1, form: [[0, 1]], constant: 0 }],
    reciprocals: [{ factor: 1, form: [[1, 1]], constant: 1, power: 2 }],
    on: 'everywhere',
  };
  expect(lawDegree(law as never)).toBe(5 + 1 + 3);
  expect(lawDegree({ ...law, reciprocals: undefined } as never)).toBe(5 + 1);
  expect(lawDegree({ terms: [], logarithms: [], on: 'everywhere' } as never)).toBe(0);
});

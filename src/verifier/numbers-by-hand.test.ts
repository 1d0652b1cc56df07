/** Primes, exact numbers, series and models of the verifier, against values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { axis, defineModel, tensor } from '../models/contract.ts';
import { literal, object } from '../models/schema.ts';
import { createWitnessRng } from '../numerics/random.ts';
import { parse, rational } from '../numerics/rational.ts';
import * as algebraic from './algebraic-number.ts';
import { certifiedModel } from './certified-model.ts';
import { constantsModulo, standing } from './constants.ts';
import { knownField, knownRing, nothingAsked } from './known-field.ts';
import { NotVerifiable, UnfitPrime } from './not-verifiable.ts';
import { atPrimes, randomPrime, residues } from './residues.ts';
import { seriesField } from './series-field.ts';

const PRIME = 2097223;
const scalars = residues(PRIME);
const isPrime = (n: number) => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
};

describe('primes', () => {
  it('are 3 modulo 4, between 2²¹ and 2²²', () => {
    for (let n = 0; n < 12; n++) {
      const p = randomPrime(createWitnessRng(n));
      expect([p > 2 ** 21, p < 2 ** 22, p % 4, isPrime(p)]).toEqual([true, true, 3, true]);
    }
  });

  it('have square roots of every square and of nothing else', () => {
    for (const p of [3, 7, 11, 19, 23]) {
      const field = residues(p);
      const squares = new Set(Array.from({ length: p }, (_, a) => (a * a) % p));
      for (let a = 0; a < p; a++) {
        const root = field.squareRoot(a);
        expect(root === null ? null : (root * root) % p).toBe(squares.has(a) ? a : null);
        expect(field.power(a, 5n)).toBe(a ** 5 % p);
      }
    }
  });

  it('are given up where forty of a question and four hundred more are unfit', () => {
    for (const [count, most] of [
      [1, 440],
      [2, 480],
    ]) {
      let drawn = 0;
      const never = () => {
        drawn++;
        throw new UnfitPrime('none');
      };
      const run = () =>
        atPrimes(createWitnessRng('unfit'), count, never, (why) => new NotVerifiable(why));
      expect(run).toThrow('none');
      expect(drawn).toBe(most);
    }
  });
});

describe('numbers', () => {
  it('have square roots above 0 alone', () => {
    for (const value of ['0', '-1', '-1/4'])
      expect(() => algebraic.squareRoot(parse(value)!)).toThrow('not analytic');
    expect(algebraic.textOf(algebraic.squareRoot(parse('12/25')!))).toBe('2/5·√3');
  });

  it('that are not known stay so under polynomials, and others are not met there', () => {
    const asked = nothingAsked();
    const known = knownField(asked);
    const square = resolveFunction('square');
    expect(known.apply(square, null)).toBeNull();
    expect(known.applyDerivative(square, 1, null)).toBeNull();
    expect(() => known.apply(resolveFunction('exp'), null)).toThrow(NotVerifiable);
    expect(asked.met.size).toBe(0);
  });

  it('that are not known do not matter under a weight 0', () => {
    const { mul, add } = knownRing;
    const one = algebraic.ofRational(rational(1));
    for (const product of [mul(algebraic.ZERO, null), mul(null, algebraic.ZERO)])
      expect(product).toEqual(algebraic.ZERO);
    for (const unknown of [mul(one, null), mul(null, one), mul(null, null), add(one, null)])
      expect(unknown).toBeNull();
    expect(add(algebraic.ZERO, one)).toEqual(one);
    expect(add(null, algebraic.ZERO)).toBeNull();
  });

  it('have exponentials whose exponents are multiples of a smallest one', () => {
    const of = (q: string) => algebraic.ofRational(parse(q)!);
    const asked = nothingAsked();
    asked.generators.set('exp 1/3', { name: 'exp', at: of('1/3') });
    const { jets, elementOf } = constantsModulo(asked, scalars, createWitnessRng('exponents'));
    const exp = (q: string) => jets.generator('exp', elementOf(of(q))).residue;
    expect(exp('2/3')).toBe(scalars.mul(exp('1/3'), exp('1/3')));
    expect(exp('0')).toBe(1);
    expect(() => exp('1/6')).toThrow('an exponent 1/6 not met before');
  });

  it('under logarithms are above 0', () => {
    const of = (q: string) => {
      const asked = nothingAsked();
      asked.generators.set(`log ${q}`, { name: 'log', at: algebraic.ofRational(parse(q)!) });
      return standing(asked);
    };
    expect(of('1/2')).toBeNull();
    for (const q of ['0', '-1/2']) expect(() => of(q)).toThrow('log is met at');
  });

  it('under half a tangent and its sign: tan(−u) = −tan u', () => {
    const asked = nothingAsked();
    for (const q of ['1/6', '-1/6'])
      asked.generators.set(`tan-half ${q}`, {
        name: 'tan-half',
        at: algebraic.ofRational(parse(q)!),
      });
    const { jets, elementOf } = constantsModulo(asked, scalars, createWitnessRng('circle'));
    const tangent = (q: string) =>
      jets.generator('tan-half', elementOf(algebraic.ofRational(parse(q)!))).residue;
    for (const q of ['1/6', '1/3', '5/2'])
      expect(scalars.add(tangent(q), tangent(`-${q}`))).toBe(0);
  });
});

describe('series', () => {
  const asked: number[] = [];
  const field = seriesField(scalars, 2, 2, (_, __, count) => {
    asked.push(count);
    return new Array<number>(count).fill(1);
  });
  it('that cancel are 0, and their sums are residues', () => {
    const a = field.add(field.embed([1, 5]), field.embed([PRIME - 1, 7], 1));
    expect([...field.add(a, field.neg(a))]).toEqual([0, 0, 0, 0]);
    expect([...field.sub(a, a)]).toEqual([0, 0, 0, 0]);
  });
  it('ask for as many Taylor coefficients as their nilpotent part needs', () => {
    const f = resolveFunction('exp');
    // 1, w, w² = 2ts for w = t + s; 1 and w for w = 3s, whose square is 0; 1 alone for numbers.
    field.apply(f, field.add(field.embed([0, 1]), field.embed([1], 1)));
    field.apply(f, field.embed([3], 1));
    field.apply(f, field.embed([3]));
    field.applyDerivative(f, 2, field.embed([3]));
    expect(asked).toEqual([3, 2, 1, 3]);
  });
});

describe('models', () => {
  const point = axis('point', 3, 'output', null);
  const wide = (fields: 'given' | undefined) =>
    certifiedModel(
      defineModel({
        kind: 'test-wide',
        formula: 'x θ',
        ...(fields === undefined ? {} : { fields }),
        spec: object({ kind: literal('test-wide') }),
        architecture: () => ({
          parameters: { p: tensor(point) },
          inputs: { x: tensor(axis('two', 2, 'input', null)) },
          output: point,
        }),
        evaluate: (f, { p }, { x }) => p.map((value) => f.mul(value, x[0]!)),
      }),
      { kind: 'test-wide' },
    );
  it('have one weight an output, and fields that are given a single one', () => {
    expect(wide(undefined)).toMatchObject({ size: 3, datum: 2, outputs: 3, isGiven: false });
    expect(wide('given')).toMatchObject({ size: 3, datum: 2, outputs: 1, isGiven: true });
  });
});

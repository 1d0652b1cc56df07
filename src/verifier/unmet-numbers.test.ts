/** The pieces of the verifier where it is handed what the passes before should have found, or nothing. */
import { describe, expect, it, test } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { createRng } from '../numerics/random.ts';
import { type Rational, rational } from '../numerics/rational.ts';
import { caseOf } from '../testing/forged-certificate.ts';
import * as algebraic from './algebraic-number.ts';
import { constantsModulo } from './constants.ts';
import { Echelon, formOf } from './echelon.ts';
import { canonicalKnown, nothingAsked } from './known-field.ts';
import { jetsModulo } from './lower-bound.ts';
import { NotVerifiable, UnfitPrime } from './not-verifiable.ts';
import { Refused } from './refused.ts';
import { atPrimes, residues } from './residues.ts';
import { verifyCertificate } from './verify.ts';

/** 2²¹ < p ≡ 3 mod 8: 2 is no square (Gauss); p ≡ 7 mod 8: it is one. */
const [THREE_MOD_8, SEVEN_MOD_8] = [2097211, 2097223];

const rng = createRng('unmet');
const half = algebraic.ofRational(rational(1, 2));
const constants = (prime: number) => constantsModulo(nothingAsked(), residues(prime), rng);

describe('numbers that were not met', () => {
  test('a function off the places of the first pass', () => {
    const jets = jetsModulo(nothingAsked(), residues(THREE_MOD_8), rng);
    expect(() => jets(resolveFunction('exp'), 5, 2)).toThrow(Refused);
    expect(() => jets(resolveFunction('exp'), 5, 2)).toThrow('the first pass did not meet it');
  });
  test('an exponent without a common denominator', () => {
    const { jets, elementOf } = constants(THREE_MOD_8);
    expect(() => jets.generator('exp', elementOf(half))).toThrow(NotVerifiable);
    expect(() => jets.generator('exp', elementOf(half))).toThrow('an exponent 1/2 not met before');
  });
  test('a number that is not known', () => {
    const { jets } = constants(THREE_MOD_8);
    expect(() => jets.generator('exp', { known: null, residue: 3 })).toThrow(NotVerifiable);
    expect(() => canonicalKnown(null)).toThrow(NotVerifiable);
  });
  test('√2 where 2 is no square modulo p', () => {
    const root = algebraic.squareRoot(rational(2));
    expect(() => constants(THREE_MOD_8).elementOf(root)).toThrow(UnfitPrime);
  });
});

describe('0 among the algebraic numbers', () => {
  test('is rational, and 0 times a number has no terms', () => {
    expect(algebraic.rationalPart(algebraic.ZERO)).toEqual(rational(0));
    expect(algebraic.scale(half, rational(0)).size).toBe(0);
    expect(algebraic.add(half, algebraic.negate(half)).size).toBe(0);
  });
});

/** x + y = 0 and y = 0 are x = 0 and y = 0: every pivot stands in its own row alone. */
test('echelon forms are reduced', () => {
  const echelon = new Echelon();
  const entries = (...list: [number, number][]) =>
    formOf(list.map(([i, value]): [number, Rational] => [i, rational(value)]));
  expect(echelon.insert(entries([0, 1], [1, 1]))).toBe(true);
  expect(echelon.insert(entries([1, 2]))).toBe(true);
  expect(echelon.insert(entries([0, 3], [1, 5]))).toBe(false);
  const rows = [...echelon.rows].map(([pivot, row]) => [pivot, [...row]]);
  expect(rows).toEqual([
    [0, [[0, rational(1)]]],
    [1, [[1, rational(1)]]],
  ]);
});

test('nothing to compute needs no prime', () => {
  const { facts } = verifyCertificate(caseOf('u²v³ at (0, 1)'));
  expect(facts.lower).toEqual({ lower: 0, span: 0, prime: null, assumption: null });
});

describe('primes', () => {
  it('are drawn again where one is unfit, and every other error passes through', () => {
    let drawn = 0;
    const thirds = atPrimes(
      rng,
      2,
      () => {
        if (++drawn % 3 !== 0) throw new UnfitPrime('not this one');
        return drawn;
      },
      (reason) => new NotVerifiable(reason),
    );
    expect(thirds).toEqual([3, 6]);
    const broken = () => {
      throw new RangeError('broken');
    };
    expect(() => atPrimes(rng, 1, broken, () => new NotVerifiable(''))).toThrow(RangeError);
  });
  it('come to an end where none is fit', () => {
    let left = 5000;
    const never = () => {
      if (left-- === 0) throw new RangeError('it does not end');
      throw new UnfitPrime('none is fit');
    };
    const run = () => atPrimes(rng, 1, never, (reason) => new NotVerifiable(`why: ${reason}`));
    expect(run).toThrow('why: none is fit');
  });
  it('1/0 and a denominator that p divides make a prime unfit', () => {
    const field = residues(SEVEN_MOD_8);
    expect(() => field.inverse(0)).toThrow(UnfitPrime);
    expect(() => field.rational(rational(1, SEVEN_MOD_8))).toThrow(UnfitPrime);
  });
});

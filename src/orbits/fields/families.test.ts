/** Which fields stand for a model, and how far they are expanded, by hand. */
import { describe, expect, it } from 'vitest';
import { genericJetField } from '../../analytic/fields/prime-jets.ts';
import { resolveFunction } from '../../analytic/registry.ts';
import { UnsupportedError } from '../../errors.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { type Rational, rational } from '../../numerics/rational.ts';
import { derivedJet, familiesAt, genericJets, identityFamilies } from './families.ts';

const PRIME = 4194287;

it('Taylor coefficients of derivatives are those of 1/(1 − z)', () => {
  const ones = [1, 1, 1, 1, 1];
  expect(derivedJet(ones, 1, PRIME)).toEqual([1, 2, 3, 4]);
  expect(derivedJet(ones, 2, PRIME)).toEqual([2, 6, 12]);
  expect(derivedJet([0, 0, 0, 5], 3, 7)).toEqual([(6 * 5) % 7]);
});

it('generic coefficients are those of the field of generic numbers, however they are asked for', () => {
  const [tanh, exp] = [resolveFunction('tanh'), resolveFunction('exp')];
  const field = genericJetField(PRIME);
  const jets = genericJets(PRIME);
  const of = (f: typeof tanh, center: number, count: number, order: number) =>
    Array.from({ length: count }, (_, m) => {
      // (m + n)!/m! times coefficient m + n.
      let value = f.jet(field, center, count + order)[m + order];
      for (let k = 1; k <= order; k++) value = (value * (m + k)) % PRIME;
      return value;
    });
  const asked = [
    [tanh, 3, 2, 0],
    [tanh, 3, 5, 0],
    [tanh, 3, 3, 0],
    [tanh, 3, 4, 2],
    [tanh, 3, 5, 2],
    [tanh, 9, 3, 1],
    [exp, 3, 3, 1],
    [exp, 3, 3, 0],
  ] as const;
  for (const [f, center, count, order] of asked) {
    const found = Array.from(jets({ index: 0, f, order }, center, count)).slice(0, count);
    expect(found).toEqual(of(f, center, count, order));
  }
  // What is kept is handed out again.
  const first = jets({ index: 0, f: tanh, order: 0 }, 3, 2);
  expect(jets({ index: 7, f: tanh, order: 0 }, 3, 3)).toBe(first);
});

const at = (model: ModelJson, theta?: readonly Rational[]) => {
  const bound = bind(model);
  const point = theta ?? Array.from({ length: bound.size }, (_, i) => rational(i + 1));
  return { bound, ...familiesAt(bound, point, 'seed'), sequence: familiesAt(bound, point, 'seed') };
};
const net = (widths: readonly number[], bias: boolean, activation = 'tanh') =>
  ({ kind: 'fully-connected', widths, bias, activation }) as const;

describe('fields of a model', () => {
  it('are its own at any x where it is a polynomial', () => {
    const { sequence } = at({ kind: 'linear', widths: [2, 1, 2] });
    expect(sequence.truncations).toBe(1);
    expect(sequence.expansion(0)).toEqual({ mode: 'point' });
    expect([sequence.standing, sequence.assumptions, sequence.suits(PRIME)]).toEqual([
      'exact',
      [],
      true,
    ]);
    const family = sequence.family(PRIME, 0);
    expect([family.size, family.coefficientCount, family.prime]).toEqual([4, 4, PRIME]);
    expect(sequence.family(PRIME, 0)).toBe(family);
    expect(sequence.family(4194301, 0).prime).toBe(4194301);
    // A polynomial as a function is none that is expanded.
    expect(at(net([1, 1, 1], true, 'square')).sequence.expansion(0).mode).toBe('point');
  });

  it('are ridge polynomials of two layers without biases, the same for all θ', () => {
    const { bound, sequence } = at(net([2, 2, 1], false));
    expect(sequence.expansion(0)).toMatchObject({ mode: 'ridge' });
    expect([sequence.standing, sequence.suits(5)]).toEqual(['exact', true]);
    const other = familiesAt(
      bound,
      Array.from({ length: 6 }, () => rational(0)),
      'other',
    );
    expect(other).toBe(sequence);
  });

  it('are those of an analytic function', () => {
    expect(() => at(net([1, 1, 1], true, 'relu'))).toThrow(UnsupportedError);
  });

  it('are lines through 0 elsewhere, with the powers that there are', () => {
    const topsOf = (model: ModelJson) => {
      const { expansion, truncations } = at(model).sequence;
      return Array.from({ length: truncations }, (_, k) => {
        const form = expansion(k);
        return form.mode === 'line' ? form.top : null;
      });
    };
    // Four parameters: powers 0 to 3, two more, then 1.5, 2.25 and 3.4 times as many.
    expect(topsOf(net([1, 1, 1], true))).toEqual([5, 8, 13, 20]);
    // Three parameters and odd powers, five of them: 1, 3, … 9.
    expect(topsOf(net([1, 1, 1, 1], false))).toEqual([9, 15, 23, 33]);
    // Two inputs: 2 + 4 + 6 monomials of degrees 1, 3, 5 for ten parameters, and two degrees more; 12 powers are M + 2.
    expect(topsOf(net([2, 2, 2, 1], false))).toEqual([9, 15, 23, 33]);
    // Two outputs: 4 + 8 for five parameters in the first two; 4, 6, 9 and 14 powers, and M + 2 = 7.
    expect(topsOf(net([2, 1, 1, 2], false))).toEqual([7, 11, 13, 17, 27]);
    // 48 powers are the most.
    expect(topsOf(net([1, 20, 1], true))).toEqual([47]);
  });

  it('of a line are kept by prime and truncation, the last for all beyond', () => {
    const { sequence } = at(net([1, 1, 1], true));
    expect(sequence.expansion(0)).toEqual({ mode: 'line', base: [rational(0)], top: 5 });
    expect(sequence.expansion(9)).toEqual(sequence.expansion(3));
    const primes = [4194287, 4194271, 4194247, 4194191].filter((p) => sequence.suits(p));
    expect(primes.length).toBeGreaterThan(0);
    const [prime] = primes;
    // (u, v) and λ of six powers.
    expect(sequence.family(prime, 0).coefficientCount).toBe(2 + 6);
    expect(sequence.family(prime, 0)).toBe(sequence.family(prime, 0));
    expect(sequence.family(prime, 9)).toBe(sequence.family(prime, 3));
    expect(sequence.family(prime, 9).coefficientCount).toBe(2 + 21);
  });
});

it('fields for identities are those at any x, one for each prime', () => {
  const families = identityFamilies(bind(net([1, 1, 1], true)));
  const family = families(PRIME);
  expect([family.prime, family.size, family.coefficientCount]).toEqual([PRIME, 4, 2]);
  expect(families(PRIME)).toBe(family);
  expect(families(4194301).prime).toBe(4194301);
  expect(families(PRIME)).toBe(family);
});

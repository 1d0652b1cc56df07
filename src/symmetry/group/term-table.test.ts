/** Terms are found by what they are made of, in whatever order that is put together. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { ONE } from '../../numerics/rational.ts';
import type { Term } from './atom-polynomial.ts';
import { Monomial, TermTable } from './term-table.ts';

const term = (...factors: number[]): Term => ({ coefficient: ONE, factors });
const product = (...pairs: readonly (readonly [number, number])[]): Monomial => {
  const monomial = new Monomial();
  for (const [atom, exponent] of pairs) monomial.multiply(atom, exponent);
  return monomial;
};

describe('a table of terms', () => {
  const terms = [term(), term(3, 1), term(3, 2), term(3, -1, 7, 1), term(3, 1, 7, -1)];
  const table = new TermTable(terms);

  it('has each of them, and nothing else', () => {
    expect(table.find(product())).toBe(terms[0]);
    expect(table.find(product([3, 1]))).toBe(terms[1]);
    expect(table.find(product([3, 2]))).toBe(terms[2]);
    for (const missing of [product([7, 1]), product([3, 3]), product([3, 1], [7, 1])])
      expect(table.find(missing)).toBeUndefined();
    expect(new TermTable([]).find(product())).toBeUndefined();
  });

  it('takes factors in any order', () => {
    expect(table.find(product([7, 1], [3, -1]))).toBe(terms[3]);
    expect(table.find(product([3, -1], [7, 1]))).toBe(terms[3]);
    expect(table.find(product([7, -1], [3, 1]))).toBe(terms[4]);
  });

  it('compares factors where hashes are equal', () => {
    const wanted = product([5, 1], [9, 2]);
    const other = product([4, 1]);
    other.hash = wanted.hash;
    const own = term(5, 1, 9, 2);
    expect(new TermTable([own]).find(other)).toBeUndefined();
    expect(new TermTable([own]).find(wanted)).toBe(own);
  });

  it('finds every term of a long polynomial, by a monomial that is used again', () => {
    const rng = createRng('terms');
    const many = Array.from({ length: 300 }, (_, k) => term(k, 1, 300 + k, rng.integer(1, 3)));
    const long = new TermTable(many);
    const monomial = new Monomial();
    for (const own of many) {
      monomial.clear();
      monomial.multiply(own.factors[2], own.factors[3]);
      monomial.multiply(own.factors[0], own.factors[1]);
      expect(long.find(monomial)).toBe(own);
    }
  });
});

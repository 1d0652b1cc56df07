/**
 * Multivariate polynomials as text, e.g. "u*v^2 - 1/2*u": sums and differences of products of
 * rational numbers and powers of variables. `expression.ts` has the grammar.
 */
import { type Polynomial, rationalPolynomials as ring } from '../numerics/polynomial.ts';
import { divide, ONE } from '../numerics/rational.ts';
import type { Algebra } from './expression.ts';

/** Polynomials in numbered variables; the integers divide. */
export const polynomialAlgebra: Algebra<Polynomial> = {
  noun: 'a polynomial',
  constant: ring.constant,
  variable: ring.variable,
  add: ring.add,
  negate: ring.neg,
  multiply: ring.mul,
  divideByRational: (p, q) => ring.scaled(p, divide(ONE, q)),
  terms: ({ terms }) => terms.length,
};

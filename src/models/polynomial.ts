/**
 * Multivariate polynomials as text, e.g. "u*v^2 - 1/2*u": sums and differences of products of
 * rational numbers and powers of variables. `expression.ts` has the grammar.
 */
import type { Rational } from '../numerics/rational.ts';
import * as Q from '../numerics/rational.ts';
import type { Ring } from '../numerics/ring.ts';
import { type Algebra, parseExpression } from './expression.ts';

/** coefficient · Π variable[i]^exponents[i]. */
export interface Monomial {
  readonly coefficient: Rational;
  readonly exponents: readonly number[];
}

/** A sum of monomials with different exponents and non-zero coefficients; [] is zero. */
export type Polynomial = readonly Monomial[];

/** Polynomials in these variables; the integers divide. */
export function polynomialAlgebra(variables: readonly string[]): Algebra<Polynomial> {
  const power = (index: number) => variables.map((_, i) => (i === index ? 1 : 0));
  return {
    noun: 'a polynomial',
    constant: (q) => (Q.isZero(q) ? [] : [{ coefficient: q, exponents: power(-1) }]),
    variable: (index) => [{ coefficient: Q.ONE, exponents: power(index) }],
    add: addPolynomials,
    negate: (p) => p.map(negated),
    multiply: multiplyPolynomials,
    divideByRational: (p, q) => p.map((m) => ({ ...m, coefficient: Q.divide(m.coefficient, q) })),
    terms: (p) => p.length,
  };
}

/**
 * @param variables the names that may occur, in the order of the exponents.
 * @param path where the text stands in the user's file, for errors.
 * @throws InputError on text that is no polynomial in these variables.
 */
export function parsePolynomial(
  text: string,
  variables: readonly string[],
  path = 'model.features',
): Polynomial {
  return parseExpression(polynomialAlgebra(variables), text, variables, path);
}

const negated = (m: Monomial): Monomial => ({ ...m, coefficient: Q.negate(m.coefficient) });

function collect(monomials: Iterable<Monomial>): Polynomial {
  const byExponents = new Map<string, Monomial>();
  for (const { coefficient, exponents } of monomials) {
    const key = exponents.join(',');
    const old = byExponents.get(key)?.coefficient ?? Q.ZERO;
    byExponents.set(key, { coefficient: Q.add(old, coefficient), exponents });
  }
  return [...byExponents.values()].filter(({ coefficient }) => !Q.isZero(coefficient));
}

export function addPolynomials(p: Polynomial, q: Polynomial): Polynomial {
  return collect([...p, ...q]);
}

export function multiplyPolynomials(p: Polynomial, q: Polynomial): Polynomial {
  return collect(
    p.flatMap((a) =>
      q.map((b) => ({
        coefficient: Q.multiply(a.coefficient, b.coefficient),
        exponents: a.exponents.map((e, i) => e + b.exponents[i]),
      })),
    ),
  );
}

/** p(point) over any ring. */
export function evaluatePolynomial<T>(ring: Ring<T>, p: Polynomial, point: readonly T[]): T {
  let sum = ring.zero;
  for (const { coefficient, exponents } of p) {
    let term = ring.rational(coefficient);
    exponents.forEach((power, i) => {
      for (let k = 0; k < power; k++) term = ring.mul(term, point[i]);
    });
    sum = ring.add(sum, term);
  }
  return sum;
}

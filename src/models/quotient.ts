/**
 * Quotients of polynomials as text, e.g. "u/v" or "u^2/(1 + v^2)". They are not reduced: what is
 * written as a quotient is undefined where its denominator vanishes.
 */
import { type Polynomial, rationalPolynomials as ring } from '../numerics/polynomial.ts';
import { divide, ONE, type Rational } from '../numerics/rational.ts';
import { type Algebra, parseExpression } from './expression.ts';
import { polynomialAlgebra as polynomials } from './polynomial.ts';

export interface Quotient {
  readonly numerator: Polynomial;
  /** Null for 1: then it is a polynomial. */
  readonly denominator: Polynomial | null;
}

function constantOf({ terms }: Polynomial): Rational | null {
  const [first] = terms;
  return terms.length === 1 && first.powers.length === 0 ? first.coefficient : null;
}

function over(numerator: Polynomial, denominator: Polynomial): Quotient {
  const constant = constantOf(denominator);
  if (constant === null) return { numerator, denominator };
  return { numerator: ring.scaled(numerator, divide(ONE, constant)), denominator: null };
}

const times = (a: Polynomial | null, b: Polynomial | null): Polynomial | null =>
  a === null ? b : b === null ? a : ring.mul(a, b);

const whole = (numerator: Polynomial): Quotient => ({ numerator, denominator: null });

const quotientAlgebra: Algebra<Quotient> = {
  noun: 'a polynomial or a quotient of polynomials',
  constant: (q) => whole(polynomials.constant(q)),
  variable: (index) => whole(polynomials.variable(index)),
  negate: ({ numerator, denominator }) => ({
    numerator: polynomials.negate(numerator),
    denominator,
  }),
  add(a, b) {
    if (a.denominator === b.denominator)
      return { ...a, numerator: ring.add(a.numerator, b.numerator) };
    return {
      numerator: ring.add(times(a.numerator, b.denominator)!, times(b.numerator, a.denominator)!),
      denominator: times(a.denominator, b.denominator),
    };
  },
  multiply: (a, b) => ({
    numerator: ring.mul(a.numerator, b.numerator),
    denominator: times(a.denominator, b.denominator),
  }),
  divideByRational: (a, q) => ({
    ...a,
    numerator: polynomials.divideByRational(a.numerator, q),
  }),
  divide(a, b) {
    if (ring.isZero(b.numerator)) return null;
    const numerator = times(a.numerator, b.denominator)!;
    return over(numerator, times(a.denominator, b.numerator)!);
  },
  terms: ({ numerator, denominator }) => numerator.terms.length + (denominator?.terms.length ?? 0),
};

/**
 * @param variables the names that may occur, in the order of the exponents.
 * @param path where the text stands in the user's file, for errors.
 * @throws InputError on text that is no quotient of polynomials in these variables.
 */
export function parseQuotient(text: string, variables: readonly string[], path: string): Quotient {
  return parseExpression(quotientAlgebra, text, variables, path);
}

/**
 * Multivariate polynomials as text, e.g. "u*v^2 - 1/2*u": sums and differences of products of
 * rational numbers and powers of variables.
 *
 *   sum     = ["+" | "-"] product { ("+" | "-") product }
 *   product = factor { "*" factor | "/" integer }
 *   factor  = (number | variable | "(" sum ")") ["^" integer]
 */
import { InputError } from '../errors.ts';
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  parse,
  type Rational,
  ZERO,
} from '../numerics/rational.ts';
import type { Ring } from '../numerics/ring.ts';

/** coefficient · Π variable[i]^exponents[i]. */
export interface Monomial {
  readonly coefficient: Rational;
  readonly exponents: readonly number[];
}

/** A sum of monomials with different exponents and non-zero coefficients; [] is zero. */
export type Polynomial = readonly Monomial[];

const MAX_EXPONENT = 1000;
const MAX_TERMS = 10_000;
const TOKEN =
  /\s*(?:([A-Za-z_\p{L}][\w\p{L}\p{N}]*)|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(\*\*|[-+*/^()]))\s*/uy;

type Token =
  | { readonly kind: 'variable' | 'number' | 'operator'; readonly text: string }
  | { readonly kind: 'end'; readonly text: 'the end' };

function tokens(text: string, path: string): Token[] {
  const out: Token[] = [];
  const pattern = new RegExp(TOKEN);
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null)
      throw new InputError(path, 'a polynomial', `"${text}" (at "${text.slice(at)}")`);
    const [whole, variable, number, operator] = match;
    if (variable !== undefined) out.push({ kind: 'variable', text: variable });
    else if (number !== undefined) out.push({ kind: 'number', text: number });
    else out.push({ kind: 'operator', text: operator === '**' ? '^' : operator });
    at += whole.length;
  }
  out.push({ kind: 'end', text: 'the end' });
  return out;
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
  if (typeof text !== 'string') throw new InputError(path, 'a polynomial as text', typeof text);
  const list = tokens(text, path);
  let at = 0;
  const fail = (expected: string): never => {
    throw new InputError(path, expected, `${list[at].text} in "${text}"`);
  };
  const accept = (operator: string): boolean => {
    const token = list[at];
    if (token.kind !== 'operator' || token.text !== operator) return false;
    at++;
    return true;
  };
  const integer = (expected: string): number => {
    const token = list[at];
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) fail(expected);
    at++;
    return Number(token.text);
  };
  const constant = (q: Rational): Polynomial =>
    isZero(q) ? [] : [{ coefficient: q, exponents: variables.map(() => 0) }];

  function sum(): Polynomial {
    let total: Polynomial = [];
    let sign = accept('-') ? -1 : 1;
    if (sign > 0) accept('+');
    for (;;) {
      const term = product();
      total = addPolynomials(total, sign < 0 ? term.map(negated) : term);
      if (accept('+')) sign = 1;
      else if (accept('-')) sign = -1;
      else return total;
    }
  }
  function product(): Polynomial {
    let value = factor();
    for (;;) {
      if (accept('*')) value = checked(multiplyPolynomials(value, factor()));
      else if (accept('/')) {
        const token = list[at].text;
        integer('an integer after "/"');
        const divisor = parse(token)!;
        if (isZero(divisor)) fail('a non-zero divisor before');
        value = value.map((m) => ({ ...m, coefficient: divide(m.coefficient, divisor) }));
      } else return value;
    }
  }
  function factor(): Polynomial {
    const base = atom();
    if (!accept('^')) return base;
    const power = integer('an integer exponent ≥ 0');
    if (power > MAX_EXPONENT) fail(`an exponent of at most ${MAX_EXPONENT} before`);
    let value = constant(ONE);
    for (let k = 0; k < power; k++) value = checked(multiplyPolynomials(value, base));
    return value;
  }
  function atom(): Polynomial {
    const token = list[at];
    if (accept('(')) {
      const inner = sum();
      if (!accept(')')) fail('")"');
      return inner;
    }
    if (token.kind === 'number') {
      const q = parse(token.text);
      if (q === undefined) fail('a number');
      at++;
      return constant(q!);
    }
    if (token.kind !== 'variable') fail('a number, a variable or "("');
    const index = variables.indexOf(token.text);
    if (index < 0) fail(`one of the variables ${variables.join(', ')}`);
    at++;
    return [{ coefficient: ONE, exponents: variables.map((_, i) => (i === index ? 1 : 0)) }];
  }
  function checked(value: Polynomial): Polynomial {
    if (value.length > MAX_TERMS) fail(`at most ${MAX_TERMS} terms before`);
    return value;
  }

  const value = sum();
  if (list[at].kind !== 'end') fail('"+", "-", "*", "/", "^" or the end');
  return value;
}

const negated = (m: Monomial): Monomial => ({ ...m, coefficient: negate(m.coefficient) });

function collect(monomials: Iterable<Monomial>): Polynomial {
  const byExponents = new Map<string, Monomial>();
  for (const { coefficient, exponents } of monomials) {
    const key = exponents.join(',');
    const old = byExponents.get(key)?.coefficient ?? ZERO;
    byExponents.set(key, { coefficient: add(old, coefficient), exponents });
  }
  return [...byExponents.values()].filter(({ coefficient }) => !isZero(coefficient));
}

export function addPolynomials(p: Polynomial, q: Polynomial): Polynomial {
  return collect([...p, ...q]);
}

export function multiplyPolynomials(p: Polynomial, q: Polynomial): Polynomial {
  return collect(
    p.flatMap((a) =>
      q.map((b) => ({
        coefficient: multiply(a.coefficient, b.coefficient),
        exponents: a.exponents.map((e, i) => e + b.exponents[i]),
      })),
    ),
  );
}

/** p(point) over any ring. */
export function evaluatePolynomial<T>(ring: Ring<T>, p: Polynomial, point: readonly T[]): T {
  let sum = ring.zero;
  for (const { coefficient, exponents } of p) {
    let term = ring.fromRational(coefficient);
    exponents.forEach((power, i) => {
      for (let k = 0; k < power; k++) term = ring.mul(term, point[i]);
    });
    sum = ring.add(sum, term);
  }
  return sum;
}

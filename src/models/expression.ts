/**
 * Formulas of numbers and named variables as text, read into any algebra.
 *
 *   sum     = ["+" | "-"] product { ("+" | "-") product }
 *   product = factor { "*" factor | "/" divisor }
 *   factor  = (number | variable | "(" sum ")") ["^" integer]
 *   divisor = integer, or factor where the algebra has quotients
 */
import { InputError } from '../errors.ts';
import { isZero, parse, type Rational } from '../numerics/rational.ts';

export interface Algebra<E> {
  /** What such text is called: "a polynomial". */
  readonly noun: string;
  constant(q: Rational): E;
  variable(index: number): E;
  add(a: E, b: E): E;
  negate(a: E): E;
  multiply(a: E, b: E): E;
  divideByRational(a: E, q: Rational): E;
  /** a/b, null where b = 0. Left out: only integers divide. */
  readonly divide?: (a: E, b: E) => E | null;
  /** Number of terms: what a formula may cost. */
  terms(a: E): number;
}

const MAX_EXPONENT = 1000;
const MAX_TERMS = 10_000;
/** Levels of brackets: the reader calls itself once for each. */
const MAX_NESTING = 200;
/** Products of two terms that one formula may cost. */
const MAX_PRODUCTS = 300_000;
const TOKEN =
  /\s*(?:([A-Za-z_\p{L}][\w\p{L}\p{N}]*)|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(\*\*|[-+*/^()]))\s*/uy;

type Token =
  | { readonly kind: 'variable' | 'number' | 'operator'; readonly text: string }
  | { readonly kind: 'end'; readonly text: 'the end' };

function tokens(text: string, noun: string, path: string): Token[] {
  const out: Token[] = [];
  const pattern = new RegExp(TOKEN);
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) throw new InputError(path, noun, `"${text}" (at "${text.slice(at)}")`);
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
 * @param variables the names that may occur.
 * @param path where the text stands in the user's file, for errors.
 * @throws InputError on text that is no such formula.
 */
export function parseExpression<E>(
  algebra: Algebra<E>,
  text: string,
  variables: readonly string[],
  path: string,
): E {
  if (typeof text !== 'string') throw new InputError(path, `${algebra.noun} as text`, typeof text);
  const list = tokens(text, algebra.noun, path);
  let at = 0;
  let nesting = 0;
  let products = 0;
  const fail = (expected: string): never => {
    throw new InputError(path, expected, `${list[at].text} in "${text}"`);
  };
  const accept = (operator: string): boolean => {
    const token = list[at];
    if (token.kind !== 'operator' || token.text !== operator) return false;
    at++;
    return true;
  };
  const integer = (expected: string): string => {
    const token = list[at];
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) fail(expected);
    at++;
    return token.text;
  };

  function sum(): E {
    let sign = accept('-') ? -1 : 1;
    if (sign > 0) accept('+');
    let total: E | null = null;
    for (;;) {
      const term = product();
      const signed = sign < 0 ? algebra.negate(term) : term;
      total = total === null ? signed : checked(algebra.add(total, signed));
      if (accept('+')) sign = 1;
      else if (accept('-')) sign = -1;
      else return total;
    }
  }
  function product(): E {
    let value = factor();
    for (;;) {
      if (accept('*')) value = multiplied(value, factor());
      else if (accept('/')) value = checked(quotient(value));
      else return value;
    }
  }
  function quotient(value: E): E {
    const { divide } = algebra;
    if (divide !== undefined) return divide(value, factor()) ?? fail('a non-zero divisor before');
    const divisor = parse(integer('an integer after "/"'))!;
    if (isZero(divisor)) fail('a non-zero divisor before');
    return algebra.divideByRational(value, divisor);
  }
  function factor(): E {
    const base = atom();
    if (!accept('^')) return base;
    const power = Number(integer('an integer exponent ≥ 0'));
    if (power > MAX_EXPONENT) fail(`an exponent of at most ${MAX_EXPONENT} before`);
    let value = algebra.constant({ numerator: 1n, denominator: 1n });
    for (let k = 0; k < power; k++) value = multiplied(value, base);
    return value;
  }
  function atom(): E {
    const token = list[at];
    if (accept('(')) {
      if (++nesting > MAX_NESTING) fail(`at most ${MAX_NESTING} levels of brackets before`);
      const inner = sum();
      nesting--;
      if (!accept(')')) fail('")"');
      return inner;
    }
    if (token.kind === 'number') {
      const q = parse(token.text);
      if (q === undefined) return fail('a number');
      at++;
      return algebra.constant(q);
    }
    if (token.kind !== 'variable') fail('a number, a variable or "("');
    const index = variables.indexOf(token.text);
    if (index < 0) fail(`one of the variables ${variables.join(', ')}`);
    at++;
    return algebra.variable(index);
  }
  function multiplied(a: E, b: E): E {
    products += algebra.terms(a) * algebra.terms(b);
    if (products > MAX_PRODUCTS) fail(`at most ${MAX_PRODUCTS} products of terms before`);
    return checked(algebra.multiply(a, b));
  }
  function checked(value: E): E {
    if (algebra.terms(value) > MAX_TERMS) fail(`at most ${MAX_TERMS} terms before`);
    return value;
  }

  const value = sum();
  if (list[at].kind !== 'end') fail('"+", "-", "*", "/", "^" or the end');
  return value;
}

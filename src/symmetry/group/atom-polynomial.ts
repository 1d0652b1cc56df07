/**
 * Polynomials with rational coefficients in numbered atoms, exponents of either sign: `numerics/polynomial.ts`
 * kept flat and keyed, for speed:
 *
 *   Σ_t q_t Π_k atom_k^{e_k},   a term with its factors sorted by atom.
 */
import {
  add,
  format,
  isNegative,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
} from '../../numerics/rational.ts';

export interface Term {
  readonly coefficient: Rational;
  /** [atom, exponent, atom, exponent, …], atoms ascending, exponents not 0. */
  readonly factors: readonly number[];
}

/** Terms by the text of their factors. */
export type AtomPolynomial = ReadonlyMap<string, Term>;

export const NOTHING: AtomPolynomial = new Map();

export function constantPolynomial(q: Rational): AtomPolynomial {
  return isZero(q) ? NOTHING : new Map([['', { coefficient: q, factors: [] }]]);
}

export function atomPolynomial(atom: number): AtomPolynomial {
  const factors = [atom, 1];
  return new Map([[factors.join(), { coefficient: ONE, factors }]]);
}

function addTerm(into: Map<string, Term>, key: string, term: Term): void {
  const before = into.get(key);
  if (before === undefined) {
    into.set(key, term);
    return;
  }
  const coefficient = add(before.coefficient, term.coefficient);
  if (isZero(coefficient)) into.delete(key);
  else into.set(key, { coefficient, factors: before.factors });
}

export function sumOf(parts: readonly AtomPolynomial[]): AtomPolynomial {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const total = new Map<string, Term>();
  for (const part of parts) for (const [key, term] of part) addTerm(total, key, term);
  return total;
}

export function negated(p: AtomPolynomial): AtomPolynomial {
  return scaled(p, negate(ONE));
}

export function scaled(p: AtomPolynomial, by: Rational): AtomPolynomial {
  if (isZero(by)) return NOTHING;
  const out = new Map<string, Term>();
  for (const [key, { coefficient, factors }] of p)
    out.set(key, { coefficient: multiply(coefficient, by), factors });
  return out;
}

export function productOf(a: AtomPolynomial, b: AtomPolynomial): AtomPolynomial {
  const out = new Map<string, Term>();
  for (const left of a.values()) {
    for (const right of b.values()) {
      const factors = mergedFactors(left.factors, right.factors);
      const coefficient = isOne(left.coefficient)
        ? right.coefficient
        : multiply(left.coefficient, right.coefficient);
      addTerm(out, factors.join(), { coefficient, factors });
    }
  }
  return out;
}

export function isOne({ numerator, denominator }: Rational): boolean {
  return numerator === 1n && denominator === 1n;
}

/** Exponents of two sorted lists of factors added up. */
export function mergedFactors(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = i < a.length ? a[i] : Number.POSITIVE_INFINITY;
    const right = j < b.length ? b[j] : Number.POSITIVE_INFINITY;
    if (left < right) {
      out.push(left, a[i + 1]);
      i += 2;
    } else if (right < left) {
      out.push(right, b[j + 1]);
      j += 2;
    } else {
      const exponent = a[i + 1] + b[j + 1];
      if (exponent !== 0) out.push(left, exponent);
      i += 2;
      j += 2;
    }
  }
  return out;
}

/** Equal polynomials have equal texts, p and −p the same one up to `sign`. */
export function signedText(p: AtomPolynomial): { readonly text: string; readonly sign: 1 | -1 } {
  const keys = [...p.keys()].sort();
  const first = keys[0];
  const sign = first !== undefined && isNegative(p.get(first)!.coefficient) ? -1 : 1;
  const text = keys
    .map((key) => {
      const { coefficient } = p.get(key)!;
      if (isOne(coefficient)) return sign === -1 ? `-1*${key}` : `1*${key}`;
      return `${format(sign === -1 ? negate(coefficient) : coefficient)}*${key}`;
    })
    .join(' ');
  return { text, sign };
}

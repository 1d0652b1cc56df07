/**
 * Sparse polynomials in numbered variables θ₀, θ₁, … over any ring in which zero is known,
 *
 *   p = Σ_t c_t Π_i θ_i^{e_i},
 *
 * the one readable type: what models are written in as text (`models/polynomial.ts`), what conserved
 * quantities are found as (`orbits/conserved/`), over ℚ or mod p. Two forms are kept beside it for speed and
 * held to it by tests: dense coefficients of functions of one variable (`analytic/univariate-polynomial.ts`)
 * and the normal form's sums of products of atoms (`symmetry/group/atom-polynomial.ts`).
 */
import type { Rational } from './rational.ts';
import { rationalRing } from './rational-ring.ts';
import type { DecidableRing, Ring } from './ring.ts';

/** Π θ_i^e over [[i, e], …], i ascending, e ≥ 1. */
export type Monomial = readonly (readonly [variable: number, power: number])[];

export interface Term<C = Rational> {
  readonly coefficient: C;
  readonly powers: Monomial;
}

/** No two terms have the same monomial, no coefficient is 0; no terms: zero. */
export interface Polynomial<C = Rational> {
  readonly terms: readonly Term<C>[];
}

/** Terms stand in the order in which their monomials were met first. */
export interface PolynomialRing<C> extends DecidableRing<Polynomial<C>> {
  /** Like terms merged, factors of a term in any order, powers of 0 allowed. */
  of(terms: Iterable<Term<C>>): Polynomial<C>;
  constant(c: C): Polynomial<C>;
  /** θ_i. */
  variable(i: number): Polynomial<C>;
  /** c·p. */
  scaled(p: Polynomial<C>, c: C): Polynomial<C>;
}

/** C[θ₀, θ₁, …]. */
export function polynomialRing<C>(base: DecidableRing<C>): PolynomialRing<C> {
  /** Monomials are in order already. */
  function collected(terms: Iterable<Term<C>>): Polynomial<C> {
    const merged = new Map<string, Term<C>>();
    for (const term of terms) {
      const key = keyOf(term.powers);
      const known = merged.get(key);
      if (known === undefined) merged.set(key, term);
      else
        merged.set(key, {
          coefficient: base.add(known.coefficient, term.coefficient),
          powers: known.powers,
        });
    }
    return { terms: [...merged.values()].filter((t) => !base.isZero(t.coefficient)) };
  }
  function* products(p: Polynomial<C>, q: Polynomial<C>): Iterable<Term<C>> {
    for (const a of p.terms) {
      for (const b of q.terms) {
        const coefficient = base.mul(a.coefficient, b.coefficient);
        yield { coefficient, powers: product(a.powers, b.powers) };
      }
    }
  }
  const mapped = (p: Polynomial<C>, map: (c: C) => C) =>
    collected(
      p.terms.map(({ coefficient, powers }) => ({ coefficient: map(coefficient), powers })),
    );
  const constant = (c: C) => collected([{ coefficient: c, powers: [] }]);
  const neg = (p: Polynomial<C>) => mapped(p, base.neg);
  const add = (p: Polynomial<C>, q: Polynomial<C>) => collected([...p.terms, ...q.terms]);
  return {
    name: `polynomials over ${base.name}`,
    zero: { terms: [] },
    one: constant(base.one),
    add,
    sub: (p, q) => add(p, neg(q)),
    mul: (p, q) => collected(products(p, q)),
    neg,
    isZero: (p) => p.terms.length === 0,
    rational: (q) => constant(base.rational(q)),
    of: (terms) => {
      const ordered: Term<C>[] = [];
      for (const { coefficient, powers } of terms)
        ordered.push({ coefficient, powers: sorted(powers) });
      return collected(ordered);
    },
    constant,
    variable: (i) => collected([{ coefficient: base.one, powers: [[i, 1]] }]),
    scaled: (p, c) => mapped(p, (a) => base.mul(c, a)),
  };
}

function keyOf(powers: Monomial): string {
  let key = '';
  for (const [i, e] of powers) key += `${i}^${e} `;
  return key;
}

/** Both in order. */
function product(a: Monomial, b: Monomial): Monomial {
  // Time alone: what follows gives the same.
  if (a.length === 0) return b;
  // Time alone: as before.
  if (b.length === 0) return a;
  const out: (readonly [number, number])[] = [];
  let j = 0;
  for (const factor of a) {
    while (j < b.length && b[j][0] < factor[0]) out.push(b[j++]);
    if (j < b.length && b[j][0] === factor[0]) out.push([factor[0], factor[1] + b[j++][1]]);
    else out.push(factor);
  }
  while (j < b.length) out.push(b[j++]);
  return out;
}

function sorted(powers: Monomial): Monomial {
  const sum = new Map<number, number>();
  for (const [i, e] of powers) sum.set(i, (sum.get(i) ?? 0) + e);
  return [...sum].filter(([, e]) => e > 0).sort((a, b) => a[0] - b[0]);
}

/** ℚ[θ₀, θ₁, …]. */
export const rationalPolynomials = polynomialRing(rationalRing);

/** The polynomial over ℚ with these terms, like ones merged. */
export const polynomial = rationalPolynomials.of;

/** Total degree; 0 for constants and zero. */
export function degreeOf({ terms }: Polynomial<unknown>): number {
  return Math.max(0, ...terms.map(({ powers }) => powers.reduce((sum, [, e]) => sum + e, 0)));
}

/** p(point) over any ring that ℚ maps to, term by term, each a product from the left. */
export function evaluatePolynomial<T>(ring: Ring<T>, p: Polynomial, point: readonly T[]): T {
  let sum = ring.zero;
  for (const { coefficient, powers } of p.terms) {
    let product = ring.rational(coefficient);
    for (const [i, e] of powers) for (let k = 0; k < e; k++) product = ring.mul(product, point[i]);
    sum = ring.add(sum, product);
  }
  return sum;
}

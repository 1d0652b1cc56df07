/**
 * Conserved quantities as polynomials over ℚ: one form for all their multiples, and what their checks
 * ask of them mod p and in float64.
 *
 * Canonical form: like terms merged, coefficients coprime integers, terms ordered as they are read
 * (later layers first, higher powers first, earlier neurons first), first coefficient positive. Two
 * polynomials that differ by a factor have the same canonical form.
 */
import { contentOf } from '../../numerics/gcd.ts';
import {
  type Monomial,
  type Polynomial,
  polynomial,
  type Term,
} from '../../numerics/polynomial.ts';
import { rationalModulo, residue } from '../../numerics/prime-field.ts';
import { commonDenominator, toDouble } from '../../numerics/rational.ts';

/** `weight(i)` is larger for parameters that are to be read first, e.g. those of later layers. */
export function canonical(source: Polynomial, weight: (index: number) => number): Polynomial {
  return canonicalOfMerged(polynomial(source.terms).terms, weight);
}

/** The same where no two terms are alike, none is 0, and powers are in order. */
export function canonicalOfMerged(
  terms: readonly Term[],
  weight: (index: number) => number,
): Polynomial {
  const merged = terms.filter((t) => t.powers.length > 0);
  const sorted = merged.map((term) => {
    let lead = Number.NEGATIVE_INFINITY;
    let total = 0;
    for (const [i, e] of term.powers) {
      lead = Math.max(lead, weight(i));
      total += e;
    }
    return { term, lead, total };
  });
  sorted.sort(
    (s, t) => t.lead - s.lead || t.total - s.total || comparePowers(s.term.powers, t.term.powers),
  );
  const scale = commonDenominator(sorted.map(({ term }) => term.coefficient));
  const integers = sorted.map(
    ({ term }) => (term.coefficient.numerator * scale) / term.coefficient.denominator,
  );
  let content = contentOf(integers);
  if (integers[0] < 0n) content = -content;
  return {
    terms: sorted.map(({ term }, i) => ({
      coefficient: { numerator: integers[i] / content, denominator: 1n },
      powers: term.powers,
    })),
  };
}

function comparePowers(a: Monomial, b: Monomial): number {
  for (let k = 0; k < Math.min(a.length, b.length); k++) {
    const order = a[k][0] - b[k][0] || b[k][1] - a[k][1];
    if (order !== 0) return order;
  }
  // Of one degree none begins with the other.
  return 0;
}

/** The polynomial with its coefficients mod p. @throws RangeError where p divides a denominator. */
export function polynomialModulo(source: Polynomial, prime: number): Polynomial<number> {
  return {
    terms: source.terms.map(({ coefficient, powers }) => ({
      coefficient: rationalModulo(coefficient, prime),
      powers,
    })),
  };
}

/** out ← ∇h(θ) mod p, M entries. */
export function gradientModulo(
  h: Polynomial<number>,
  theta: ArrayLike<number>,
  prime: number,
  out: Float64Array,
): void {
  out.fill(0);
  const reciprocal = 1 / prime;
  for (const { coefficient, powers } of h.terms) {
    for (let k = 0; k < powers.length; k++) {
      const [index, power] = powers[k];
      let product = residue(coefficient * power, prime, reciprocal);
      for (let l = 0; l < powers.length && product !== 0; l++) {
        const [i, e] = powers[l];
        for (let n = l === k ? 1 : 0; n < e; n++)
          product = residue(product * theta[i], prime, reciprocal);
      }
      out[index] = (out[index] + product) % prime;
    }
  }
}

/** h(θ) in float64, and Σ |terms|: the scale against which a drift is judged. */
export function evaluateFloat(
  source: Polynomial,
  theta: ArrayLike<number>,
): { value: number; magnitude: number } {
  let value = 0;
  let magnitude = 0;
  for (const { coefficient, powers } of source.terms) {
    let product = toDouble(coefficient);
    for (const [i, e] of powers) product *= theta[i] ** e;
    value += product;
    magnitude += Math.abs(product);
  }
  return { value, magnitude };
}

/**
 * Sparse polynomials h(θ) with rational coefficients in the parameters θ₀ … θ_{M−1}: the form in which
 * conserved quantities are found, checked, stored and evaluated.
 *
 * Canonical form: like terms merged, coefficients coprime integers, terms ordered as they are read
 * (later layers first, higher powers first, earlier neurons first), first coefficient positive. Two
 * polynomials that differ by a factor have the same canonical form.
 */
import { inverseModulo, residue } from '../../numerics/prime-field.ts';
import {
  add,
  isZero,
  multiply,
  type Rational,
  rational,
  toDouble,
} from '../../numerics/rational.ts';

/** Coefficient times Π θ_i^e over `powers` = [[i, e], …], i ascending, e ≥ 1. */
export interface Term {
  readonly coefficient: Rational;
  readonly powers: readonly (readonly [index: number, power: number])[];
}

export interface Polynomial {
  readonly terms: readonly Term[];
}

export function degreeOf(polynomial: Polynomial): number {
  return Math.max(0, ...polynomial.terms.map((t) => t.powers.reduce((sum, [, e]) => sum + e, 0)));
}

/** The polynomial Σ coefficient · Π θ_i, like terms merged, no canonical scaling. */
export function polynomial(terms: readonly Term[]): Polynomial {
  const merged = new Map<string, Term>();
  for (const term of terms) {
    const powers = mergePowers(term.powers);
    const key = powers.map(([i, e]) => `${i}^${e}`).join(' ');
    const known = merged.get(key);
    const coefficient = known ? add(known.coefficient, term.coefficient) : term.coefficient;
    merged.set(key, { coefficient, powers });
  }
  return { terms: [...merged.values()].filter((t) => !isZero(t.coefficient)) };
}

function mergePowers(powers: Term['powers']): [number, number][] {
  const sum = new Map<number, number>();
  for (const [i, e] of powers) sum.set(i, (sum.get(i) ?? 0) + e);
  return [...sum].filter(([, e]) => e > 0).sort((a, b) => a[0] - b[0]);
}

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
  if (merged.length === 0) return { terms: [] };
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
  let scale = 1n;
  for (const { term } of sorted) {
    const { denominator } = term.coefficient;
    if (scale % denominator !== 0n) scale = (scale / gcd(scale, denominator)) * denominator;
  }
  const integers = sorted.map(
    ({ term }) => (term.coefficient.numerator * scale) / term.coefficient.denominator,
  );
  let content = 0n;
  for (const n of integers) {
    content = gcd(content, n);
    if (content === 1n) break;
  }
  if (integers[0] < 0n) content = -content;
  return {
    terms: sorted.map(({ term }, i) => ({
      coefficient: { numerator: integers[i] / content, denominator: 1n },
      powers: term.powers,
    })),
  };
}

function comparePowers(a: Term['powers'], b: Term['powers']): number {
  for (let k = 0; k < Math.min(a.length, b.length); k++) {
    const order = a[k][0] - b[k][0] || b[k][1] - a[k][1];
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The polynomial with its coefficients mod p. @throws RangeError where p divides a denominator. */
export interface ModularPolynomial {
  readonly coefficients: readonly number[];
  readonly powers: readonly Term['powers'][];
}

export function polynomialModulo(source: Polynomial, prime: number): ModularPolynomial {
  const modulus = BigInt(prime);
  const image = (q: Rational) => {
    const whole = q.denominator === 1n ? Number(q.numerator) : Number.NaN;
    if (Number.isSafeInteger(whole)) return ((whole % prime) + prime) % prime;
    const n = Number(((q.numerator % modulus) + modulus) % modulus);
    const d = Number(q.denominator % modulus);
    return d === 1 ? n : residue(n * inverseModulo(d, prime), prime, 1 / prime);
  };
  return {
    coefficients: source.terms.map((t) => image(t.coefficient)),
    powers: source.terms.map((t) => t.powers),
  };
}

/** ⟨∇h(θ), y⟩ mod p. */
export function directionalDerivativeModulo(
  h: ModularPolynomial,
  theta: ArrayLike<number>,
  y: ArrayLike<number>,
  prime: number,
): number {
  const reciprocal = 1 / prime;
  let sum = 0;
  h.powers.forEach((powers, t) => {
    for (let k = 0; k < powers.length; k++) {
      const [index, power] = powers[k];
      let product = residue(h.coefficients[t] * power, prime, reciprocal);
      product = residue(product * y[index], prime, reciprocal);
      for (let l = 0; l < powers.length && product !== 0; l++) {
        const [i, e] = powers[l];
        for (let n = l === k ? 1 : 0; n < e; n++)
          product = residue(product * theta[i], prime, reciprocal);
      }
      sum += product;
      if (sum >= prime) sum -= prime;
    }
  });
  return sum;
}

/** out ← ∇h(θ) mod p, M entries. */
export function gradientModulo(
  h: ModularPolynomial,
  theta: ArrayLike<number>,
  prime: number,
  out: Float64Array,
): void {
  out.fill(0);
  const reciprocal = 1 / prime;
  h.powers.forEach((powers, t) => {
    for (let k = 0; k < powers.length; k++) {
      const [index, power] = powers[k];
      let product = residue(h.coefficients[t] * power, prime, reciprocal);
      for (let l = 0; l < powers.length && product !== 0; l++) {
        const [i, e] = powers[l];
        for (let n = l === k ? 1 : 0; n < e; n++)
          product = residue(product * theta[i], prime, reciprocal);
      }
      out[index] = (out[index] + product) % prime;
    }
  });
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

/** h(θ) exactly. */
export function evaluateExact(source: Polynomial, theta: readonly Rational[]): Rational {
  let sum = rational(0);
  for (const { coefficient, powers } of source.terms) {
    let product = coefficient;
    for (const [i, e] of powers) for (let n = 0; n < e; n++) product = multiply(product, theta[i]);
    sum = add(sum, product);
  }
  return sum;
}

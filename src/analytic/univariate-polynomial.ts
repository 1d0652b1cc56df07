/** Univariate polynomials with rational coefficients c₀, c₁, …, dense, as functions and their jets need them. */
import * as Q from '../numerics/rational.ts';
import type { Smooth } from '../numerics/ring.ts';
import type { Reflection, TaylorSupport } from './analytic-function.ts';
import { finiteSupport } from './support.ts';

export type Coefficients = readonly Q.Rational[];

/** Without leading zeros; the zero polynomial is []. */
export function trimmed(c: Coefficients): Coefficients {
  let length = c.length;
  while (length > 0 && Q.isZero(c[length - 1])) length--;
  return c.slice(0, length);
}

/** Coefficients of p′. */
export function derivative(c: Coefficients): Coefficients {
  return c.slice(1).map((q, j) => Q.multiply(q, Q.rational(j + 1)));
}

export function evaluateRational(c: Coefficients, z: Q.Rational): Q.Rational {
  return c.reduceRight((value, q) => Q.add(Q.multiply(value, z), q), Q.ZERO);
}

/** Coefficients of p(z + s), by repeated Horner division. */
export function shift(c: Coefficients, s: Q.Rational): Coefficients {
  const out = [...c];
  for (let i = 0; i < out.length - 1; i++) {
    for (let j = out.length - 2; j >= i; j--) out[j] = Q.add(out[j], Q.multiply(out[j + 1], s));
  }
  return out;
}

/** Parity about 0; the zero polynomial counts as even. */
export function parityOf(c: Coefficients): 'odd' | 'even' | 'none' {
  if (c.every((q, j) => j % 2 === 0 || Q.isZero(q))) return 'even';
  if (c.every((q, j) => j % 2 === 1 || Q.isZero(q))) return 'odd';
  return 'none';
}

/**
 * The centre about which p is odd or even, if there is one. For degree n ≥ 1 the coefficient of
 * degree n − 1 of p(c + z) = Σ … must vanish: c = −c_{n−1}/(n cₙ) is the only candidate. A constant is
 * even about every point; 0 is given.
 */
export function reflectionsOf(coefficients: Coefficients): readonly Reflection[] {
  const c = trimmed(coefficients);
  const n = c.length - 1;
  if (n < 1) return [{ center: Q.ZERO, parity: 'even' }];
  const center = Q.negate(Q.divide(c[n - 1], Q.multiply(Q.rational(n), c[n])));
  const parity = parityOf(shift(c, center));
  return parity === 'none' ? [] : [{ center, parity }];
}

/** { j : p⁽ʲ⁾(s) ≠ 0 }. */
export function supportOfPolynomialAt(c: Coefficients, s: Q.Rational): TaylorSupport {
  return finiteSupport(shift(c, s).flatMap((q, j) => (Q.isZero(q) ? [] : [j])));
}

/** p and all its derivatives over ℚ. */
export function polynomialOverRationals(coefficients: Coefficients): Smooth<Q.Rational> {
  const derivatives: Coefficients[] = [coefficients];
  return (order, z) => {
    while (derivatives.length <= order) derivatives.push(derivative(derivatives.at(-1)!));
    return evaluateRational(derivatives[order], z);
  };
}

/**
 * p in float64 by Horner's rule. Odd and even polynomials are odd and even to the last bit, since a
 * vanishing coefficient is added where the sign of the partial result changes.
 */
export function hornerOf(coefficients: readonly number[]): (z: number) => number {
  const c = Float64Array.from(coefficients);
  const top = c.length - 1;
  if (top < 0) return () => 0;
  return (z) => {
    let value = c[top];
    for (let j = top - 1; j >= 0; j--) value = value * z + c[j];
    return value;
  };
}

export function addPolynomials(a: Coefficients, b: Coefficients): Coefficients {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, j) =>
    Q.add(a[j] ?? Q.ZERO, b[j] ?? Q.ZERO),
  );
}

export function multiplyPolynomials(a: Coefficients, b: Coefficients): Coefficients {
  const out: Q.Rational[] = Array.from(
    { length: Math.max(0, a.length + b.length - 1) },
    () => Q.ZERO,
  );
  a.forEach((x, i) => {
    if (Q.isZero(x)) return;
    b.forEach((y, j) => {
      out[i + j] = Q.add(out[i + j], Q.multiply(x, y));
    });
  });
  return out;
}

/** Coefficients of a(b(z)), by Horner's rule. */
export function composePolynomials(a: Coefficients, b: Coefficients): Coefficients {
  return a.reduceRight<Coefficients>(
    (sum, c) => addPolynomials(multiplyPolynomials(sum, b), [c]),
    [],
  );
}

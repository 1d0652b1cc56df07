/**
 * Conserved quantities that are sums of a polynomial and logarithms of affine forms,
 *
 *   h = P(θ) + Σᵢ kᵢ log|lᵢ(θ)|,
 *
 * each lᵢ keeping its sign along every trajectory ({lᵢ = 0} is invariant). Without P they are products of
 * powers, Π lᵢ^{kᵢ}: quotients such as v/u² among them.
 */
import type { ParameterNames } from '../../models/names.ts';
import { superscript } from '../../models/scripts.ts';
import { inverseModulo, residue } from '../../numerics/prime-field.ts';
import { multiply, type Rational, rational } from '../../numerics/rational.ts';
import { expressionOf } from '../invariants-expression.ts';
import {
  canonical,
  gradientModulo,
  type Polynomial,
  polynomialModulo,
} from '../invariants-polynomial.ts';

export interface LogarithmTerm {
  /** k, not 0. */
  readonly coefficient: Rational;
  /** l, of degree 1. */
  readonly form: Polynomial;
}

export interface Law {
  readonly polynomial: Polynomial;
  readonly logarithms: readonly LogarithmTerm[];
}

export const polynomialLaw = (polynomial: Polynomial): Law => ({ polynomial, logarithms: [] });

/** One form for all multiples of a law: coprime integers, the first one positive. */
export function canonicalLaw({ polynomial, logarithms }: Law, names: ParameterNames): Law {
  const weight = (i: number) => names.weight[i]!;
  if (logarithms.length === 0) return { polynomial: canonical(polynomial, weight), logarithms };
  // Canonical scaling of all coefficients at once: logarithms stand in for fresh parameters.
  const size = names.name.length;
  const joint = canonical(
    {
      terms: [
        ...polynomial.terms,
        ...logarithms.map(({ coefficient }, k) => ({
          coefficient,
          powers: [[size + k, 1]] as const,
        })),
      ],
    },
    (i) => (i < size ? weight(i) : Number.NEGATIVE_INFINITY),
  );
  return {
    polynomial: { terms: joint.terms.filter(({ powers }) => powers[0]![0] < size) },
    logarithms: joint.terms
      .filter(({ powers }) => powers[0]![0] >= size)
      .map(({ coefficient, powers }) => ({
        coefficient,
        form: logarithms[powers[0]![0] - size]!.form,
      })),
  };
}

/**
 * out ← ∇h(θ) mod p; false where a form vanishes at θ mod p or p divides a denominator: h says nothing
 * there.
 */
export function lawGradientModulo(
  { polynomial, logarithms }: Law,
  theta: Float64Array,
  prime: number,
  out: Float64Array,
): boolean {
  try {
    gradientModulo(polynomialModulo(polynomial, prime), theta, prime, out);
    const reciprocal = 1 / prime;
    for (const { coefficient, form } of logarithms) {
      const l = formModulo(form, theta, prime);
      if (l.value === 0) return false;
      const [k] = polynomialModulo({ terms: [{ coefficient, powers: [] }] }, prime).coefficients;
      const factor = residue(k! * inverseModulo(l.value, prime), prime, reciprocal);
      for (const [i, n] of l.gradient) out[i] = residue(out[i]! + factor * n, prime, reciprocal);
    }
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** l(θ) and ∇l mod p. */
export function formModulo(
  form: Polynomial,
  theta: ArrayLike<number>,
  prime: number,
): { readonly value: number; readonly gradient: readonly (readonly [number, number])[] } {
  const { coefficients, powers } = polynomialModulo(form, prime);
  let value = 0;
  const gradient: [number, number][] = [];
  powers.forEach((power, t) => {
    const n = coefficients[t]!;
    const index = power[0]?.[0];
    if (index === undefined) value = (value + n) % prime;
    else {
      value = residue(value + n * theta[index]!, prime, 1 / prime);
      gradient.push([index, n]);
    }
  });
  return { value, gradient };
}

/** `v/u²`, `uv⁴`, `v − log|u|`. */
export function expressionOfLaw({ polynomial, logarithms }: Law, names: ParameterNames): string {
  if (logarithms.length === 0) return expressionOf(polynomial, names);
  if (polynomial.terms.length === 0) return productOf(logarithms, names);
  const pieces = logarithms.map(({ coefficient, form }) => {
    const negative = coefficient.numerator < 0n;
    const size = multiply(coefficient, rational(negative ? -1 : 1));
    const { numerator: n, denominator: d } = size;
    const factor = d === 1n ? (n === 1n ? '' : `${n}·`) : `(${n}/${d})·`;
    return ` ${negative ? '−' : '+'} ${factor}log|${expressionOf(form, names)}|`;
  });
  return `${expressionOf(polynomial, names)}${pieces.join('')}`;
}

/** Π lᵢ^{kᵢ} for coprime integers kᵢ. */
function productOf(logarithms: readonly LogarithmTerm[], names: ParameterNames): string {
  const side = (sign: 1n | -1n) =>
    logarithms
      .filter(({ coefficient }) => coefficient.numerator * sign > 0n)
      .map(({ coefficient, form }) => {
        const k = Number(coefficient.numerator * sign);
        const text = expressionOf(form, names);
        const base = form.terms.length > 1 || /^−|^\d/.test(text) ? `(${text})` : text;
        const power = k === 1 ? '' : superscript(k);
        return {
          text: `${base}${power}`,
          plain: /^(\p{L}[₀-₉]*|\(.*\))[⁰-⁹¹²³]*$/u.test(`${base}${power}`),
        };
      });
  const join = (factors: readonly { text: string; plain: boolean }[]) =>
    factors.map(({ text }) => text).join(factors.every(({ plain }) => plain) ? '' : '·');
  const [above, below] = [side(1n), side(-1n)];
  const numerator = above.length === 0 ? '1' : join(above);
  if (below.length === 0) return numerator;
  return `${numerator}/${below.length === 1 ? join(below) : `(${join(below)})`}`;
}

/** Number of terms, for the order in which laws are tried. */
export const termCount = ({ polynomial, logarithms }: Law): number =>
  polynomial.terms.length + logarithms.length;

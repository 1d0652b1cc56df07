/**
 * Conserved quantities that are sums of a polynomial and terms with poles on hyperplanes,
 *
 *   h = P(θ) + Σᵢ kᵢ log|lᵢ(θ)| + Σⱼ cⱼ / lⱼ(θ)^{mⱼ},
 *
 * each l affine and keeping its sign along every trajectory ({l = 0} is invariant). With logarithms alone
 * they are products of powers, Π lᵢ^{kᵢ}: quotients such as v/u² among them.
 */
import type { ParameterNames } from '../../models/names.ts';
import { superscript } from '../../models/scripts.ts';
import type { Polynomial, Term } from '../../numerics/polynomial.ts';
import { inverseModulo, rationalModulo, residue } from '../../numerics/prime-field.ts';
import type { Rational } from '../../numerics/rational.ts';
import { expressionOf } from './invariants-expression.ts';
import { canonical, gradientModulo, polynomialModulo } from './invariants-polynomial.ts';

export interface PoleTerm {
  /** k or c, not 0. */
  readonly coefficient: Rational;
  /** l, of degree 1. */
  readonly form: Polynomial;
  /** m for 1/lᵐ, 0 for log|l|. */
  readonly power: number;
}

export interface Law {
  readonly polynomial: Polynomial;
  readonly poles: readonly PoleTerm[];
}

export const polynomialLaw = (polynomial: Polynomial): Law => ({ polynomial, poles: [] });

/** One form for all multiples of a law: coprime integers, the first one positive. */
export function canonicalLaw({ polynomial, poles }: Law, names: ParameterNames): Law {
  // Canonical scaling of all coefficients at once: terms with poles stand in for fresh parameters.
  const size = names.name.length;
  const joint = canonical(
    {
      terms: [
        ...polynomial.terms,
        ...poles.map(({ coefficient }, k) => ({
          coefficient,
          powers: [[size + k, 1]] as const,
        })),
      ],
    },
    (i) => names.weight[i] ?? Number.NEGATIVE_INFINITY,
  );
  // What a term stands in for, none of which is a constant.
  const poleOf = ({ powers }: Term) => poles[powers[0][0] - size];
  return {
    polynomial: { terms: joint.terms.filter((term) => poleOf(term) === undefined) },
    poles: joint.terms
      .filter((term) => poleOf(term) !== undefined)
      .map((term) => ({ ...poleOf(term), coefficient: term.coefficient })),
  };
}

/**
 * out ← ∇h(θ) mod p; false where a form vanishes at θ mod p or p divides a denominator: h says nothing
 * there.
 */
export function lawGradientModulo(
  { polynomial, poles }: Law,
  theta: Float64Array,
  prime: number,
  out: Float64Array,
): boolean {
  try {
    gradientModulo(polynomialModulo(polynomial, prime), theta, prime, out);
    const reciprocal = 1 / prime;
    for (const { coefficient, form, power } of poles) {
      const l = formModulo(form, theta, prime);
      if (l.value === 0) return false;
      const k = rationalModulo(coefficient, prime);
      const factor = residue(k * poleSlope(l.value, power, prime), prime, reciprocal);
      for (const [i, n] of l.gradient) out[i] = residue(out[i] + factor * n, prime, reciprocal);
    }
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** d/dl of log l, or of l^{−m} for m > 0, mod p: 1/l, −m/l^{m+1}. */
export function poleSlope(l: number, power: number, prime: number): number {
  const inverse = inverseModulo(l, prime);
  if (power === 0) return inverse;
  let out = prime - power;
  for (let i = 0; i <= power; i++) out = residue(out * inverse, prime, 1 / prime);
  return out;
}

/** l(θ) and ∇l mod p. */
export function formModulo(
  form: Polynomial,
  theta: ArrayLike<number>,
  prime: number,
): { readonly value: number; readonly gradient: readonly (readonly [number, number])[] } {
  return reducedFormModulo(polynomialModulo(form, prime), theta, prime);
}

/** The same for a form that is reduced mod p already. */
export function reducedFormModulo(
  { terms }: Polynomial<number>,
  theta: ArrayLike<number>,
  prime: number,
): { readonly value: number; readonly gradient: readonly (readonly [number, number])[] } {
  let value = 0;
  const gradient: [number, number][] = [];
  for (const { coefficient: n, powers } of terms) {
    if (powers.length === 0) {
      value = (value + n) % prime;
      continue;
    }
    const [[index]] = powers;
    value = residue(value + n * theta[index], prime, 1 / prime);
    gradient.push([index, n]);
  }
  return { value, gradient };
}

/** `v/u²`, `uv⁴`, `v − log|u|`, `v + 1/u`. */
export function expressionOfLaw({ polynomial, poles }: Law, names: ParameterNames): string {
  if (poles.length === 0) return expressionOf(polynomial, names);
  if (polynomial.terms.length === 0 && poles.every(({ power }) => power === 0))
    return productOf(poles, names);
  const pieces = poles.map(({ coefficient, form, power }) => {
    const negative = coefficient.numerator < 0n;
    const n = negative ? -coefficient.numerator : coefficient.numerator;
    const l = expressionOf(form, names);
    const sign = negative ? '−' : '+';
    if (power === 0) return ` ${sign} ${n === 1n ? '' : n}log|${l}|`;
    return ` ${sign} ${n}/${form.terms.length > 1 ? `(${l})` : l}${power === 1 ? '' : superscript(power)}`;
  });
  const text = pieces.join('');
  if (polynomial.terms.length > 0) return `${expressionOf(polynomial, names)}${text}`;
  return text.replace(/^ \+ /, '').replace(/^ − /, '−');
}

/** Π lᵢ^{kᵢ} for coprime integers kᵢ. */
function productOf(logarithms: readonly PoleTerm[], names: ParameterNames): string {
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
export const termCount = ({ polynomial, poles }: Law): number =>
  polynomial.terms.length + poles.length;

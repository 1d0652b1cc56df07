/** h(θ) of a law with poles, over any field and in float64. */
import type { Field } from '../../analytic/field.ts';
import { log } from '../../analytic/functions/log.ts';
import type { Polynomial } from '../../numerics/polynomial.ts';
import { rational, toDouble } from '../../numerics/rational.ts';
import { evaluateFloat } from './invariants-polynomial.ts';
import type { Law } from './law.ts';

/** The terms of which h is the sum; log|l| as ½ log l². What the field throws at a pole comes through. */
export function lawTerms<T>(field: Field<T>, { polynomial, poles }: Law, theta: readonly T[]): T[] {
  const singular = poles.map(({ coefficient, form, power }) => {
    const l = polynomialTerms(field, form, theta).reduce(field.add);
    if (power === 0) {
      const half = rational(coefficient.numerator, 2n * coefficient.denominator);
      return field.mul(field.rational(half), field.apply(log, field.mul(l, l)));
    }
    const inverse = field.inverse(l);
    let value = field.rational(coefficient);
    for (let n = 0; n < power; n++) value = field.mul(value, inverse);
    return value;
  });
  return [...polynomialTerms(field, polynomial, theta), ...singular];
}

function polynomialTerms<T>(field: Field<T>, { terms }: Polynomial, theta: readonly T[]): T[] {
  return terms.map(({ coefficient, powers }) => {
    let product = field.rational(coefficient);
    for (const [i, e] of powers) for (let n = 0; n < e; n++) product = field.mul(product, theta[i]);
    return product;
  });
}

/**
 * h(θ), and a scale of which rounding takes a few units: Σ |terms|, and for k log|l| also |k|, as l has a
 * relative error. Infinite or NaN at a pole.
 */
export function evaluateLaw(
  { polynomial, poles }: Law,
  theta: ArrayLike<number>,
): { value: number; magnitude: number } {
  let { value, magnitude } = evaluateFloat(polynomial, theta);
  for (const { coefficient, form, power } of poles) {
    const c = toDouble(coefficient);
    const l = evaluateFloat(form, theta);
    // An l that cancels is known to fewer digits.
    const lost = l.magnitude / Math.abs(l.value);
    const term = power === 0 ? c * Math.log(Math.abs(l.value)) : c / l.value ** power;
    value += term;
    magnitude += Math.abs(term) + (power === 0 ? Math.abs(c) : power * Math.abs(term)) * lost;
  }
  return { value, magnitude };
}

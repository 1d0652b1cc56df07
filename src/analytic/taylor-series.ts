/**
 * Taylor series at 0 with exact coefficients, rational × named constant; each function's own file has
 * the differential equation they come from.
 */
import { free } from '../numerics/budget.ts';
import { listOf } from '../numerics/list-of.ts';
import type { Rational } from '../numerics/rational.ts';
import * as Q from '../numerics/rational.ts';
import type {
  TaylorCoefficient,
  TaylorConstant,
  TaylorSeries,
  TaylorSupport,
} from './analytic-function.ts';
import type { JetField } from './jet-field.ts';
import { finiteSupport } from './support.ts';

export type Coefficients = (j: number) => Rational;

/** c₀, c₁, … where `next(c)` computes the coefficient after the ones known; memoised. */
export function recurrence(
  initial: readonly Rational[],
  next: (c: readonly Rational[]) => Rational,
): Coefficients {
  const known = [...initial];
  return (j) => {
    while (known.length <= j) known.push(free(() => next(known)));
    return known[j];
  };
}

/** Coefficient of zⁿ of the square of Σ cⱼ zʲ. */
export function squareCoefficient(c: readonly Rational[], n: number): Rational {
  let sum = Q.ZERO;
  for (let i = 0; i <= n; i++) {
    const a = c[i];
    const b = c[n - i];
    if (!Q.isZero(a) && !Q.isZero(b)) sum = Q.add(sum, Q.multiply(a, b));
  }
  return sum;
}

/** 1/j! for all j. */
export const inverseFactorial = recurrence([Q.ONE], (c) =>
  Q.divide(c.at(-1)!, Q.rational(c.length)),
);

/** (−1)ᵏ q. */
export const alternating = (k: number, q: Rational) => (k % 2 === 0 ? q : Q.negate(q));

/** The support is given in closed form: an exact coefficient of high degree costs much. */
export function series(
  support: TaylorSupport,
  coefficient: Coefficients,
  constantOf: (j: number) => TaylorConstant = () => 'one',
): TaylorSeries {
  return {
    ...support,
    coefficient(j): TaylorCoefficient {
      const q = coefficient(j);
      return { rational: q, constant: Q.isZero(q) ? 'one' : constantOf(j) };
    },
  };
}

/** A polynomial with the given coefficients c₀, c₁, … */
export function polynomialSeries(coefficients: readonly Rational[]): TaylorSeries {
  const orders = coefficients.flatMap((c, j) => (Q.isZero(c) ? [] : [j]));
  return series(finiteSupport(orders), (j) => coefficients[j] ?? Q.ZERO);
}

/** A series of which only the support is known. */
export function supportOnly(support: TaylorSupport): TaylorSeries {
  return {
    ...support,
    coefficient: (j) => (support.inSupport(j) ? null : { rational: Q.ZERO, constant: 'one' }),
  };
}

/** c₀ … c_{terms−1} in a field. */
export function taylorJet<T>(field: JetField<T>, taylor: TaylorSeries, terms: number): T[] {
  const { ring } = field;
  return listOf(terms, (n) => {
    if (!taylor.inSupport(n)) return ring.zero;
    const c = taylor.coefficient(n);
    if (c === null) return field.constant(`coefficient:${n}`);
    const q = ring.rational(c.rational);
    return c.constant === 'one' ? q : ring.mul(q, field.constant(c.constant));
  });
}

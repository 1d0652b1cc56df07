/**
 * What a model computes in: a commutative ℚ-algebra with analytic functions. The page that defines a
 * model runs over any of them: float64, decimals, ℚ, 𝔽_p, truncated series, dual numbers, tapes, and
 * the recorder that turns it into a program.
 *
 * There is no comparison, so the page cannot branch on a value: it is the same program at all θ, and F
 * is analytic by construction.
 */
import type { Rational } from '../numerics/rational.ts';
import type { AnalyticFunction } from './analytic-function.ts';

export interface Field<T> {
  readonly name: string;
  readonly zero: T;
  readonly one: T;
  /** Image of an exact rational, or of a number that is an integer. */
  rational(q: Rational | number): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  neg(a: T): T;
  /** Σᵢ aᵢbᵢ, summed in the order of i. */
  dot(a: readonly T[], b: readonly T[]): T;
  /** 1/a. @throws NotInvertible */
  inverse(a: T): T;
  /** f(a). */
  apply(f: AnalyticFunction, a: T): T;
  /** f⁽ⁿ⁾(a): what dual numbers and tapes ask of the field below them. */
  applyDerivative(f: AnalyticFunction, order: number, a: T): T;
}

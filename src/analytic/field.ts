/** What a model's output is computed in. */
import type { Rational } from '../numerics/rational.ts';
import type { Ring } from '../numerics/ring.ts';
import type { AnalyticFunction } from './analytic-function.ts';

/** A commutative ℚ-algebra with analytic functions. There is no comparison: who computes in it cannot branch on a value. */
export interface Field<T> extends Ring<T> {
  /** An integer number or an exact rational. */
  rational(q: Rational | number): T;
  /** Σᵢ aᵢbᵢ in the order of i. @throws ShapeError when the lengths differ. */
  dot(a: readonly T[], b: readonly T[]): T;
  /** 1/a. @throws NotInvertible */
  inverse(a: T): T;
  /** f(a). Duals and tapes ask the field below for derivatives. */
  apply(f: AnalyticFunction, a: T): T;
  /** f⁽ⁿ⁾(a), what duals and tapes build apply from; order 0 is apply. */
  applyDerivative(f: AnalyticFunction, order: number, a: T): T;
}

/**
 * A commutative ring with one, as a record of operations: what jets, dual numbers and tapes are
 * built over. With functions it becomes a field (`analytic/field.ts`).
 */
import type { Rational } from './rational.ts';

export interface Ring<T> {
  readonly name: string;
  readonly zero: T;
  readonly one: T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  neg(a: T): T;
  isZero(a: T): boolean;
  /** Image of an exact rational. @throws Error where the denominator is not invertible. */
  fromRational(q: Rational): T;
}

/**
 * A function σ on a ring together with its derivatives: `smooth(n, z)` is σ⁽ⁿ⁾(z), n = 0, 1, 2, …
 * Dual numbers and tapes ask the ring below for one derivative more.
 */
export type Smooth<T> = (order: number, z: T) => T;

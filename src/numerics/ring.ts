/**
 * Commutative rings with one, as records of operations: what dual numbers, tapes, series and polynomials
 * are built over, and what they are themselves. With division and functions a ring becomes a field
 * (`analytic/field.ts`), which is a ring; with a test for zero, one that jets exist over.
 */
import type { Rational } from './rational.ts';

/** There is no comparison: who computes in it cannot branch on a value. */
export interface Ring<T> {
  readonly name: string;
  readonly zero: T;
  readonly one: T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  neg(a: T): T;
  /** Image of an exact rational. @throws Error where the denominator is not invertible. */
  rational(q: Rational): T;
}

/** A ring in which it is known what is zero. */
export interface DecidableRing<T> extends Ring<T> {
  isZero(a: T): boolean;
}

/**
 * A function σ on a ring together with its derivatives: `smooth(n, z)` is σ⁽ⁿ⁾(z), n = 0, 1, 2, …
 * Dual numbers and tapes ask the ring below for one derivative more.
 */
export type Smooth<T> = (order: number, z: T) => T;

/**
 * A commutative ring with one, as a record of operations. The readable network code
 * (`models/readable-network.ts`) is written once against this interface and runs over float64,
 * rationals, prime fields, truncated power series, dual numbers, tapes and high-precision decimals.
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

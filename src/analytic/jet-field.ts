/**
 * What a field must answer so that jets exist in it.
 *
 * Every analytic function here solves a differential equation, so its jet at u is a rational function
 * of u and one or two transcendental numbers, e.g. e^{−2u} for tanh. The function asks the field for
 * them by name: the decimals compute them, ℚ refuses, a field mod p supplies an element for each, be it
 * a random one that stands for a generic point or the exact image of a number that is independent of
 * the rest.
 *
 * Numbers at v and −v are not independent (e^{−v} = 1/e^v, arctan −u = −arctan u, …). The functions of
 * `transcendental-numbers.ts` therefore ask at one representative of {v, −v} only, apply the law exactly,
 * and know the values at 0, so that jets obey every reflection law by construction. Use those.
 *
 * `T` is opaque: a field may carry exact rationals beside residues.
 */
import type { DecidableRing } from '../numerics/ring.ts';
import type { TaylorConstant } from './analytic-function.ts';
import type { DifferentialEquation } from './differential-equation.ts';

/**
 * A number at the argument u:
 *
 *   exp         e^u
 *   log1pexp    log(1 + e^u)
 *   tan-half    tan(u/2), so that sin u = 2v/(1 + v²) and cos u = (1 − v²)/(1 + v²)
 *   arctan      arctan u
 *   erf         erf u = (2/√π) ∫₀ᵘ e^{−t²} dt; the factor is the constant 2/sqrt(pi)
 *   normal-cdf  Φ(u) = ½ + (1/√(2π)) ∫₀ᵘ e^{−t²/2} dt; the factor is the constant 1/sqrt(2pi)
 *   sqrt        √u > 0 for u > 0
 *   log         log u for u > 0
 *   taylor:n    f⁽ⁿ⁾(u)/n! of a Taylor-support class
 *   value:f     f(u) for a function f that is given by its differential equation
 */
export type Generator =
  | 'exp'
  | 'log1pexp'
  | 'tan-half'
  | 'arctan'
  | 'erf'
  | 'normal-cdf'
  | 'sqrt'
  | 'log'
  | `taylor:${number}`
  | `value:${string}`;

/** A number without an argument: ln 2, 1/√(2π), 2/√π, or `coefficient:n`, cₙ of a Taylor-support class. */
export type Constant = Exclude<TaylorConstant, 'one'> | `coefficient:${number}`;

export interface JetField<T> {
  readonly ring: DecidableRing<T>;
  /** 1/a. Whatever it throws for a = 0 passes through. */
  inverse(a: T): T;
  /** One of u and −u, the same for both, and whether it is −u. */
  canonical(u: T): { readonly value: T; readonly reflected: boolean };
  /**
   * The number's value at u ≠ 0; the same for equal (name, u). `sqrt`, `log` and `taylor:n` of a class
   * without parity have no reflection law and are asked at any u, the others at canonical u only.
   */
  generator(name: Generator, u: T): T;
  /** Value of a constant; the same for equal names. */
  constant(name: Constant): T;
  /** sin u and cos u for u ≠ 0, where the field knows them better than by tan(u/2), which has poles. */
  circular?(u: T): { readonly sine: T; readonly cosine: T };
  /** y(u) for u ≠ 0 of the solution of an equation, where the field knows true values. */
  solution?(equation: DifferentialEquation, u: T): T;
  /** Whether e^u is past all numbers of the field while e^{−u} is one. */
  overflows?(u: T): boolean;
  /**
   * Whether u > 0, in ordered fields: what functions made of pieces ask for. Whatever is thrown where it
   * is not known passes through.
   */
  isPositive?(u: T): boolean;
}

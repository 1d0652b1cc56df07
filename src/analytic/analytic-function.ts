/** What a function of one variable is: an activation σ, or any other function a model applies. */
import type { Decimal } from 'decimal.js';
import type { Rational } from '../numerics/rational.ts';
import type { Smooth } from '../numerics/ring.ts';
import type { FunctionSpec } from './function-spec.ts';
import type { JetField } from './jet-field.ts';

export type Parity = 'odd' | 'even' | 'none';

/** The transcendental constants that occur in Taylor coefficients at 0. */
export type TaylorConstant = 'one' | 'ln2' | '1/sqrt(2pi)' | '2/sqrt(pi)';

/** rational × constant. */
export interface TaylorCoefficient {
  readonly rational: Rational;
  readonly constant: TaylorConstant;
}

/** { j : f⁽ʲ⁾ ≠ 0 } at some point. */
export interface TaylorSupport {
  inSupport(j: number): boolean;
  /** The smallest order ≥ j in the support, null when there is none. */
  next(j: number): number | null;
}

/** The Taylor series f(z) = Σ cⱼ zʲ at 0; its support is { j : cⱼ ≠ 0 }. */
export interface TaylorSeries extends TaylorSupport {
  /** cⱼ exactly, or null where it is not known in this form (then only the support is known). */
  coefficient(j: number): TaylorCoefficient | null;
}

/** f(center + z) = f(center − z) (even) or −f(center − z) (odd) for all z. */
export interface Reflection {
  readonly center: Rational;
  readonly parity: 'odd' | 'even';
}

/** A function of one variable in float64 and over any field. */
export interface AnalyticFunction {
  readonly name: string;
  readonly spec: FunctionSpec;
  /** False for `taylor`, which stands for a class of functions: its float members throw. */
  readonly floatable: boolean;
  /** f(z). NaN only for NaN and off the domain; infinite only where |f(z)| exceeds the largest double. */
  value(z: number): number;
  /** f′(z). */
  derivative(z: number): number;
  /** f″(z). */
  second(z: number): number;
  /** value[i] = f(z[i]), derivative[i] = f′(z[i]) for 0 ≤ i < count: the same bits as one by one. */
  map(z: Float64Array, count: number, value: Float64Array, derivative: Float64Array): void;
  /**
   * [f⁽ⁿ⁾(at)/n! for n < terms] over any field that answers for the transcendental numbers in it; at
   * 0 the Taylor series. In 𝔽_p, p must be at least `terms`.
   *
   * @throws UnsupportedError where f is not analytic, and what the field throws for numbers it lacks.
   */
  jet<T>(field: JetField<T>, at: T, terms: number): T[];
  /**
   * The jet at z in decimals, where `jet` over the decimals is not it: functions that are not analytic
   * (from the left where their pieces meet), or that decimals do not know by name.
   */
  readonly decimalJet?: (z: Decimal, terms: number, digits: number) => readonly Decimal[];
  /** About 0. The zero polynomial counts as even. */
  readonly parity: Parity;
  /** Real analytic on its domain. */
  readonly analytic: boolean;
  /** Where it is defined: all of ℝ, or z > 0 only. */
  readonly domain: 'line' | 'positive';
  /** f > 0 on its domain; false where that is not known. */
  readonly positive: boolean;
  /** Degree where f is known to be a polynomial (0 for constants), else null. */
  readonly polynomialDegree: number | null;
  /** Null when f is not analytic at 0. */
  readonly taylor: TaylorSeries | null;
  /** { j : f⁽ʲ⁾(s) ≠ 0 }, null where f is not analytic at s. */
  supportAt(s: Rational): TaylorSupport | null;
  /** f and its derivatives over ℚ where f is a known polynomial, else undefined. */
  readonly overRationals: Smooth<Rational> | undefined;
  readonly atZero: { readonly value: number; readonly derivative: number };
  /** f(0) = 0 exactly. */
  readonly zeroAtZero: boolean;
  /** f′(0) = 0 exactly. */
  readonly derivativeVanishesAtZero: boolean;
  /** Order of simplicity, identity = 0 the simplest. */
  readonly complexity: number;
  /** All reflections with a rational centre. */
  readonly reflections: readonly Reflection[];
}

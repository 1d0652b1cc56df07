/** What an activation function σ is, as data. */
import type { ActivationSpec } from '../instances/instance.ts';
import type { Rational } from '../numerics/rational.ts';
import type { Smooth } from '../numerics/ring.ts';

export type Parity = 'odd' | 'even' | 'none';

/** The transcendental constants that occur in Taylor coefficients at 0. */
export type TaylorConstant = 'one' | 'ln2' | '1/sqrt(2pi)' | '2/sqrt(pi)';

/** rational × constant. */
export interface TaylorCoefficient {
  readonly rational: Rational;
  readonly constant: TaylorConstant;
}

/** The Taylor series σ(z) = Σ cⱼ zʲ at 0. */
export interface TaylorAtZero {
  /** cⱼ ≠ 0. */
  inSupport(j: number): boolean;
  /** cⱼ exactly, or null where it is not known in this form (then only the support is known). */
  coefficient(j: number): TaylorCoefficient | null;
}

/** σ(center + z) = σ(center − z) (even) or −σ(center − z) (odd) for all z. */
export interface Reflection {
  readonly center: Rational;
  readonly parity: 'odd' | 'even';
}

export interface Activation {
  readonly name: string;
  readonly spec: ActivationSpec;
  /** False for `taylor`, which stands for a class of functions: its float members throw. */
  readonly floatable: boolean;
  /** σ(z). NaN only for NaN; infinite only where |σ(z)| exceeds the largest double. */
  value(z: number): number;
  /** σ′(z). */
  derivative(z: number): number;
  /** σ″(z). */
  second(z: number): number;
  /** value[i] = σ(z[i]), derivative[i] = σ′(z[i]) for 0 ≤ i < count: the same bits as one by one. */
  map(z: Float64Array, count: number, value: Float64Array, derivative: Float64Array): void;
  /** About 0. The zero polynomial counts as even. */
  readonly parity: Parity;
  /** Real analytic on all of ℝ. */
  readonly analytic: boolean;
  /** Degree where σ is a polynomial (0 for constants), else null. */
  readonly polynomialDegree: number | null;
  /** Null when σ is not analytic. */
  readonly taylor: TaylorAtZero | null;
  /** σ and its derivatives over ℚ where σ is a known polynomial, else undefined. */
  readonly overRationals: Smooth<Rational> | undefined;
  readonly atZero: { readonly value: number; readonly derivative: number };
  /** σ(0) = 0 exactly. */
  readonly zeroAtZero: boolean;
  /** σ′(0) = 0 exactly. */
  readonly derivativeVanishesAtZero: boolean;
  /** Order of simplicity, identity = 0 the simplest. */
  readonly complexity: number;
  /** All reflections with a rational centre. */
  readonly reflections: readonly Reflection[];
}

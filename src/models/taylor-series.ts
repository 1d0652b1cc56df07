/**
 * Taylor series at 0 with exact coefficients, rational × named constant, from each function's
 * differential equation:
 *
 *   tanh     t′ = 1 − t²                 sigmoid   s′ = s − s²,  s(0) = ½
 *   arctan   y′ = 1/(1 + z²)             erf       y′ = (2/√π) e^{−z²}
 *   softplus y′ = s,  y(0) = ln 2        silu      y  = z·s
 *   gelu     y  = z/2 + z·erf(z/√2)/2 = z/2 + (1/√(2π)) Σ (−1)ᵏ z^{2k+2} / (2ᵏ k! (2k+1))
 */
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../numerics/rational.ts';
import type { TaylorAtZero, TaylorCoefficient, TaylorConstant } from './activation-type.ts';

export type Coefficients = (j: number) => Rational;

/** c₀, c₁, … where `next(c)` computes the coefficient after the ones known; memoised. */
function recurrence(
  initial: readonly Rational[],
  next: (c: readonly Rational[]) => Rational,
): Coefficients {
  const known = [...initial];
  return (j) => {
    while (known.length <= j) known.push(next(known));
    return known[j]!;
  };
}

/** Coefficient of zⁿ of the square of Σ cⱼ zʲ. */
function squareCoefficient(c: readonly Rational[], n: number): Rational {
  let sum = ZERO;
  for (let i = 0; i <= n; i++) {
    const a = c[i]!;
    const b = c[n - i]!;
    if (!isZero(a) && !isZero(b)) sum = add(sum, multiply(a, b));
  }
  return sum;
}

/** 1/j! for all j. */
const inverseFactorial = recurrence([ONE], (c) => divide(c.at(-1)!, rational(c.length)));

const alternating = (k: number, q: Rational) => (k % 2 === 0 ? q : negate(q));

const tanhCoefficient = recurrence([ZERO], (c) => {
  const n = c.length - 1;
  const square = squareCoefficient(c, n);
  return divide(subtract(n === 0 ? ONE : ZERO, square), rational(n + 1));
});

const sigmoidCoefficient = recurrence([rational(1, 2)], (c) => {
  const n = c.length - 1;
  return divide(subtract(c[n]!, squareCoefficient(c, n)), rational(n + 1));
});

/** (−1)ᵏ / (k! (2k + 1)): e^{−z²} integrated. */
const erfCoefficient = (k: number) =>
  alternating(k, divide(inverseFactorial(k), rational(2 * k + 1)));

/**
 * `inSupport` is given in closed form where an exact coefficient of high degree costs much: those of
 * tanh are ± tangent numbers over factorials, never 0 at odd degrees, and the others follow from it.
 */
function series(
  coefficient: Coefficients,
  constantOf: (j: number) => TaylorConstant = () => 'one',
  inSupport: (j: number) => boolean = (j) => !isZero(coefficient(j)),
): TaylorAtZero {
  return {
    inSupport,
    coefficient(j): TaylorCoefficient {
      const q = coefficient(j);
      return { rational: q, constant: isZero(q) ? 'one' : constantOf(j) };
    },
  };
}

/** A polynomial with the given coefficients c₀, c₁, … */
export function polynomialSeries(coefficients: readonly Rational[]): TaylorAtZero {
  return series((j) => coefficients[j] ?? ZERO);
}

/** A series of which only the support is known. */
export function supportOnly(inSupport: (j: number) => boolean): TaylorAtZero {
  return {
    inSupport,
    coefficient: (j) => (inSupport(j) ? null : { rational: ZERO, constant: 'one' }),
  };
}

export const tanhSeries = series(
  tanhCoefficient,
  () => 'one',
  (j) => j % 2 === 1,
);
export const sigmoidSeries = series(
  sigmoidCoefficient,
  () => 'one',
  (j) => j === 0 || j % 2 === 1,
);
export const expSeries = series(inverseFactorial);

export const sinSeries = series((j) =>
  j % 2 === 0 ? ZERO : alternating((j - 1) / 2, inverseFactorial(j)),
);

export const cosSeries = series((j) =>
  j % 2 === 1 ? ZERO : alternating(j / 2, inverseFactorial(j)),
);

/** e^{−z²}. */
export const gaussianSeries = series((j) =>
  j % 2 === 1 ? ZERO : alternating(j / 2, inverseFactorial(j / 2)),
);

export const arctanSeries = series((j) =>
  j % 2 === 0 ? ZERO : alternating((j - 1) / 2, rational(1, j)),
);

export const erfSeries = series(
  (j) => (j % 2 === 0 ? ZERO : erfCoefficient((j - 1) / 2)),
  () => '2/sqrt(pi)',
);

export const softplusSeries = series(
  (j) => (j === 0 ? ONE : divide(sigmoidCoefficient(j - 1), rational(j))),
  (j) => (j === 0 ? 'ln2' : 'one'),
  (j) => j === 1 || j % 2 === 0,
);

export const siluSeries = series(
  (j) => (j === 0 ? ZERO : sigmoidCoefficient(j - 1)),
  () => 'one',
  (j) => j === 1 || (j > 0 && j % 2 === 0),
);

export const geluSeries = series(
  (j) => {
    if (j === 1) return rational(1, 2);
    if (j === 0 || j % 2 === 1) return ZERO;
    const k = j / 2 - 1;
    return divide(erfCoefficient(k), rational(2n ** BigInt(k)));
  },
  (j) => (j === 1 ? 'one' : '1/sqrt(2pi)'),
  (j) => j === 1 || (j > 0 && j % 2 === 0),
);

/**
 * Taylor support of σ(z + s) at 0 for rational s ≠ 0: which derivatives of σ vanish at s.
 *
 * - tanh, sigmoid, exp, sin, cos, softplus, silu: σ⁽ʲ⁾(s) is a non-zero polynomial with rational
 *   coefficients in s and a number that is transcendental by Lindemann's theorem (eˢ, tanh s, e^{is}),
 *   or, for softplus itself, log(1 + eˢ) > 0. None vanishes.
 * - arctan, gaussian, erf, gelu: past the first one or two, σ⁽ʲ⁾(s) is a rational number times e^{−s²},
 *   e^{−s²/2} or 1, given by a recurrence and decided exactly. arctan s and erf s vanish at 0 only;
 *   gelu′ = Φ + zφ has one real zero, near −0.7518, which is not known to be rational and is taken
 *   not to be.
 * - a Taylor-support class: the generic member has no vanishing derivative; where the support is finite,
 *   up to its degree.
 */
import { UnsupportedError } from '../errors.ts';
import {
  add,
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  subtract,
} from '../numerics/rational.ts';
import type { Activation } from './activation-type.ts';

type Support = (j: number) => boolean;

export function supportAfterShift(base: Activation, s: Rational): Support {
  const { taylor, spec } = base;
  if (taylor === null) throw new UnsupportedError(`${base.name} has no Taylor series`);
  if (isZero(s)) return (j) => taylor.inSupport(j);
  if (typeof spec === 'string') return namedSupport(spec, s);
  switch (spec.name) {
    case 'taylor': {
      const degree = base.polynomialDegree;
      return (j) => degree === null || j <= degree;
    }
    case 'shifted':
    case 'polynomial':
      throw new UnsupportedError(`${spec.name} is simplified before it is shifted`);
  }
}

function namedSupport(name: string, s: Rational): Support {
  switch (name) {
    case 'arctan': {
      // y = 1/(1 + (s + t)²): coefficients of y up to a factor, (1 + s²)yₙ + 2s yₙ₋₁ + yₙ₋₂ = 0.
      const q = add(ONE, multiply(s, s));
      const y = sequence([ONE], (previous, before) =>
        negatedQuotient(add(multiply(multiply(rational(2), s), previous), before), q),
      );
      return (j) => j === 0 || !isZero(y(j - 1));
    }
    case 'gaussian':
      return gaussianSupport(s, rational(2));
    case 'erf': {
      const density = gaussianSupport(s, rational(2));
      return (j) => j === 0 || density(j - 1);
    }
    case 'gelu': {
      // σ″ = (2 − z²)φ and φ⁽ⁿ⁾ = (−1)ⁿHeₙ φ give σ⁽ʲ⁾ = (2 − z²)φ⁽ᵏ⁾ − 2kz φ⁽ᵏ⁻¹⁾ − k(k−1)φ⁽ᵏ⁻²⁾, k = j − 2.
      const h = hermite(s, ONE);
      const two = rational(2);
      return (j) => {
        if (j < 2) return true;
        const k = j - 2;
        let value = multiply(subtract(two, multiply(s, s)), h(k));
        if (k >= 1) value = subtract(value, multiply(multiply(rational(2 * k), s), h(k - 1)));
        if (k >= 2) value = subtract(value, multiply(rational(k * (k - 1)), h(k - 2)));
        return !isZero(value);
      };
    }
    default:
      return () => true;
  }
}

/** h(n) with dⁿ/dzⁿ e^{−κz²/2} = h(n)·e^{−κz²/2} at z = s: hₙ₊₁ = −κ(s hₙ + n hₙ₋₁). */
function hermite(s: Rational, kappa: Rational): (n: number) => Rational {
  return sequence([ONE], (previous, before, n) =>
    multiply(
      subtract(rational(0), kappa),
      add(multiply(s, previous), multiply(rational(n - 1), before)),
    ),
  );
}

function gaussianSupport(s: Rational, kappa: Rational): Support {
  const h = hermite(s, kappa);
  return (j) => !isZero(h(j));
}

/** Memoised two-term recurrence; the term before the first is 0. */
function sequence(
  initial: readonly Rational[],
  next: (previous: Rational, before: Rational, n: number) => Rational,
): (n: number) => Rational {
  const known = [...initial];
  return (n) => {
    while (known.length <= n) {
      const m = known.length;
      known.push(next(known[m - 1], m >= 2 ? known[m - 2] : rational(0), m));
    }
    return known[n];
  };
}

function negatedQuotient(a: Rational, b: Rational): Rational {
  return rational(-a.numerator * b.denominator, a.denominator * b.numerator);
}

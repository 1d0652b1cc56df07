/** Truncated power series over a field. */
import { rational } from '../../numerics/rational.ts';
import type { Smooth } from '../../numerics/ring.ts';
import { seriesRing } from '../../numerics/truncated-series.ts';
import type { Field } from '../field.ts';
import { arithmeticOf, reciprocal } from '../jet-arithmetic.ts';
import { fieldOf, smoothIn } from './field-from-ring.ts';

/**
 * T[t]/(t^length), a series being its coefficients, lowest first:
 *
 *   f(a₀ + n) = Σₘ f⁽ᵐ⁾(a₀)/m! nᵐ,   n = a₁t + a₂t² + …
 *
 * `inverse` throws what the field below throws for a₀.
 */
export function seriesField<T>(below: Field<T>, length: number): Field<readonly T[]> {
  const ring = seriesRing(below, length);
  const compose = (smooth: Smooth<T>, order: number, a: readonly T[]): readonly T[] => {
    const nilpotent = a.map((c, k) => (k === 0 ? below.zero : c));
    // The highest derivative first: the lower ones come with its jet.
    const taylor: T[] = new Array(length);
    let factorial = rational(1);
    for (let m = 1; m < length; m++) factorial = rational(factorial.numerator * BigInt(m));
    for (let m = length - 1; m >= 0; m--) {
      const inverse = below.rational(rational(1, factorial.numerator));
      taylor[m] = below.mul(smooth(order + m, a[0]), inverse);
      if (m > 0) factorial = rational(factorial.numerator / BigInt(m));
    }
    let sum = ring.zero;
    for (let m = length - 1; m >= 0; m--) {
      const product = m === length - 1 ? sum : ring.mul(sum, nilpotent);
      sum = product.map((c, k) => (k === 0 ? below.add(c, taylor[m]) : c));
    }
    return sum;
  };
  const arithmetic = arithmeticOf({ ring: below, inverse: below.inverse });
  return fieldOf(ring, {
    inverse: (a) => reciprocal(arithmetic, a),
    applyDerivative: (f, order, a) => compose(smoothIn(below, f), order, a),
  });
}

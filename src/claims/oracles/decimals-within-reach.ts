/** Decimals for trajectories, that refuse what they cannot reach. */
import type { Decimal } from 'decimal.js';
import type { Field } from '../../analytic/field.ts';
import { decimalsField } from '../../analytic/fields/decimals.ts';
import { UnsupportedError } from '../../errors.ts';

/**
 * Powers of ten beyond which a pre-activation is out of reach: sin needs as many digits as its argument
 * has before the point, and sums of cancelling exponentials as many as the argument has zeros after it.
 */
const FARTHEST = 300;

/** A pre-activation is infinite, no number, or too large or small for decimals to say anything. */
class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

/** Decimals that refuse what they cannot reach. */
export function withinDecimals(digits: number): Field<Decimal> {
  const field = decimalsField(digits);
  const reached = (z: Decimal): Decimal => {
    // The exponent of 0 is 0.
    if (!z.isFinite() || Math.abs(z.e) > FARTHEST)
      throw new OutOfReach(`a pre-activation of ${z.toPrecision(3)}`);
    return z;
  };
  return {
    ...field,
    inverse(a) {
      // However large or small: no digit is lost.
      if (!a.isFinite() || a.isZero()) throw new OutOfReach(`1/${a}`);
      return field.inverse(a);
    },
    apply: (f, z) => field.apply(f, reached(z)),
    applyDerivative: (f, order, z) => field.applyDerivative(f, order, reached(z)),
  };
}

/** The value, or undefined where decimals cannot reach it or do not know a function. */
export function withinReach<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OutOfReach || error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

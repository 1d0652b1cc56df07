/**
 * An instance in decimal arithmetic of many digits: the last step of the ladder, which tells an escape
 * from rounding. It runs the model's own page over decimals, so it shares no kernel with the
 * float64 code that raised the suspicion.
 */

import type { Decimal } from 'decimal.js';
import type { Field } from '../../analytic/field.ts';
import { decimalsField } from '../../analytic/fields/decimals.ts';
import type { Data } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { requireGradients } from '../../models/family.ts';
import { gradientOf } from '../../models/gradient.ts';
import { decimalRing } from '../../numerics/decimal-ring.ts';
import { lossGradient } from '../../training/field-objective.ts';
import type { Subspace } from './subspace.ts';

/**
 * Powers of ten beyond which a pre-activation is out of reach: sin needs as many digits as its argument
 * has before the point, and sums of cancelling exponentials as many as the argument has zeros after it.
 */
const FARTHEST = 300;

/** A pre-activation is infinite, no number, or too large or small for decimals to say anything. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

/** The value, or undefined where decimals cannot reach it. */
export function withinReach<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OutOfReach) return undefined;
    throw error;
  }
}

/** Decimals that refuse what they cannot reach. */
function withinDecimals(digits: number): Field<Decimal> {
  const field = decimalsField(digits);
  const reached = (z: Decimal): Decimal => {
    if (!z.isFinite() || (!z.isZero() && Math.abs(z.e) > FARTHEST))
      throw new OutOfReach(`decimalModel: a pre-activation of ${z.toPrecision(3)}`);
    return z;
  };
  return {
    ...field,
    inverse(a) {
      if (reached(a).isZero()) throw new OutOfReach('decimalModel: 1/0');
      return field.inverse(a);
    },
    apply: (f, z) => field.apply(f, reached(z)),
    applyDerivative: (f, order, z) => field.applyDerivative(f, order, reached(z)),
  };
}

export interface DecimalModel {
  readonly theta: Decimal[];
  /** ∇_θ F_output(θ)(x). */
  outputGradient(theta: readonly Decimal[], x: readonly Decimal[], output: number): Decimal[];
  /** ∇L(θ) for the given data and loss. */
  lossGradient(theta: readonly Decimal[], data: Data, loss: string): readonly Decimal[];
  /** ‖(I − P)v‖ for a vector v (direction, not point). */
  normalNorm(subspace: Subspace, vector: readonly Decimal[]): Decimal;
}

/**
 * @param digits significant decimal digits of every operation. The methods throw `OutOfReach` where
 *   numbers get too large; call them within `withinReach`.
 */
export function decimalModel(subject: Subject, digits: number): DecimalModel {
  const field = withinDecimals(digits);
  const ring = decimalRing(digits);
  const bound = subject.model;
  requireGradients(bound, 'a loss');
  const outputGradient = (theta: readonly Decimal[], x: readonly Decimal[], output: number) =>
    gradientOf(bound, field, theta, x, output);

  return {
    theta: subject.exact.map(ring.fromRational),
    outputGradient,
    lossGradient: (theta, data, loss) => lossGradient(bound, field, theta, data, loss),
    normalNorm(subspace, vector) {
      const { orbit, sign } = subspace;
      const sums = new Map<number, Decimal>();
      const sizes = new Map<number, number>();
      const signed = (i: number) => (sign[i]! < 0 ? vector[i]!.neg() : vector[i]!);
      vector.forEach((_, i) => {
        const o = orbit[i]!;
        sums.set(o, ring.add(sums.get(o) ?? ring.zero, signed(i)));
        sizes.set(o, (sizes.get(o) ?? 0) + 1);
      });
      let square = ring.zero;
      vector.forEach((v, i) => {
        const o = orbit[i]!;
        const size = BigInt(sizes.get(o)!);
        const mean = ring.mul(
          sums.get(o)!,
          ring.fromRational({ numerator: 1n, denominator: size }),
        );
        const rest = o < 0 ? v : ring.sub(signed(i), mean);
        square = ring.add(square, ring.mul(rest, rest));
      });
      return square.sqrt();
    },
  };
}

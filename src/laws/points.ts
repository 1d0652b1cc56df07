/** Points at which laws are checked: doubles that are exact in decimals too. */
import type { Decimal } from 'decimal.js';
import { decimalsField } from '../analytic/fields/decimals.ts';
import type { BoundModel } from '../models/bind.ts';
import type { Rng } from '../numerics/random.ts';
import { rational } from '../numerics/rational.ts';

/** Decimals with room for cancellation: errors stay far below 10⁻³⁰. */
export const decimals = decimalsField(50);

/** Equality in these decimals, of numbers of ordinary size. */
export const TOLERANCE = 1e-30;

/** Multiples of 1/64 in ±[½, 1½]. */
export function drawPoint(count: number, rng: Rng): number[] {
  return Array.from({ length: count }, () => (rng.integer(32, 96) / 64) * rng.pick([-1, 1]));
}

export function drawInputs({ inputs }: BoundModel, rng: Rng): number[] {
  const drawn = drawPoint(inputs.size, rng);
  for (const { offset, choices } of inputs.finite)
    rng.pick(choices).forEach((value, i) => {
      drawn[offset + i] = value;
    });
  return drawn;
}

export function inDecimals(values: readonly number[]): Decimal[] {
  return values.map((value) => decimals.rational(rational(value * 64, 64)));
}

/** Whether two lists of decimals are equal, relative to 1 or the larger one. */
export function sameDecimals(a: readonly Decimal[], b: readonly Decimal[]): boolean {
  return (
    a.length === b.length &&
    a.every((value, i) => {
      const scale = Math.max(1, value.abs().toNumber());
      return value.minus(b[i]).abs().toNumber() <= TOLERANCE * scale;
    })
  );
}

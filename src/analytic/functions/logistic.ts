/** 1/(1 + e^{−z}): what tanh, sigmoid, softplus and SiLU share. */
import { divide, rational, subtract } from '../../numerics/rational.ts';
import { arithmeticOf, exponentialJet, multiplyJets, reciprocal } from '../jet-arithmetic.ts';
import type { JetField } from '../jet-field.ts';
import { recurrence, squareCoefficient } from '../taylor-series.ts';
import { exponential } from '../transcendental-numbers.ts';

/** Past this, e^{−|z|} times any cofactor used here is 0. */
export const EXP_UNDERFLOW = 760;

export function sigmoidOf(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** s(1 − s) = e/(1 + e)² with e = e^{−|z|}: even to the last bit. */
export function sigmoidDerivative(z: number): number {
  const e = Math.exp(-Math.abs(z));
  const inverse = 1 / (1 + e);
  return e * inverse * inverse;
}

/** 1 − 2s = −tanh(z/2), without cancellation. */
export function oneMinusTwice(z: number): number {
  const a = Math.abs(z);
  const value = Math.expm1(-a) / (1 + Math.exp(-a));
  return z < 0 ? -value : value;
}

/** s′ = s − s², s(0) = ½. */
export const sigmoidCoefficient = recurrence([rational(1, 2)], (c) => {
  const n = c.length - 1;
  return divide(subtract(c[n], squareCoefficient(c, n)), rational(n + 1));
});

/** 1/(1 + e^{−r(u + t)}), as e^{r(u + t)}/(1 + e^{r(u + t)}) where the other exponential is past all numbers. */
export function logisticJet<T>(field: JetField<T>, u: T, r: number, terms: number): T[] {
  const { ring } = field;
  const arithmetic = arithmeticOf(field);
  const down = ring.mul(arithmetic.integer(-r), u);
  const isTurned = field.overflows?.(down) ?? false;
  const jet = isTurned
    ? exponentialJet(arithmetic, exponential(field, ring.neg(down)), r, terms)
    : exponentialJet(arithmetic, exponential(field, down), -r, terms);
  const sum = jet.map((c, n) => (n === 0 ? ring.add(c, ring.one) : c));
  const inverse = reciprocal(arithmetic, sum);
  return isTurned ? multiplyJets(ring, jet, inverse) : inverse;
}

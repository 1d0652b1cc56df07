/**
 * σ(z) = e^{−1/z²} for z > 0, 0 otherwise: infinitely differentiable, every derivative at 0 is 0, and
 * so not analytic there. σ′ = 2z⁻³σ, σ″ = (4z⁻⁶ − 6z⁻⁴)σ.
 */
import type { Decimal } from 'decimal.js';
import { decimalsOf } from '../../numerics/decimal-ring.ts';
import {
  arithmeticOf,
  composeJets,
  exponentialJet,
  multiplyJets,
  reciprocal,
} from '../jet-arithmetic.ts';
import type { JetField } from '../jet-field.ts';
import { notAnalytic } from '../named-function.ts';
import { exponential } from '../transcendental-numbers.ts';

/** Below this, e^{−1/z²} is 0 in float64. */
const FLAT_UNDERFLOW = 0.03;

// The large cofactors meet e^{−1/z²} in two halves, before it can be subnormal.

/** 0 or, for NaN, NaN. */
const vanishing = (z: number) => (Number.isNaN(z) ? z : 0);

export const flat = notAnalytic({
  name: 'flat',
  complexity: 16,
  value: (z) => (z > FLAT_UNDERFLOW ? Math.exp(-1 / (z * z)) : vanishing(z)),
  derivative(z) {
    if (!(z > FLAT_UNDERFLOW)) return vanishing(z);
    const u = 1 / (z * z);
    const root = Math.exp(-0.5 * u);
    return ((2 * u) / z) * root * root;
  },
  second(z) {
    if (!(z > FLAT_UNDERFLOW)) return vanishing(z);
    const u = 1 / (z * z);
    const root = Math.exp(-0.5 * u);
    return (4 * u - 6) * u * u * root * root;
  },
  decimalJet(z, terms, digits) {
    const D = decimalsOf(digits + (z.isZero() ? 0 : Math.abs(z.e)));
    return z.gt(0) ? jetRightOfZero(D, z, terms) : Array.from({ length: terms }, () => new D(0));
  },
  pieceJet: (field, u, isRight, terms) =>
    isRight ? rightJet(field, u, terms) : Array.from({ length: terms }, () => field.ring.zero),
});

/** The jet of e^w at w(0) after that of w = −(u + t)^{−2}. */
function rightJet<T>(field: JetField<T>, u: T, terms: number): T[] {
  const { ring } = field;
  const arithmetic = arithmeticOf(field);
  const line = Array.from({ length: terms }, (_, n) =>
    n === 0 ? u : n === 1 ? ring.one : ring.zero,
  );
  const w = reciprocal(arithmetic, multiplyJets(ring, line, line)).map((c) => ring.neg(c));
  const outer = exponentialJet(arithmetic, exponential(field, w[0]), 1, terms);
  return composeJets(ring, outer, w);
}

/** y = e^{−w}, w = (z + t)^{−2} = Σ (−1)ⁿ(n + 1)tⁿ/z^{n+2}: n·yₙ = −Σ k·wₖ·yₙ₋ₖ. */
function jetRightOfZero(D: typeof Decimal, z: Decimal, terms: number): Decimal[] {
  const inverse = D.div(1, z);
  const w = [D.mul(inverse, inverse)];
  for (let n = 1; n < terms; n++)
    w.push(
      D.mul(w[n - 1], inverse)
        .times(-(n + 1))
        .div(n),
    );
  const y = [D.exp(w[0].neg())];
  for (let n = 1; n < terms; n++) {
    let sum = new D(0);
    for (let k = 1; k <= n; k++) sum = sum.plus(w[k].times(y[n - k]).times(k));
    y.push(sum.div(-n));
  }
  return y;
}

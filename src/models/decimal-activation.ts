/**
 * Activations and all their derivatives in decimal arithmetic of any precision: the witness for float64
 * values, and what high-precision escalation runs on. Values come from the jets (`jets.ts`) with the
 * true transcendental numbers as generators; nothing is shared with the float64 code.
 */
import type { Decimal } from 'decimal.js';
import { UnsupportedError } from '../errors.ts';
import type { ActivationSpec } from '../instances/instance.ts';
import { decimalRing, decimalsOf } from '../numerics/decimal-ring.ts';
import type { Smooth } from '../numerics/ring.ts';
import { type Activation, resolveActivation } from './activation.ts';
import {
  errorFunction,
  logOnePlusExp,
  normalCdf,
  tangentOfHalf,
} from './decimal-special-functions.ts';
import { type Constant, type Generator, type JetField, jetsOf } from './jets.ts';

/**
 * σ⁽ⁿ⁾ rounded to `digits` significant digits, n = 0, 1, 2, … Relative accuracy is near 10^−digits
 * except next to zeros of σ⁽ⁿ⁾ other than 0, where the absolute accuracy is.
 *
 * @throws UnsupportedError for Taylor-support classes, InputError for an unknown activation.
 */
export function activationOverDecimals(
  spec: ActivationSpec | Activation,
  digits: number,
): Smooth<Decimal> {
  const activation = typeof spec === 'object' && 'taylor' in spec ? spec : resolveActivation(spec);
  if (!activation.floatable)
    throw new UnsupportedError(`activation "${activation.name}" has no values`);
  const rounded = decimalsOf(digits);
  const jetAt = activation.analytic ? analyticJet(activation) : foilJet(activation);
  // Tapes and dual numbers ask for consecutive orders at the same point.
  let lastPoint: Decimal | null = null;
  let lastJet: readonly Decimal[] = [];
  return (order, z) => {
    if (lastPoint === null || !lastPoint.equals(z) || lastJet.length <= order) {
      lastJet = jetAt(z, order + 2, digits + 15);
      lastPoint = z;
    }
    let factorial = new rounded(1);
    for (let k = 2; k <= order; k++) factorial = factorial.times(k);
    return rounded.mul(lastJet[order], factorial);
  };
}

type DecimalJet = (z: Decimal, length: number, digits: number) => readonly Decimal[];

function analyticJet(activation: Activation): DecimalJet {
  const jet = jetsOf(activation);
  return (z, length, digits) => {
    // tanh u = (1 − e^{−2u})/(1 + e^{−2u}) loses the digits in front of a small u.
    const magnitude = z.isZero() ? 0 : Math.abs(z.e);
    return jet(decimalField(digits + magnitude + length), z, length);
  };
}

const fields = new Map<number, JetField<Decimal>>();

/** The decimals with true values as generators. Nothing is reflected: each u stands for itself. */
export function decimalField(digits: number): JetField<Decimal> {
  let field = fields.get(digits);
  if (field === undefined) {
    const D = decimalsOf(digits);
    const pi = D.acos(-1);
    field = {
      ring: decimalRing(digits),
      inverse: (a) => D.div(1, a),
      canonical: (value) => ({ value, reflected: false }),
      generator: (name, u) => generatorValue(D, name, u),
      constant: (name) => constantValue(D, name, pi),
    };
    fields.set(digits, field);
  }
  return field;
}

function generatorValue(D: typeof Decimal, name: Generator, u: Decimal): Decimal {
  switch (name) {
    case 'exp(-u)':
      return D.exp(u.neg());
    case 'exp(-2u)':
      return D.exp(D.mul(u, -2));
    case 'exp(-u^2)':
      return D.exp(exactSquare(u).neg());
    case 'exp(-u^2/2)':
      return D.exp(exactSquare(u).times(-0.5));
    case 'log(1+exp(u))':
      return logOnePlusExp(D, u);
    case 'tan(u/2)':
      return tangentOfHalf(D, u);
    case 'erf(u)':
      return errorFunction(D, u);
    case 'normal-cdf(u)':
      return normalCdf(D, u);
    case 'arctan(u)':
      return D.atan(u);
    default:
      throw new UnsupportedError(`generator ${name} has no value`);
  }
}

/** u² without rounding, with room to halve it: its error would count u² times in an exponent. */
function exactSquare(u: Decimal): Decimal {
  const wide = decimalsOf(2 * Math.max(u.precision(), 1) + 2);
  return wide.mul(u, u);
}

function constantValue(D: typeof Decimal, name: Constant, pi: Decimal): Decimal {
  switch (name) {
    case 'ln2':
      return D.ln(2);
    case '1/sqrt(2pi)':
      return D.div(1, D.sqrt(D.mul(2, pi)));
    case '2/sqrt(pi)':
      return D.div(2, D.sqrt(pi));
    default:
      throw new UnsupportedError(`constant ${name} has no value`);
  }
}

/** The non-analytic activations, piece by piece. */
function foilJet(activation: Activation): DecimalJet {
  return (z, length, digits) => {
    const D = decimalsOf(digits + (z.isZero() ? 0 : Math.abs(z.e)));
    const zero = new D(0);
    const jet: Decimal[] = Array.from({ length }, () => zero);
    switch (activation.spec) {
      case 'relu':
        return z.gt(0) ? withLine(jet, new D(z), new D(1)) : jet;
      case 'leaky-relu':
        return z.gt(0)
          ? withLine(jet, new D(z), new D(1))
          : withLine(jet, D.mul(z, '0.01'), new D('0.01'));
      case 'flat':
        return z.gt(0) ? flatJet(D, z, length) : jet;
      default:
        throw new UnsupportedError(`activation "${activation.name}" has no decimal values`);
    }
  };
}

function withLine(jet: Decimal[], value: Decimal, slope: Decimal): Decimal[] {
  return jet.map((zero, n) => (n === 0 ? value : n === 1 ? slope : zero));
}

/** y = e^{−w}, w = (z + t)^{−2} = Σ (−1)ⁿ(n + 1)tⁿ/z^{n+2}: n·yₙ = −Σ k·wₖ·yₙ₋ₖ. */
function flatJet(D: typeof Decimal, z: Decimal, length: number): Decimal[] {
  const inverse = D.div(1, z);
  const w = [D.mul(inverse, inverse)];
  for (let n = 1; n < length; n++)
    w.push(
      D.mul(w[n - 1], inverse)
        .times(-(n + 1))
        .div(n),
    );
  const y = [D.exp(w[0].neg())];
  for (let n = 1; n < length; n++) {
    let sum = new D(0);
    for (let k = 1; k <= n; k++) sum = sum.plus(w[k].times(y[n - k]).times(k));
    y.push(sum.div(-n));
  }
  return y;
}

/**
 * Functions and all their derivatives in decimal arithmetic of any precision: the witness for float64
 * values, and what high-precision escalation runs on. Values come from the jets with the true
 * transcendental numbers as generators; nothing is shared with the float64 code.
 */
import type { Decimal } from 'decimal.js';
import { UnsupportedError } from '../errors.ts';
import { decimalRing, decimalsOf } from '../numerics/decimal-ring.ts';
import type { Smooth } from '../numerics/ring.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import {
  errorFunction,
  logOnePlusExp,
  normalCdf,
  tangentOfHalf,
} from './decimal-special-functions.ts';
import type { FunctionSpec } from './function-spec.ts';
import type { Constant, Generator, JetField } from './jet-field.ts';
import { resolveFunction } from './registry.ts';

/**
 * σ⁽ⁿ⁾ rounded to `digits` significant digits, n = 0, 1, 2, … Relative accuracy is near 10^−digits
 * except next to zeros of σ⁽ⁿ⁾ other than 0, where the absolute accuracy is.
 *
 * @throws UnsupportedError for Taylor-support classes, InputError for an unknown function.
 */
export function functionOverDecimals(
  spec: FunctionSpec | AnalyticFunction,
  digits: number,
): Smooth<Decimal> {
  const f = typeof spec === 'object' && 'jet' in spec ? spec : resolveFunction(spec);
  if (!f.floatable) throw new UnsupportedError(`function "${f.name}" has no values`);
  const rounded = decimalsOf(digits);
  const jetAt = f.analytic ? analyticJet(f) : f.decimalJet!;
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

function analyticJet(f: AnalyticFunction): DecimalJet {
  return (z, length, digits) => {
    // tanh u = (1 − e^{−2u})/(1 + e^{−2u}) loses the digits in front of a small u; an error in the
    // exponent of e^{−u²} counts u² times.
    const magnitude = z.isZero() ? 0 : Math.abs(z.e);
    return f.jet(decimalField(digits + 2 * magnitude + length), z, length);
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
    case 'exp':
      return D.exp(u);
    case 'log1pexp':
      return logOnePlusExp(D, u);
    case 'tan-half':
      return tangentOfHalf(D, u);
    case 'erf':
      return errorFunction(D, u);
    case 'normal-cdf':
      return normalCdf(D, u);
    case 'arctan':
      return D.atan(u);
    case 'sqrt':
      return D.sqrt(u);
    case 'log':
      return D.ln(u);
    default:
      throw new UnsupportedError(`generator ${name} has no value`);
  }
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

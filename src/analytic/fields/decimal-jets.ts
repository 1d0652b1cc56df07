/** The decimals as a field of jets: the true transcendental numbers, to any precision. */
import type { Decimal } from 'decimal.js';
import { UnsupportedError } from '../../errors.ts';
import { decimalRing, decimalsOf } from '../../numerics/decimal-ring.ts';
import type { AnalyticFunction } from '../analytic-function.ts';
import {
  arctangent,
  errorFunction,
  logOnePlusExp,
  normalCdf,
  tangentOfHalf,
} from '../decimal-special-functions.ts';
import type { Constant, Generator, JetField } from '../jet-field.ts';

/**
 * [f⁽ⁿ⁾(z)/n! for n < terms] to about `digits` digits, also where f is not analytic.
 *
 * @throws UnsupportedError for Taylor-support classes.
 */
export function decimalJet(
  f: Pick<AnalyticFunction, 'jet' | 'decimalJet'>,
  z: Decimal,
  terms: number,
  digits: number,
): readonly Decimal[] {
  if (f.decimalJet !== undefined) return f.decimalJet(z, terms, digits);
  // tanh u = (1 − e^{−2u})/(1 + e^{−2u}) loses the digits in front of a small u; an error in the
  // exponent of e^{−u²} counts u² times.
  const magnitude = z.isZero() ? 0 : Math.abs(z.e);
  return f.jet(decimalField(digits + 2 * magnitude + terms), z, terms);
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
      return arctangent(D, u);
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

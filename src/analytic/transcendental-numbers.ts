/**
 * The numbers that jets are made of, with their reflection laws and their values at 0 exact:
 *
 *   e^{−v} = 1/e^v                log(1 + e^{−u}) = log(1 + e^u) − u     Φ(−u) = 1 − Φ(u)
 *   tan, arctan, erf odd          e^0 = 1, log(1 + e^0) = ln 2, Φ(0) = ½
 */
import { rational } from '../numerics/rational.ts';
import type { Generator, JetField } from './jet-field.ts';

/** e^v. */
export function exponential<T>(field: JetField<T>, v: T): T {
  if (field.ring.isZero(v)) return field.ring.one;
  const { value, reflected } = field.canonical(v);
  const e = field.generator('exp', value);
  return reflected ? field.inverse(e) : e;
}

/** log(1 + e^u). */
export function logOnePlusExponential<T>(field: JetField<T>, u: T): T {
  if (field.ring.isZero(u)) return field.constant('ln2');
  const { value, reflected } = field.canonical(u);
  const l = field.generator('log1pexp', value);
  return reflected ? field.ring.sub(l, value) : l;
}

/** Φ(u). */
export function normalDistribution<T>(field: JetField<T>, u: T): T {
  const { ring } = field;
  if (ring.isZero(u)) return ring.rational(rational(1, 2));
  const { value, reflected } = field.canonical(u);
  const phi = field.generator('normal-cdf', value);
  return reflected ? ring.sub(ring.one, phi) : phi;
}

/** tan(u/2), arctan u or erf u. */
export function oddNumber<T>(
  field: JetField<T>,
  name: Extract<Generator, 'tan-half' | 'arctan' | 'erf'>,
  u: T,
): T {
  const { ring } = field;
  if (ring.isZero(u)) return ring.zero;
  const { value, reflected } = field.canonical(u);
  const number = field.generator(name, value);
  return reflected ? ring.neg(number) : number;
}

/** √u. */
export function squareRoot<T>(field: JetField<T>, u: T): T {
  const { ring } = field;
  return ring.isZero(ring.sub(u, ring.one)) ? ring.one : field.generator('sqrt', u);
}

/** log u. */
export function logarithm<T>(field: JetField<T>, u: T): T {
  const { ring } = field;
  return ring.isZero(ring.sub(u, ring.one)) ? ring.zero : field.generator('log', u);
}

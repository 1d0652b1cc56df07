/**
 * Jets of an activation: the Taylor coefficients σ⁽ⁿ⁾(z)/n! at a point z ≠ 0 of any field.
 *
 * Every analytic activation here solves a differential equation, so its jet at z is a rational function
 * of z and one or two transcendental numbers, e.g. e^{−2z} for tanh. Over the decimals these are
 * computed; in 𝔽_p, where they have no meaning, the caller supplies a pseudo-random element for each
 * (*generator*), which stands for a generic point: a non-zero integer polynomial does not vanish at
 * algebraically independent numbers. At z = 0 the jet is the Taylor series itself.
 *
 * Points z and −z are not independent, σ(−u) = ±σ(u) + p(u) with a polynomial p:
 *
 *   odd: tanh, sin, erf, arctan    even: cos, gaussian    sigmoid: 1 − σ(u)
 *   softplus, silu, gelu: σ(u) − u                        exp: 1/σ(u)
 *
 * so a generator is asked for at one representative of {u, −u} only and the law is applied exactly.
 * For shifted activations u = z + shift.
 */
import { UnsupportedError } from '../errors.ts';
import { toRational } from '../instances/numeral.ts';
import { add, type Rational, rational, ZERO } from '../numerics/rational.ts';
import type { Ring } from '../numerics/ring.ts';
import { type Activation, resolveActivation, type TaylorConstant } from './activation.ts';
import {
  type Arithmetic,
  arithmeticOf,
  exponentialJet,
  gaussianJet,
  integrate,
  multiplyByPoint,
  reciprocal,
  shiftedPolynomial,
} from './jet-arithmetic.ts';

export type Generator =
  | 'exp(-u)'
  | 'exp(-2u)'
  | 'exp(-u^2)'
  | 'exp(-u^2/2)'
  | 'log(1+exp(u))'
  | 'tan(u/2)'
  | 'erf(u)'
  | 'normal-cdf(u)'
  | 'arctan(u)'
  | `taylor:${number}`;

/** `coefficient:n`: cₙ of a Taylor-support class. */
export type Constant = Exclude<TaylorConstant, 'one'> | `coefficient:${number}`;

export interface JetField<T> {
  readonly ring: Ring<T>;
  /** 1/a. Whatever it throws for a = 0 passes through. */
  inverse(a: T): T;
  /** One of u and −u, the same for both, and whether it is −u. */
  canonical(u: T): { readonly value: T; readonly reflected: boolean };
  /** The generator's value at u; the same for equal (generator, u). Asked at canonical u ≠ 0 only. */
  generator(name: Generator, u: T): T;
  /** Value of a constant; the same for equal names. */
  constant(name: Constant): T;
}

/** [σ⁽ⁿ⁾(z)/n! for n < length]. In 𝔽_p, p must be at least `length`. */
export type Jet = <T>(field: JetField<T>, z: T, length: number) => T[];

/** @throws UnsupportedError for activations that are not analytic. */
export function jetsOf(activation: Activation): Jet {
  if (!activation.analytic)
    throw new UnsupportedError(`activation "${activation.name}" is not analytic: it has no jets`);
  let shift = ZERO;
  let { spec } = activation;
  while (typeof spec === 'object' && spec.name === 'shifted') {
    shift = add(shift, toRational(spec.shift));
    spec = spec.base;
  }
  const base = resolveActivation(spec);
  return (field, z, length) =>
    jetAt(base, field, field.ring.add(z, field.ring.fromRational(shift)), length);
}

function jetAt<T>(base: Activation, field: JetField<T>, u: T, length: number): T[] {
  const { ring } = field;
  if (base.polynomialDegree !== null) {
    const coefficients = taylorAtZero(base, field, base.polynomialDegree + 1);
    return shiftedPolynomial(ring, coefficients, u, length);
  }
  if (ring.isZero(u)) return taylorAtZero(base, field, length);
  const { value, reflected } = field.canonical(u);
  const arithmetic = arithmeticOf(field);
  if (base.spec === 'exp') {
    const e = field.generator('exp(-u)', value);
    return exponentialJet(arithmetic, reflected ? e : field.inverse(e), 1, length);
  }
  // A Taylor class without parity: values at u and −u are unrelated.
  if (typeof base.spec === 'object' && base.parity === 'none')
    return canonicalJet(base, field, arithmetic, u, length);
  const jet = canonicalJet(base, field, arithmetic, value, length);
  return reflected ? reflect(ring, jet, value, reflectionLaw(base)) : jet;
}

/** c₀ … c_{length−1} of the series at 0. */
function taylorAtZero<T>(base: Activation, field: JetField<T>, length: number): T[] {
  const { ring } = field;
  const { taylor } = base;
  return Array.from({ length }, (_, n) => {
    if (taylor === null || !taylor.inSupport(n)) return ring.zero;
    const c = taylor.coefficient(n);
    if (c === null) return field.constant(`coefficient:${n}`);
    const q = ring.fromRational(c.rational);
    return c.constant === 'one' ? q : ring.mul(q, field.constant(c.constant));
  });
}

function canonicalJet<T>(
  base: Activation,
  field: JetField<T>,
  arithmetic: Arithmetic<T>,
  u: T,
  length: number,
): T[] {
  const { ring } = field;
  const generator = (name: Generator) => field.generator(name, u);
  if (typeof base.spec === 'object')
    return Array.from({ length }, (_, n) => generator(`taylor:${n}`));

  /** 1/(1 + e^{−r(u+t)}). */
  const logistic = (name: 'exp(-u)' | 'exp(-2u)', r: number) => {
    const series = exponentialJet(arithmetic, generator(name), -r, length);
    series[0] = ring.add(series[0], ring.one);
    return reciprocal(arithmetic, series);
  };
  switch (base.spec) {
    case 'tanh': {
      const jet = logistic('exp(-2u)', 2).map((c) => ring.add(c, c));
      jet[0] = ring.sub(jet[0], ring.one);
      return jet;
    }
    case 'sigmoid':
      return logistic('exp(-u)', 1);
    case 'softplus':
      return integrate(arithmetic, logistic('exp(-u)', 1), generator('log(1+exp(u))'));
    case 'silu':
      return multiplyByPoint(ring, logistic('exp(-u)', 1), u);
    case 'sin':
    case 'cos':
      return circularJet(field, arithmetic, generator('tan(u/2)'), base.spec, length);
    case 'gaussian':
      return gaussianJet(arithmetic, generator('exp(-u^2)'), 2, u, length);
    case 'erf': {
      const scale = ring.mul(field.constant('2/sqrt(pi)'), generator('exp(-u^2)'));
      return integrate(
        arithmetic,
        gaussianJet(arithmetic, scale, 2, u, length),
        generator('erf(u)'),
      );
    }
    case 'gelu': {
      const scale = ring.mul(field.constant('1/sqrt(2pi)'), generator('exp(-u^2/2)'));
      const density = gaussianJet(arithmetic, scale, 1, u, length);
      const cdf = integrate(arithmetic, density, generator('normal-cdf(u)'));
      return multiplyByPoint(ring, cdf, u);
    }
    case 'arctan': {
      const square = Array.from({ length }, () => ring.zero);
      const two = ring.add(ring.one, ring.one);
      [ring.add(ring.one, ring.mul(u, u)), ring.mul(two, u), ring.one].forEach((c, n) => {
        if (n < length) square[n] = c;
      });
      return integrate(arithmetic, reciprocal(arithmetic, square), generator('arctan(u)'));
    }
    default:
      throw new UnsupportedError(`no jets are known for activation "${base.name}"`);
  }
}

/** sin or cos from v = tan(u/2): sin u = 2v/(1 + v²), cos u = (1 − v²)/(1 + v²). */
function circularJet<T>(
  field: JetField<T>,
  { integer, inverseInteger }: Arithmetic<T>,
  v: T,
  name: 'sin' | 'cos',
  length: number,
): T[] {
  const { ring } = field;
  const square = ring.mul(v, v);
  const inverse = field.inverse(ring.add(ring.one, square));
  const s = ring.mul(ring.mul(integer(2), v), inverse);
  const c = ring.mul(ring.sub(ring.one, square), inverse);
  const derivatives = [s, c, ring.neg(s), ring.neg(c)];
  const first = name === 'sin' ? 0 : 1;
  let inverseFactorial = ring.one;
  return Array.from({ length }, (_, n) => {
    if (n > 0) inverseFactorial = ring.mul(inverseFactorial, inverseInteger(n));
    return ring.mul(derivatives[(first + n) % 4], inverseFactorial);
  });
}

/** σ(−u) = sign·σ(u) + constant + linear·u. */
export interface ReflectionLaw {
  readonly sign: 1 | -1;
  readonly constant: Rational;
  readonly linear: Rational;
}

/** The law of a base activation that is neither a polynomial nor exp. */
export function reflectionLaw(base: Activation): ReflectionLaw {
  if (base.parity !== 'none')
    return { sign: base.parity === 'odd' ? -1 : 1, constant: ZERO, linear: ZERO };
  switch (base.spec) {
    case 'sigmoid':
      return { sign: -1, constant: rational(1), linear: ZERO };
    case 'softplus':
    case 'silu':
    case 'gelu':
      return { sign: 1, constant: ZERO, linear: rational(-1) };
    default:
      throw new UnsupportedError(`no reflection law is known for activation "${base.name}"`);
  }
}

/** The jet at −u from the one at u: σ(−u + t) = sign·σ(u − t) + constant + linear·(u − t). */
function reflect<T>(ring: Ring<T>, jet: readonly T[], u: T, law: ReflectionLaw): T[] {
  const linear = ring.fromRational(law.linear);
  return jet.map((c, n) => {
    const term = law.sign > 0 === (n % 2 === 0) ? c : ring.neg(c);
    if (n === 0)
      return ring.add(ring.add(term, ring.fromRational(law.constant)), ring.mul(linear, u));
    return n === 1 ? ring.sub(term, linear) : term;
  });
}

/** Activations made from parameters: polynomials, shifts of another one, and Taylor-support classes. */
import { InputError, UnsupportedError } from '../errors.ts';
import type { ActivationSpec, Numeral } from '../instances/instance.ts';
import { toRational } from '../instances/numeral.ts';
import { add, isZero, type Rational, subtract, toDouble, ZERO } from '../numerics/rational.ts';
import type { Activation, Parity, Reflection } from './activation-type.ts';
import { mapOf } from './define-activation.ts';
import {
  type Coefficients,
  derivative,
  hornerOf,
  parityOf,
  polynomialOverRationals,
  reflectionsOf,
  shift as shiftPolynomial,
  trimmed,
} from './polynomial-function.ts';
import { supportAfterShift } from './shifted-support.ts';
import { polynomialSeries, supportOnly } from './taylor-series.ts';

type Spec<Name extends string> = Extract<ActivationSpec, { readonly name: Name }>;

function readNumeral(numeral: Numeral, path: string): Rational {
  try {
    return toRational(numeral);
  } catch {
    throw new InputError(path, 'a number', JSON.stringify(numeral));
  }
}

/** The polynomial with the given coefficients, under whatever name it was asked for. */
function fromCoefficients(
  coefficients: Coefficients,
  name: string,
  spec: ActivationSpec,
  complexity: number,
): Activation {
  const c = trimmed(coefficients);
  const first = derivative(c);
  const value = hornerOf(c.map(toDouble));
  const slope = hornerOf(first.map(toDouble));
  const [c0, c1] = [c[0] ?? ZERO, c[1] ?? ZERO];
  return {
    name,
    spec,
    floatable: true,
    value,
    derivative: slope,
    second: hornerOf(derivative(first).map(toDouble)),
    map: mapOf(value, slope),
    parity: parityOf(c),
    analytic: true,
    polynomialDegree: Math.max(0, c.length - 1),
    taylor: polynomialSeries(c),
    overRationals: polynomialOverRationals(c),
    atZero: { value: toDouble(c0), derivative: toDouble(c1) },
    zeroAtZero: isZero(c0),
    derivativeVanishesAtZero: isZero(c1),
    complexity,
    reflections: reflectionsOf(c),
  };
}

/** σ(z) = Σ cⱼ zʲ. */
export function polynomial(spec: Spec<'polynomial'>, path: string, complexity: number): Activation {
  if (!Array.isArray(spec.coefficients))
    throw new InputError(`${path}.coefficients`, 'an array of numbers', typeof spec.coefficients);
  const coefficients = spec.coefficients.map((q, j) =>
    readNumeral(q, `${path}.coefficients[${j}]`),
  );
  return fromCoefficients(coefficients, 'polynomial', spec, complexity);
}

/** Coefficients of a polynomial activation. */
function coefficientsOf(base: Activation, degree: number): Coefficients {
  return Array.from({ length: degree + 1 }, (_, j) => base.taylor!.coefficient(j)!.rational);
}

/**
 * σ(z) = base(z + shift). A reflection of the base about c becomes one about c − shift; shifts of
 * shifts are added up.
 */
export function shifted(
  spec: Spec<'shifted'>,
  resolve: (spec: ActivationSpec, path: string) => Activation,
  path: string,
  rank: number,
): Activation {
  let shift = ZERO;
  let inner: ActivationSpec = spec;
  let innerPath = path;
  while (typeof inner === 'object' && inner?.name === 'shifted') {
    shift = add(shift, readNumeral(inner.shift, `${innerPath}.shift`));
    inner = inner.base;
    innerPath = `${innerPath}.base`;
  }
  const base = resolve(inner, innerPath);
  const complexity = rank + base.complexity;
  const name = `shifted ${base.name}`;
  if (base.polynomialDegree !== null && base.floatable) {
    const c = shiftPolynomial(coefficientsOf(base, base.polynomialDegree), shift);
    return fromCoefficients(c, name, spec, complexity);
  }
  const s = toDouble(shift);
  const value = (z: number) => base.value(z + s);
  const slope = (z: number) => base.derivative(z + s);
  const inSupport = base.taylor === null ? null : supportAfterShift(base, shift);
  const still = isZero(shift);
  const reflections = base.reflections.map(
    ({ center, parity }): Reflection => ({ center: subtract(center, shift), parity }),
  );
  const { floatable } = base;
  const atZero = floatable
    ? { value: value(0), derivative: slope(0) }
    : { value: Number.NaN, derivative: Number.NaN };
  return {
    name,
    spec,
    floatable,
    value,
    derivative: slope,
    second: (z) => base.second(z + s),
    map: floatable ? mapOf(value, slope) : base.map,
    parity: reflections.find(({ center }) => isZero(center))?.parity ?? 'none',
    analytic: base.analytic,
    polynomialDegree: base.polynomialDegree,
    taylor: inSupport === null ? null : still ? base.taylor : supportOnly(inSupport),
    overRationals: undefined,
    atZero,
    zeroAtZero: inSupport === null ? atZero.value === 0 : !inSupport(0),
    derivativeVanishesAtZero: inSupport === null ? atZero.derivative === 0 : !inSupport(1),
    complexity,
    reflections,
  };
}

/** The generic member of the class of all functions with the given Taylor support at 0. */
export function taylor(spec: Spec<'taylor'>, path: string, complexity: number): Activation {
  const { support } = spec;
  const inSupport = supportPredicate(support, `${path}.support`);
  const unsupported = (): never => {
    throw new UnsupportedError(
      'activation "taylor" stands for a class of functions and has no float64 values; exact commands only',
    );
  };
  const list = typeof support === 'string' ? null : support;
  const parity: Parity =
    list === null
      ? support === 'all'
        ? 'none'
        : (support as 'odd' | 'even')
      : list.every((j) => j % 2 === 0)
        ? 'even'
        : list.every((j) => j % 2 === 1)
          ? 'odd'
          : 'none';
  return {
    name: 'taylor',
    spec,
    floatable: false,
    value: unsupported,
    derivative: unsupported,
    second: unsupported,
    map: unsupported,
    parity,
    analytic: true,
    polynomialDegree: list === null ? null : Math.max(0, ...list),
    taylor: supportOnly(inSupport),
    overRationals: undefined,
    atZero: {
      value: inSupport(0) ? Number.NaN : 0,
      derivative: inSupport(1) ? Number.NaN : 0,
    },
    zeroAtZero: !inSupport(0),
    derivativeVanishesAtZero: !inSupport(1),
    complexity,
    reflections: parity === 'none' ? [] : [{ center: ZERO, parity }],
  };
}

function supportPredicate(
  support: Spec<'taylor'>['support'],
  path: string,
): (j: number) => boolean {
  if (support === 'all') return () => true;
  if (support === 'odd') return (j) => j % 2 === 1;
  if (support === 'even') return (j) => j % 2 === 0;
  const expected = '"odd", "even", "all" or an array of integers ≥ 0';
  if (!Array.isArray(support)) throw new InputError(path, expected, JSON.stringify(support));
  for (const j of support) {
    if (!Number.isSafeInteger(j) || j < 0)
      throw new InputError(path, expected, JSON.stringify(support));
  }
  const set = new Set(support);
  return (j) => set.has(j);
}

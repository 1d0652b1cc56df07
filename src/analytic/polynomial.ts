/** f(z) = Σ cⱼ zʲ with rational coefficients, under whatever name it was asked for. */
import { InputError } from '../errors.ts';
import { type Numeral, toRational } from '../numerics/numeral.ts';
import { isZero, type Rational, toDouble, ZERO } from '../numerics/rational.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import type { FunctionSpec, FunctionSpecOf } from './function-spec.ts';
import { mapOf, polynomialJet } from './named-function.ts';
import { polynomialSeries } from './taylor-series.ts';
import {
  type Coefficients,
  derivative,
  hornerOf,
  parityOf,
  polynomialOverRationals,
  reflectionsOf,
  supportOfPolynomialAt,
  trimmed,
} from './univariate-polynomial.ts';

/**
 * Largest degree of a polynomial that is applied to something: its centre and its derivatives are found
 * exactly, with numbers of as many digits as all coefficients together. Few terms may go further than many.
 */
const LARGEST_DEGREE = 500;
/** Terms times degree: 140 terms of degree 140. */
const MOST_WORK = 20_000;

/** @throws InputError that names the path. */
export function readRational(numeral: Numeral, path: string): Rational {
  try {
    return toRational(numeral);
  } catch {
    throw new InputError(path, 'a number', JSON.stringify(numeral));
  }
}

export function fromCoefficients(
  coefficients: Coefficients,
  name: string,
  path: string,
  spec: FunctionSpec,
  complexity: number,
): AnalyticFunction {
  const c = trimmed(coefficients);
  const terms = c.filter((q) => !isZero(q)).length;
  if (c.length > LARGEST_DEGREE + 1 || terms * (c.length - 1) > MOST_WORK)
    throw new InputError(
      path,
      `a polynomial of degree at most ${LARGEST_DEGREE}, terms times degree at most ${MOST_WORK}`,
      `degree ${c.length - 1} and ${terms} terms`,
    );
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
    jet: polynomialJet(c),
    parity: parityOf(c),
    analytic: true,
    domain: 'line',
    positive: isSumOfEvenPowers(c),
    polynomialDegree: Math.max(0, c.length - 1),
    taylor: polynomialSeries(c),
    supportAt: (s) => supportOfPolynomialAt(c, s),
    overRationals: polynomialOverRationals(c),
    atZero: { value: toDouble(c0), derivative: toDouble(c1) },
    zeroAtZero: isZero(c0),
    derivativeVanishesAtZero: isZero(c1),
    complexity,
    reflections: reflectionsOf(c),
  };
}

/** c₀ > 0 and nothing but even powers with coefficients ≥ 0: enough for p > 0, not necessary. */
function isSumOfEvenPowers(c: Coefficients): boolean {
  const isAbove = (q: Rational) => q.numerator > 0n;
  return isAbove(c[0] ?? ZERO) && c.every((q, j) => isZero(q) || (j % 2 === 0 && isAbove(q)));
}

/** @throws InputError */
export function polynomial(
  spec: FunctionSpecOf<'polynomial'>,
  path: string,
  complexity: number,
): AnalyticFunction {
  if (!Array.isArray(spec.coefficients))
    throw new InputError(`${path}.coefficients`, 'an array of numbers', typeof spec.coefficients);
  if (spec.coefficients.length > LARGEST_DEGREE + 1)
    throw new InputError(
      `${path}.coefficients`,
      `at most ${LARGEST_DEGREE + 1} numbers`,
      `${spec.coefficients.length}`,
    );
  const coefficients = spec.coefficients.map((q, j) =>
    readRational(q, `${path}.coefficients[${j}]`),
  );
  return fromCoefficients(coefficients, 'polynomial', path, spec, complexity);
}

/** f(z) = Σ cⱼ zʲ with rational coefficients, under whatever name it was asked for. */
import { InputError } from '../errors.ts';
import { type Numeral, toRational } from '../numerics/numeral.ts';
import { isZero, type Rational, toDouble, ZERO } from '../numerics/rational.ts';
import type { Smooth } from '../numerics/ring.ts';
import type { AnalyticFunction, Reflection, TaylorSeries } from './analytic-function.ts';
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
  return new Polynomial(c, name, spec, complexity);
}

/** What is asked of it is worked out then: of most of those that are drawn a generator wants to know the degree. */
class Polynomial implements AnalyticFunction {
  readonly #c: Coefficients;
  readonly name: string;
  readonly spec: FunctionSpec;
  readonly complexity: number;
  readonly polynomialDegree: number;
  readonly floatable = true;
  readonly analytic = true;
  readonly domain = 'line';
  #value: AnalyticFunction['value'] | undefined;
  #slope: AnalyticFunction['derivative'] | undefined;
  #second: AnalyticFunction['second'] | undefined;
  #map: AnalyticFunction['map'] | undefined;
  #jet: AnalyticFunction['jet'] | undefined;
  #taylor: TaylorSeries | undefined;
  #overRationals: Smooth<Rational> | undefined;
  #reflections: readonly Reflection[] | undefined;

  /** @param c without leading zeros. */
  constructor(c: Coefficients, name: string, spec: FunctionSpec, complexity: number) {
    this.#c = c;
    this.name = name;
    this.spec = spec;
    this.complexity = complexity;
    this.polynomialDegree = Math.max(0, c.length - 1);
  }

  get value() {
    this.#value ??= hornerOf(this.#c.map(toDouble));
    return this.#value;
  }

  get derivative() {
    this.#slope ??= hornerOf(derivative(this.#c).map(toDouble));
    return this.#slope;
  }

  get second() {
    this.#second ??= hornerOf(derivative(derivative(this.#c)).map(toDouble));
    return this.#second;
  }

  get map() {
    this.#map ??= mapOf(this.value, this.derivative);
    return this.#map;
  }

  get jet() {
    this.#jet ??= polynomialJet(this.#c);
    return this.#jet;
  }

  get parity() {
    return parityOf(this.#c);
  }

  get positive() {
    return isSumOfEvenPowers(this.#c);
  }

  get taylor() {
    this.#taylor ??= polynomialSeries(this.#c);
    return this.#taylor;
  }

  supportAt = (s: Rational) => supportOfPolynomialAt(this.#c, s);

  get overRationals() {
    this.#overRationals ??= polynomialOverRationals(this.#c);
    return this.#overRationals;
  }

  get atZero() {
    const [c0, c1] = [this.#c[0] ?? ZERO, this.#c[1] ?? ZERO];
    return { value: toDouble(c0), derivative: toDouble(c1) };
  }

  get zeroAtZero() {
    return isZero(this.#c[0] ?? ZERO);
  }

  get derivativeVanishesAtZero() {
    return isZero(this.#c[1] ?? ZERO);
  }

  get reflections() {
    this.#reflections ??= reflectionsOf(this.#c);
    return this.#reflections;
  }
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

/** Completes the definition of a function from its parts. */
import type { Decimal } from 'decimal.js';
import { UnsupportedError } from '../errors.ts';
import { isZero, type Rational, ZERO } from '../numerics/rational.ts';
import type { AnalyticFunction, Parity, TaylorSeries, TaylorSupport } from './analytic-function.ts';
import { shiftedPolynomial } from './jet-arithmetic.ts';
import type { JetField } from './jet-field.ts';
import { everyOrder } from './support.ts';
import { taylorJet } from './taylor-series.ts';
import { polynomialOverRationals, supportOfPolynomialAt } from './univariate-polynomial.ts';

type Scalar = (z: number) => number;
type ScalarMap = AnalyticFunction['map'];

interface FloatParts {
  readonly name: string;
  /** Place in the order of simplicity. */
  readonly complexity: number;
  /** f > 0 everywhere; left out: not known. */
  readonly positive?: boolean;
  readonly value: Scalar;
  readonly derivative: Scalar;
  readonly second: Scalar;
  readonly map?: ScalarMap;
}

export interface AnalyticDefinition extends FloatParts {
  readonly parity: Parity;
  readonly taylor: TaylorSeries;
  /** The jet at u ≠ 0. */
  jet<T>(field: JetField<T>, u: T, terms: number): T[];
  /**
   * Taylor support at a rational s ≠ 0. Left out: all orders, which is so where f⁽ʲ⁾(s) is a non-zero
   * polynomial with rational coefficients in a number that is transcendental for rational s ≠ 0 (eˢ,
   * tanh s, e^{is}: Lindemann).
   */
  readonly supportAt?: (s: Rational) => TaylorSupport;
}

/** σ and σ′ element by element. */
export function mapOf(sigma: Scalar, slope: Scalar): ScalarMap {
  return (z, count, value, derivative) => {
    for (let i = 0; i < count; i++) {
      const x = z[i];
      value[i] = sigma(x);
      derivative[i] = slope(x);
    }
  };
}

/** What the float code of a named function says of it. */
function floatMembers({ name, value, derivative, second, map }: FloatParts) {
  return {
    name,
    spec: name,
    floatable: true,
    value,
    derivative,
    second,
    map: map ?? mapOf(value, derivative),
  } as const;
}

/** A named analytic function; its only rational centre of reflection is 0. */
export function named(definition: AnalyticDefinition): AnalyticFunction {
  const { complexity, value, derivative, parity, taylor } = definition;
  return {
    ...floatMembers(definition),
    jet: (field, at, terms) =>
      field.ring.isZero(at) ? taylorJet(field, taylor, terms) : definition.jet(field, at, terms),
    parity,
    analytic: true,
    domain: 'line',
    positive: definition.positive ?? false,
    complexity,
    polynomialDegree: null,
    taylor,
    supportAt: (s) => (isZero(s) ? taylor : (definition.supportAt?.(s) ?? everyOrder)),
    overRationals: undefined,
    atZero: { value: value(0), derivative: derivative(0) },
    zeroAtZero: !taylor.inSupport(0),
    derivativeVanishesAtZero: !taylor.inSupport(1),
    reflections: parity === 'none' ? [] : [{ center: ZERO, parity }],
  };
}

/** A named polynomial with fast float code of its own. */
export function namedPolynomial(
  definition: FloatParts & {
    readonly parity: Parity;
    readonly taylor: TaylorSeries;
    readonly coefficients: readonly Rational[];
  },
): AnalyticFunction {
  const { coefficients } = definition;
  return {
    ...named({ ...definition, jet: polynomialJet(coefficients) }),
    jet: polynomialJet(coefficients),
    polynomialDegree: coefficients.length - 1,
    supportAt: (s) => supportOfPolynomialAt(coefficients, s),
    overRationals: polynomialOverRationals(coefficients),
  };
}

/** Jets of Σ cⱼ zʲ with rational cⱼ. */
export function polynomialJet(coefficients: readonly Rational[]): AnalyticFunction['jet'] {
  return (field, at, terms) =>
    shiftedPolynomial(field.ring, coefficients.map(field.ring.rational), at, terms);
}

/** A function that is not analytic: what happens when that premise is dropped. */
export function notAnalytic(
  definition: FloatParts & {
    readonly decimalJet: (z: Decimal, terms: number, digits: number) => readonly Decimal[];
    /** The jet at u in an ordered field; at 0 that of the left piece. */
    pieceJet<T>(field: JetField<T>, u: T, isRight: boolean, terms: number): T[];
  },
): AnalyticFunction {
  const { name, complexity, value, derivative, decimalJet, pieceJet } = definition;
  const atZero = { value: value(0), derivative: derivative(0) };
  return {
    ...floatMembers(definition),
    jet(field, at, terms) {
      if (field.isPositive === undefined)
        throw new UnsupportedError(`function "${name}" is not analytic: it has no jets`);
      return pieceJet(field, at, field.isPositive(at), terms);
    },
    decimalJet,
    parity: 'none',
    analytic: false,
    domain: 'line',
    positive: definition.positive ?? false,
    complexity,
    polynomialDegree: null,
    taylor: null,
    supportAt: () => null,
    overRationals: undefined,
    atZero,
    zeroAtZero: atZero.value === 0,
    derivativeVanishesAtZero: atZero.derivative === 0,
    reflections: [],
  };
}

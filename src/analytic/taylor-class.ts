/** The generic member of the class of all functions with a given Taylor support at 0. */
import { InputError, UnsupportedError } from '../errors.ts';
import { listOf } from '../numerics/list-of.ts';
import { isZero, ZERO } from '../numerics/rational.ts';
import type { AnalyticFunction, Parity, TaylorSupport } from './analytic-function.ts';
import type { FunctionSpecOf } from './function-spec.ts';
import { shiftedPolynomial } from './jet-arithmetic.ts';
import type { JetField } from './jet-field.ts';
import { evenOrders, everyOrder, finiteSupport, oddOrders, supportOf } from './support.ts';
import { supportOnly, taylorJet } from './taylor-series.ts';

type Support = FunctionSpecOf<'taylor'>['support'];

/** @throws InputError for a malformed support. */
export function taylor(
  spec: FunctionSpecOf<'taylor'>,
  path: string,
  complexity: number,
): AnalyticFunction {
  const support = readSupport(spec.support, `${path}.support`);
  const unsupported = (): never => {
    throw new UnsupportedError(
      'function "taylor" stands for a class of functions and has no float64 values; exact commands only',
    );
  };
  const parity = parityOf(spec.support);
  const degree = typeof spec.support === 'string' ? null : Math.max(0, ...spec.support);
  const series = supportOnly(support);
  return {
    name: 'taylor',
    spec,
    floatable: false,
    value: unsupported,
    derivative: unsupported,
    second: unsupported,
    map: unsupported,
    jet(field, at, terms) {
      if (degree !== null)
        return shiftedPolynomial(field.ring, taylorJet(field, series, degree + 1), at, terms);
      if (field.ring.isZero(at)) return taylorJet(field, series, terms);
      return classJet(field, at, terms, parity);
    },
    parity,
    analytic: true,
    domain: 'line',
    positive: false,
    polynomialDegree: degree,
    taylor: series,
    // The generic member has no vanishing derivative off 0, up to the degree where there is one.
    supportAt: (s) =>
      isZero(s) ? series : degree === null ? everyOrder : supportOf((j) => j <= degree, degree),
    overRationals: undefined,
    atZero: {
      value: support.inSupport(0) ? Number.NaN : 0,
      derivative: support.inSupport(1) ? Number.NaN : 0,
    },
    zeroAtZero: !support.inSupport(0),
    derivativeVanishesAtZero: !support.inSupport(1),
    complexity,
    reflections: parity === 'none' ? [] : [{ center: ZERO, parity }],
  };
}

/** One number for each derivative at u, opposite points related by parity where there is one. */
function classJet<T>(field: JetField<T>, u: T, terms: number, parity: Parity): T[] {
  const { value, reflected } =
    parity === 'none' ? { value: u, reflected: false } : field.canonical(u);
  return listOf(terms, (n) => {
    const c = field.generator(`taylor:${n}`, value);
    return reflected && (n % 2 === 0) === (parity === 'odd') ? field.ring.neg(c) : c;
  });
}

function parityOf(support: Support): Parity {
  if (support === 'all') return 'none';
  if (typeof support === 'string') return support;
  if (support.every((j) => j % 2 === 0)) return 'even';
  return support.every((j) => j % 2 === 1) ? 'odd' : 'none';
}

function readSupport(support: Support, path: string): TaylorSupport {
  if (support === 'all') return everyOrder;
  if (support === 'odd') return oddOrders;
  if (support === 'even') return evenOrders;
  const expected = '"odd", "even", "all" or an array of integers ≥ 0';
  if (!Array.isArray(support)) throw new InputError(path, expected, JSON.stringify(support));
  for (const j of support) {
    if (!Number.isSafeInteger(j) || j < 0)
      throw new InputError(path, expected, JSON.stringify(support));
  }
  return finiteSupport(support);
}

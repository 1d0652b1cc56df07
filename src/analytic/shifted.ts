/** f(z) = base(z + s). */
import { InputError } from '../errors.ts';
import { decimalRing } from '../numerics/decimal-ring.ts';
import { add, isZero, subtract, toDouble, ZERO } from '../numerics/rational.ts';
import type { AnalyticFunction, Reflection } from './analytic-function.ts';
import type { FunctionSpec, FunctionSpecOf } from './function-spec.ts';
import { mapOf } from './named-function.ts';
import { fromCoefficients, readRational } from './polynomial.ts';
import { supportOnly } from './taylor-series.ts';
import { shift as shiftPolynomial } from './univariate-polynomial.ts';

/**
 * A reflection of the base about c becomes one about c − s; shifts of shifts are added up.
 *
 * @throws InputError for a malformed shift, and where the base is not defined on all of ℝ.
 */
export function shifted(
  spec: FunctionSpecOf<'shifted'>,
  resolve: (spec: FunctionSpec, path: string) => AnalyticFunction,
  path: string,
  rank: number,
): AnalyticFunction {
  let shift = ZERO;
  let inner: FunctionSpec = spec;
  let innerPath = path;
  while (typeof inner === 'object' && inner?.name === 'shifted') {
    shift = add(shift, readRational(inner.shift, `${innerPath}.shift`));
    inner = inner.base;
    innerPath = `${innerPath}.base`;
  }
  const base = resolve(inner, innerPath);
  if (base.domain !== 'line')
    throw new InputError(innerPath, 'a function on all of ℝ', `"${base.name}" (z > 0 only)`);
  const complexity = rank + base.complexity;
  const name = `shifted ${base.name}`;
  const { polynomialDegree, floatable } = base;
  if (polynomialDegree !== null && floatable) {
    const c = Array.from(
      { length: polynomialDegree + 1 },
      (_, j) => base.taylor!.coefficient(j)!.rational,
    );
    return fromCoefficients(shiftPolynomial(c, shift), name, path, spec, complexity);
  }
  const s = toDouble(shift);
  const value = (z: number) => base.value(z + s);
  const slope = (z: number) => base.derivative(z + s);
  const support = base.supportAt(shift);
  const reflections = base.reflections.map(
    ({ center, parity }): Reflection => ({ center: subtract(center, shift), parity }),
  );
  const atZero = floatable
    ? { value: value(0), derivative: slope(0) }
    : { value: Number.NaN, derivative: Number.NaN };
  const { decimalJet } = base;
  return {
    name,
    spec,
    floatable,
    value,
    derivative: slope,
    second: (z) => base.second(z + s),
    map: floatable ? mapOf(value, slope) : base.map,
    jet: (field, at, terms) =>
      base.jet(field, field.ring.add(at, field.ring.rational(shift)), terms),
    ...(decimalJet && {
      decimalJet: (z, terms, digits) => {
        const wide = decimalRing(digits + z.precision() + Math.abs(z.e || 0));
        return decimalJet(wide.add(z, wide.rational(shift)), terms, digits);
      },
    }),
    parity: reflections.find(({ center }) => isZero(center))?.parity ?? 'none',
    analytic: base.analytic,
    domain: 'line',
    positive: base.positive,
    polynomialDegree,
    taylor: support === null ? null : isZero(shift) ? base.taylor : supportOnly(support),
    supportAt: (t) => base.supportAt(add(t, shift)),
    overRationals: undefined,
    atZero,
    get zeroAtZero() {
      return support === null ? atZero.value === 0 : !support.inSupport(0);
    },
    get derivativeVanishesAtZero() {
      return support === null ? atZero.derivative === 0 : !support.inSupport(1);
    },
    complexity,
    reflections,
  };
}

/** f(z) = g(h(z)). */
import { decimalRing } from '../numerics/decimal-ring.ts';
import { isZero } from '../numerics/rational.ts';
import type { AnalyticFunction, Reflection } from './analytic-function.ts';
import { COMBINED, combined, polynomialOf } from './combined-function.ts';
import { decimalJet } from './fields/decimal-jets.ts';
import type { FunctionSpec } from './function-spec.ts';
import { composeJets } from './jet-arithmetic.ts';
import { fromCoefficients } from './polynomial.ts';
import { composePolynomials } from './univariate-polynomial.ts';

/**
 * Both with float values; where g lives on z > 0, h must be known to be positive. Where h is even about
 * a centre so is f; where h is odd about it, f has the parity of g about 0.
 */
export function composition(
  outer: AnalyticFunction,
  inner: AnalyticFunction,
  spec: FunctionSpec,
  path: string,
): AnalyticFunction {
  const name = `${/ [+·] /.test(outer.name) ? `(${outer.name})` : outer.name}(${inner.name})`;
  const complexity = COMBINED + outer.complexity + inner.complexity;
  const [g, h] = [outer, inner].map(polynomialOf);
  if (g !== null && h !== null)
    return fromCoefficients(composePolynomials(g, h), name, path, spec, complexity);
  const analytic = outer.analytic && inner.analytic;
  return combined({
    name,
    spec,
    complexity,
    value: (z) => outer.value(inner.value(z)),
    derivative: (z) => outer.derivative(inner.value(z)) * inner.derivative(z),
    second(z) {
      const [y, slope] = [inner.value(z), inner.derivative(z)];
      return outer.second(y) * slope * slope + outer.derivative(y) * inner.second(z);
    },
    jet(field, at, terms) {
      const argument = inner.jet(field, at, terms);
      if (terms === 0) return [];
      return composeJets(field.ring, outer.jet(field, argument[0], terms), argument);
    },
    ...((outer.decimalJet ?? inner.decimalJet) && {
      decimalJet: (z, terms, digits) => {
        const argument = decimalJet(inner, z, terms, digits);
        const jet = decimalJet(outer, argument[0], terms, digits);
        return composeJets(decimalRing(digits), jet, argument);
      },
    }),
    analytic,
    domain: inner.domain,
    positive: outer.positive,
    reflections: inner.reflections.flatMap(({ center, parity }): Reflection[] => {
      if (parity === 'even') return [{ center, parity }];
      const own = outer.reflections.find((other) => isZero(other.center));
      return own === undefined ? [] : [{ center, parity: own.parity }];
    }),
  });
}

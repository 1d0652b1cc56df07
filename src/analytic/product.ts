/** f(z) = Π fᵢ(z). */
import type { Decimal } from 'decimal.js';
import { decimalRing } from '../numerics/decimal-ring.ts';
import type { AnalyticFunction, Parity } from './analytic-function.ts';
import { COMBINED, combined, polynomialOf, sharedReflections } from './combined-function.ts';
import { decimalJet } from './fields/decimal-jets.ts';
import type { FunctionSpec } from './function-spec.ts';
import { multiplyJets } from './jet-arithmetic.ts';
import { fromCoefficients } from './polynomial.ts';
import { multiplyPolynomials } from './univariate-polynomial.ts';

/**
 * At least one factor, each with float values. The product of m odd and any even factors has the parity
 * of m. Float values are products of float values: 0·∞ far out is NaN.
 */
export function product(
  factors: readonly AnalyticFunction[],
  spec: FunctionSpec,
  path: string,
): AnalyticFunction {
  const name = factors.map((f) => (f.name.includes(' + ') ? `(${f.name})` : f.name)).join(' · ');
  const complexity = COMBINED + factors.reduce((total, f) => total + f.complexity, 0);
  const polynomials = factors.map(polynomialOf);
  if (polynomials.every((c) => c !== null))
    return fromCoefficients(polynomials.reduce(multiplyPolynomials), name, path, spec, complexity);
  const analytic = factors.every((f) => f.analytic);
  return combined({
    name,
    spec,
    complexity,
    ...floatProduct(factors),
    jet: (field, at, terms) =>
      factors.map((f) => f.jet(field, at, terms)).reduce((a, b) => multiplyJets(field.ring, a, b)),
    ...(factors.some((f) => f.decimalJet) && {
      decimalJet: (z, terms, digits) =>
        factors
          .map((f): readonly Decimal[] => decimalJet(f, z, terms, digits))
          .reduce((a, b) => multiplyJets(decimalRing(digits), a, b)),
    }),
    analytic,
    domain: factors.some((f) => f.domain === 'positive') ? 'positive' : 'line',
    positive: factors.every((f) => f.positive),
    reflections: sharedReflections(
      factors,
      (parities): Parity =>
        parities.filter((parity) => parity === 'odd').length % 2 === 1 ? 'odd' : 'even',
    ),
  });
}

/** Leibniz' rule, one factor after another. */
function floatProduct(
  factors: readonly AnalyticFunction[],
): Pick<AnalyticFunction, 'value' | 'derivative' | 'second'> {
  return {
    value(z) {
      let p = factors[0].value(z);
      for (let i = 1; i < factors.length; i++) p *= factors[i].value(z);
      return p;
    },
    derivative(z) {
      let p = factors[0].value(z);
      let p1 = factors[0].derivative(z);
      for (let i = 1; i < factors.length; i++) {
        const f = factors[i].value(z);
        p1 = p1 * f + p * factors[i].derivative(z);
        p *= f;
      }
      return p1;
    },
    second(z) {
      let p = factors[0].value(z);
      let p1 = factors[0].derivative(z);
      let p2 = factors[0].second(z);
      for (let i = 1; i < factors.length; i++) {
        const f = factors[i].value(z);
        const f1 = factors[i].derivative(z);
        p2 = p2 * f + 2 * (p1 * f1) + p * factors[i].second(z);
        p1 = p1 * f + p * f1;
        p *= f;
      }
      return p2;
    },
  };
}

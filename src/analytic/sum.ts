/** f(z) = Σ fᵢ(z). */
import { decimalsOf } from '../numerics/decimal-ring.ts';
import type { AnalyticFunction, Parity } from './analytic-function.ts';
import { COMBINED, combined, polynomialOf, sharedReflections } from './combined-function.ts';
import { decimalJet } from './fields/decimal-jets.ts';
import type { FunctionSpec } from './function-spec.ts';
import { fromCoefficients } from './polynomial.ts';
import { addPolynomials } from './univariate-polynomial.ts';

/** At least one term, each with float values. Odd terms make an odd sum, even terms an even one. */
export function sum(
  terms: readonly AnalyticFunction[],
  spec: FunctionSpec,
  path: string,
): AnalyticFunction {
  const name = terms.map((f) => f.name).join(' + ');
  const complexity = COMBINED + terms.reduce((total, f) => total + f.complexity, 0);
  const polynomials = terms.map(polynomialOf);
  if (polynomials.every((c) => c !== null))
    return fromCoefficients(polynomials.reduce(addPolynomials, []), name, path, spec, complexity);
  const total = (part: 'value' | 'derivative' | 'second') => (z: number) => {
    let value = terms[0][part](z);
    for (let i = 1; i < terms.length; i++) value += terms[i][part](z);
    return value;
  };
  const analytic = terms.every((f) => f.analytic);
  return combined({
    name,
    spec,
    complexity,
    value: total('value'),
    derivative: total('derivative'),
    second: total('second'),
    jet: (field, at, count) =>
      terms
        .map((f) => f.jet(field, at, count))
        .reduce((a, b) => a.map((c, n) => field.ring.add(c, b[n]))),
    ...(terms.some((f) => f.decimalJet) && {
      decimalJet: (z, count, digits) =>
        terms
          .map((f) => decimalJet(f, z, count, digits))
          .reduce((a, b) => a.map((c, n) => decimalsOf(digits).add(c, b[n]))),
    }),
    analytic,
    domain: terms.some((f) => f.domain === 'positive') ? 'positive' : 'line',
    positive: terms.every((f) => f.positive),
    reflections: sharedReflections(
      terms,
      ([first, ...rest]): Parity => (rest.every((parity) => parity === first) ? first : 'none'),
    ),
  });
}

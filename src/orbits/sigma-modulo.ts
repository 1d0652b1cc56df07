/** A function in 𝔽_p at a generic point: Taylor coefficients at 0, and jets at field elements. */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { genericJetField } from '../analytic/fields/prime-jets.ts';
import type { SigmaModulo } from './verify-fields.ts';

/** Jets kept before the memory is given back. */
const MOST_KEPT = 50_000;

/** @throws UnsupportedError, once a jet is asked for, when σ is not analytic. */
export function sigmaModulo(activation: AnalyticFunction, prime: number): SigmaModulo {
  const field = genericJetField(prime);
  let kept = new Map<number, readonly number[]>();
  let series: readonly number[] = [];
  return {
    degree: activation.polynomialDegree,
    coefficient(j) {
      if (series.length <= j) series = activation.jet(field, 0, 2 * (j + 1));
      return series[j];
    },
    jet(center, count) {
      let jet = kept.get(center);
      if (jet === undefined || jet.length < count) {
        if (kept.size >= MOST_KEPT) kept = new Map();
        jet = activation.jet(field, center, count);
        kept.set(center, jet);
      }
      return jet.length === count ? jet : jet.slice(0, count);
    },
  };
}

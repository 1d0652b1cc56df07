/** Completes a function that is built from others: what follows from values and jets alone. */
import { listOf } from '../numerics/list-of.ts';
import { equal, type Rational, ZERO } from '../numerics/rational.ts';
import type { AnalyticFunction, Parity, Reflection, TaylorSeries } from './analytic-function.ts';
import { derivedSeries } from './derived-series.ts';
import { mapOf } from './named-function.ts';

export type CombinedParts = Pick<
  AnalyticFunction,
  | 'name'
  | 'spec'
  | 'value'
  | 'derivative'
  | 'second'
  | 'jet'
  | 'analytic'
  | 'positive'
  | 'complexity'
  | 'reflections'
  | 'domain'
> &
  Pick<AnalyticFunction, 'decimalJet'>;

/** Complexity of a combination before that of its parts: past everything that is not one. */
export const COMBINED = 100_000;

/** Taylor series are worked out when they are asked for. */
export function combined(parts: CombinedParts): AnalyticFunction {
  const { value, derivative, analytic, reflections, domain } = parts;
  const parityAbout = (s: Rational): Parity =>
    reflections.find(({ center }) => equal(center, s))?.parity ?? 'none';
  const known = new Map<string, TaylorSeries>();
  const seriesAt = (s: Rational): TaylorSeries | null => {
    if (!analytic || (domain === 'positive' && s.numerator <= 0n)) return null;
    const key = `${s.numerator}/${s.denominator}`;
    let series = known.get(key);
    if (series === undefined) {
      series = derivedSeries(parts, s, parityAbout(s));
      known.set(key, series);
    }
    return series;
  };
  const taylor = seriesAt(ZERO);
  return {
    ...parts,
    floatable: true,
    map: mapOf(value, derivative),
    parity: parityAbout(ZERO),
    polynomialDegree: null,
    taylor,
    supportAt: seriesAt,
    overRationals: undefined,
    get atZero() {
      return { value: value(0), derivative: derivative(0) };
    },
    get zeroAtZero() {
      return taylor === null ? value(0) === 0 : !taylor.inSupport(0);
    },
    get derivativeVanishesAtZero() {
      return taylor === null ? derivative(0) === 0 : !taylor.inSupport(1);
    },
  };
}

/** Centres that all parts share, with the parity that `combine` makes of theirs. */
export function sharedReflections(
  parts: readonly AnalyticFunction[],
  combine: (parities: readonly Parity[]) => Parity,
): Reflection[] {
  return parts[0].reflections.flatMap(({ center }) => {
    const parities = parts.map(
      (part) =>
        // A constant is even about every point.
        (part.polynomialDegree === 0 && part.floatable ? 'even' : undefined) ??
        part.reflections.find((other) => equal(other.center, center))?.parity ??
        'none',
    );
    const parity = parities.includes('none') ? 'none' : combine(parities);
    return parity === 'none' ? [] : [{ center, parity }];
  });
}

/** The coefficients of a known polynomial, else null. */
export function polynomialOf(f: AnalyticFunction): readonly Rational[] | null {
  const { polynomialDegree: degree, taylor } = f;
  if (degree === null || taylor === null || !f.floatable) return null;
  const coefficients = listOf(degree + 1, (j) => taylor.coefficient(j)?.rational ?? null);
  return coefficients.every((c) => c !== null) ? coefficients : null;
}

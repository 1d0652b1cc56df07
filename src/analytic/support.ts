/**
 * Sets of orders that can be walked by their elements: however far apart 1 and 400 are, no bound on the
 * degree is needed to reach the second.
 */
import { free } from '../numerics/budget.ts';
import type { Rational } from '../numerics/rational.ts';
import * as Q from '../numerics/rational.ts';
import type { TaylorSupport } from './analytic-function.ts';

/**
 * { j : inSupport(j) }, found by search.
 *
 * @param last the largest order, null only where it is *proved* that there are infinitely many: the
 *   search for the next one ends because of that.
 */
export function supportOf(inSupport: (j: number) => boolean, last: number | null): TaylorSupport {
  return {
    inSupport,
    next(j) {
      for (let n = Math.max(0, j); last === null || n <= last; n++) if (inSupport(n)) return n;
      return null;
    },
  };
}

/** Exactly the given orders. */
export function finiteSupport(orders: readonly number[]): TaylorSupport {
  let known: ReadonlySet<number> | undefined;
  let sorted: readonly number[] | undefined;
  return {
    inSupport(j) {
      known ??= new Set(orders);
      return known.has(j);
    },
    next(j) {
      sorted ??= [...orders].sort((a, b) => a - b);
      return sorted.find((n) => n >= j) ?? null;
    },
  };
}

export const everyOrder = supportOf(() => true, null);
export const oddOrders = supportOf((j) => j % 2 === 1, null);
export const evenOrders = supportOf((j) => j % 2 === 0, null);

/** h(n) with dⁿ/dzⁿ e^{−κz²/2} = h(n)·e^{−κz²/2} at z = s: hₙ₊₁ = −κ(s hₙ + n hₙ₋₁). */
export function hermite(s: Rational, kappa: Rational): (n: number) => Rational {
  return twoTerm([Q.ONE], (previous, before, n) =>
    Q.multiply(
      Q.subtract(Q.rational(0), kappa),
      Q.add(Q.multiply(s, previous), Q.multiply(Q.rational(n - 1), before)),
    ),
  );
}

/**
 * Of e^{−κz²/2} at s. Its recurrence cannot have two zeros in a row without having been 0 from the
 * start, so the support is infinite.
 */
export function gaussianSupport(s: Rational, kappa: Rational): TaylorSupport {
  const h = hermite(s, kappa);
  return supportOf((j) => !Q.isZero(h(j)), null);
}

/** Memoised two-term recurrence; the term before the first is 0. */
export function twoTerm(
  initial: readonly Rational[],
  next: (previous: Rational, before: Rational, n: number) => Rational,
): (n: number) => Rational {
  const known = [...initial];
  return (n) => {
    while (known.length <= n) {
      const m = known.length;
      known.push(free(() => next(known[m - 1], m >= 2 ? known[m - 2] : Q.rational(0), m)));
    }
    return known[n];
  };
}

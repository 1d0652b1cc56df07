/**
 * Conserved quantities along float trajectories: how far h(θ(t)) strays from h(θ(0)).
 *
 * Rounding alone moves the computed h by at most about (number of terms + degree)·ε·Σ|terms|; what is
 * left beyond that is integration error, and shrinks with the tolerance if h is conserved.
 */
import { evaluateLaw } from './evaluate-law.ts';
import type { ExactInvariant } from './exact-explanation.ts';
import { type Law, polynomialLaw } from './law.ts';

export interface Drift {
  /** max |h(θ(tⱼ)) − h(θ(t₀))|. */
  readonly absolute: number;
  /** The same over the largest Σ|terms of h| met: scale-free, rounding included it is ≳ 2⁻⁵². */
  readonly relative: number;
  /** Index of the point where it is largest. */
  readonly at: number;
}

/** h of an invariant; null where all that is known of it is that it exists. */
export function lawOf({ polynomial, law }: Pick<ExactInvariant, 'polynomial' | 'law'>): Law | null {
  if (law !== undefined) return law;
  return polynomial.terms.length === 0 ? null : polynomialLaw(polynomial);
}

/** @param points θ(t₀), θ(t₁), …, M entries each; at least one. */
export function driftAlong(law: Law, points: readonly ArrayLike<number>[]): Drift {
  const start = evaluateLaw(law, points[0]);
  let absolute = 0;
  let scale = start.magnitude;
  let at = 0;
  points.forEach((point, j) => {
    const here = evaluateLaw(law, point);
    const difference = Math.abs(here.value - start.value);
    // A trajectory that left the finite numbers keeps nothing: NaN counts as infinitely far.
    const strayed = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    scale = Math.max(scale, here.magnitude);
    if (strayed > absolute) {
      absolute = strayed;
      at = j;
    }
  });
  return { absolute, relative: relativeTo(absolute, scale), at };
}

function relativeTo(absolute: number, scale: number): number {
  if (absolute === 0) return 0;
  return Number.isFinite(absolute) ? absolute / scale : Number.POSITIVE_INFINITY;
}

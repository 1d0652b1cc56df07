/**
 * How far a polynomial h = Σ c θ^p can stray when every parameter is off by at most e:
 *
 *     |h(θ + δ) − h(θ)| ≤ Σ |c| ((|θ| + e)^p − |θ|^p),   ‖δ‖_∞ ≤ e.
 *
 * An error of θ is absolute where its tolerance is; relative to h it may be anything.
 */
import { toDouble } from '../../numerics/rational.ts';
import type { Polynomial } from '../../orbits/conserved/invariants-polynomial.ts';

export interface DriftBound {
  /** The right-hand side. */
  readonly bound: number;
  /** Σ |c θ^p|: where the bound is larger, h cannot be told from 0. */
  readonly magnitude: number;
}

/** @param e ≥ 0, in units of θ. */
export function driftBound({ terms }: Polynomial, theta: ArrayLike<number>, e: number): DriftBound {
  let bound = 0;
  let magnitude = 0;
  for (const { coefficient, powers } of terms) {
    const c = Math.abs(toDouble(coefficient));
    let exact = c;
    let perturbed = c;
    for (const [i, power] of powers) {
      const size = Math.abs(theta[i]!);
      exact *= size ** power;
      perturbed *= (size + e) ** power;
    }
    bound += perturbed - exact;
    magnitude += exact;
  }
  return { bound, magnitude };
}

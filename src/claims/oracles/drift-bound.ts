/**
 * How far a law h = Σ c θ^p + Σ k log|l| + Σ c/lᵐ can stray when every parameter is off by at most e:
 *
 *     |h(θ + δ) − h(θ)| ≤ Σ |c| ((|θ| + e)^p − |θ|^p)
 *                        − Σ |k| log(1 − d/|l|) + Σ |c| ((|l| − d)^{−m} − |l|^{−m}),   ‖δ‖_∞ ≤ e,
 *
 * with d = e·Σ |coefficients of l|; infinite where d reaches |l|. An error of θ is absolute where its
 * tolerance is; relative to h it may be anything.
 */
import { toDouble } from '../../numerics/rational.ts';
import { evaluateLaw } from '../../orbits/conserved/evaluate-law.ts';
import { evaluateFloat } from '../../orbits/conserved/invariants-polynomial.ts';
import type { Law } from '../../orbits/conserved/law.ts';

export interface DriftBound {
  /** The right-hand side. */
  readonly bound: number;
  /** Σ |terms of h|: where the bound is larger, h cannot be told from 0. */
  readonly magnitude: number;
}

/** @param e ≥ 0, in units of θ. */
export function driftBound(law: Law, theta: ArrayLike<number>, e: number): DriftBound {
  let bound = 0;
  for (const { coefficient, powers } of law.polynomial.terms) {
    const c = Math.abs(toDouble(coefficient));
    let exact = c;
    let perturbed = c;
    for (const [i, power] of powers) {
      const size = Math.abs(theta[i]);
      exact *= size ** power;
      perturbed *= (size + e) ** power;
    }
    bound += perturbed - exact;
  }
  for (const { coefficient, form, power } of law.poles) {
    const c = Math.abs(toDouble(coefficient));
    const l = Math.abs(evaluateFloat(form, theta).value);
    const d = form.terms.reduce(
      (sum, term) =>
        sum + (term.powers.length === 0 ? 0 : Math.abs(toDouble(term.coefficient))) * e,
      0,
    );
    if (!(d < l)) bound = Number.POSITIVE_INFINITY;
    else bound += power === 0 ? -c * Math.log1p(-d / l) : c * ((l - d) ** -power - l ** -power);
  }
  return { bound, magnitude: evaluateLaw(law, theta).magnitude };
}

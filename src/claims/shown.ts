/**
 * What a failure is about, as data: what has to be computed again to see it without falsim (`exporting/`). A claim says so
 * of its own failures (`Claim.shown`); where a failure is one of an orbit, the orbit's certificate shows it.
 */
import type { Subject } from '../instances/subject.ts';
import type { Polynomial } from '../numerics/polynomial.ts';
import type { Rational } from '../numerics/rational.ts';
import type { Decision, Worst } from './decision.ts';
import type { LinearForm } from './oracles/linear-forms.ts';
import type { Subspace } from './oracles/subspace.ts';
import type { TrainingSegment } from './oracles/training-segment.ts';

/** A law with what people are told of it. */
export interface NamedLaw {
  readonly law: Polynomial;
  readonly name: string;
}

/** A datum and an output, from 0. */
type Where = Pick<Worst, 'x' | 'output'>;

type Sides = Pick<Subspace, 'orbit' | 'sign'>;

export type Shown =
  /** dim O(θ), dim of the stratum: what a certificate decides. In another model where data do not reach all of the fields. */
  | { readonly kind: 'orbit'; readonly whose?: Subject }
  /** Steps change the values of linear forms that vanish on a subspace. */
  | { readonly kind: 'steps'; readonly taken: number; readonly forms: readonly LinearForm[] }
  /** Steps leave a subspace. */
  | {
      readonly kind: 'stray';
      readonly taken: number;
      readonly subspace: Sides;
      readonly controls?: readonly TrainingSegment[];
    }
  /** Steps take θ more than `factor` times as far from a subspace. */
  | { readonly kind: 'ratio'; readonly subspace: Sides; readonly factor: number }
  /** h(θ_k) ≠ h(θ₀); along `controls` where there are any, else in the training of the instance. */
  | ({
      readonly kind: 'balance';
      readonly controls?: readonly TrainingSegment[];
    } & NamedLaw)
  /** h(θ_k) − h(θ₀) ≠ factor · Σ h₂(θᵢ − θᵢ₋₁), rates η/i. */
  | ({ readonly kind: 'squares'; readonly factor: number } & NamedLaw)
  /** ⟨∇h, θ₀ − θ₁⟩ ≠ 0 for the first step. */
  | ({ readonly kind: 'first-slope' } & NamedLaw)
  /** The drift does not shrink by `ratio` where the rate is halved. */
  | ({ readonly kind: 'halved'; readonly ratio: number } & NamedLaw)
  /** A gradient has a part across a subspace. */
  | { readonly kind: 'tangency'; readonly subspace: Sides; readonly worst: Where }
  /** ∇F(Qθ) ≠ Q∇F(θ), Qθ[target[i]] = factor[i]·θ[i]. */
  | {
      readonly kind: 'equivariance';
      readonly target: ArrayLike<number>;
      readonly factor: ArrayLike<number>;
      readonly worst: Where;
    }
  /** Gradient flow takes θ away from a subspace. */
  | { readonly kind: 'growth'; readonly subspace: Sides }
  /** Gradient flow that starts on a subspace leaves it. */
  | {
      readonly kind: 'trajectory';
      readonly subspace: Sides;
      readonly segments: readonly TrainingSegment[];
    }
  /** ⟨∇h, ∇F(θ)(x)⟩ ≠ 0. */
  | ({ readonly kind: 'law-slope' } & NamedLaw)
  /** ⟨∇h, ∇F⟩ = 0 everywhere, and h(θ) = at unless that is null. */
  | ({ readonly kind: 'conserved'; readonly at: Rational | null } & NamedLaw)
  /** ∂F(θ)(x)/∂θᵢ = 0 for all x and these i. */
  | { readonly kind: 'still'; readonly parameters: readonly number[] }
  /** Pairs of equal units, none of three. */
  | { readonly kind: 'equal'; readonly units: readonly (readonly number[])[] }
  /** Signs of gradients leave another number of laws than `expected`. */
  | { readonly kind: 'signs'; readonly expected: number }
  /** The reflection v ↦ v − 2Σ⟨f, v⟩f/‖f‖² at forms f with no parameter in common fixes θ, and leaves F as it is. */
  | { readonly kind: 'reflection'; readonly forms: readonly LinearForm[] }
  /** All fields are multiples of one that is not 0 at θ: the orbit is a curve. */
  | { readonly kind: 'curve'; readonly expected: number }
  /** The fields span less at θ than along the orbit. */
  | { readonly kind: 'span' };

/** Forms that steps change, where a decision is about steps. */
export function formsShown(by: Decision, forms: readonly LinearForm[]): Shown | undefined {
  return by.clause === 'steps' ? { kind: 'steps', taken: by.steps, forms } : undefined;
}

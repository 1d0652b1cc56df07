/** Why a check decided nothing: a doubt where it looked and could not tell, a vacuity where there was nothing to see. */
import type { End } from '../dynamics/solution.ts';
import type { DecimalFlow, Decision, FlowDecision } from './decision.ts';
import type { Json } from './json.ts';
import type { OrbitSummary, RankDecision } from './orbit-decision.ts';

export type BuiltInDoubt =
  /** The exact machinery refuses the instance. */
  | { readonly reason: 'unsupported'; readonly what: string }
  /** To decide it takes more than so many operations, counted (`numerics/budget.ts`). */
  | { readonly reason: 'too-costly'; readonly operations: number }
  /** The orbit's dimension is not known at θ; `expected` where a claim says what it should be. */
  | { readonly reason: 'orbit'; readonly orbit: OrbitSummary; readonly expected?: number }
  /** The orbit is smaller than the known stratum, and isometries that nobody knows might say why. */
  | {
      readonly reason: 'isometries';
      readonly fixedByAllIsometries: number;
      readonly orbit: OrbitSummary;
    }
  /** Lie ranks stand still below what bounds the orbit from above. */
  | { readonly reason: 'rank'; readonly rank: RankDecision }
  /** Float64 sees a trajectory leave that is too large for decimals. */
  | { readonly reason: 'out-of-reach'; readonly clause: 'trajectory' }
  /** Float64 sees a difference that enclosures of up to `digits` digits neither prove nor explain. */
  | {
      readonly reason: 'unsettled';
      readonly decision: Decision;
      readonly digits: number;
      readonly why: string;
    }
  /** No bound on the drift of a law: too near a pole, or too large. */
  | { readonly reason: 'no-bound'; readonly what: string }
  /** So many laws are known to exist, and not by their form. */
  | { readonly reason: 'unknown-law'; readonly laws: number }
  | { readonly reason: 'no-convergence'; readonly decimal: DecimalFlow }
  /** A number was infinite or none. */
  | { readonly reason: 'not-finite'; readonly clause: 'trajectory' | 'growth' }
  | {
      readonly reason: 'broken-off';
      readonly clause: 'trajectory' | 'flow';
      readonly end: End;
      readonly durations: readonly number[];
    }
  /** Fields are equivariant, and computed flows part. */
  | { readonly reason: 'sensitive'; readonly flow: FlowDecision }
  | { readonly reason: 'blow-up'; readonly of: 'control' | 'steps' }
  /** Only float64 says that the claim fails. */
  | { readonly reason: 'float-only'; readonly decision: Decision }
  /** The claim fails by less than was asked for. */
  | { readonly reason: 'faint'; readonly decision: Decision }
  /** Bits that had to stay equal did not: falsim's own error. */
  | { readonly reason: 'defect'; readonly method: string; readonly distance: number };

/** The doubt of a claim of somebody else. */
export interface OwnDoubt {
  readonly reason: `x-${string}`;
  readonly says: string;
  readonly evidence: Json;
}

/** Why a check decided nothing. */
export type Doubt = BuiltInDoubt | OwnDoubt;

export type BuiltInVacuity =
  /** A hypothesis in force does not hold. */
  | { readonly reason: 'hypothesis'; readonly id: string }
  /** The instance lies outside the claim's domain; `expected` says what that asks for. */
  | { readonly reason: 'domain'; readonly expected: string }
  /** F has no value at θ, whatever the datum. */
  | { readonly reason: 'undefined'; readonly why: string }
  /** F is quantified over more than the datum. */
  | { readonly reason: 'free-inputs' }
  | { readonly reason: 'no-data' }
  | { readonly reason: 'no-steps' }
  | { readonly reason: 'no-switch'; readonly second: 'none' | 'zero' }
  | { readonly reason: 'no-plane' }
  | { readonly reason: 'no-symmetry'; readonly of: 'point' | 'model' }
  | { readonly reason: 'no-law'; readonly why: string }
  | {
      readonly reason: 'stationary';
      readonly what: 'field' | 'trajectory' | 'steps' | 'control' | 'points';
    }
  | { readonly reason: 'nothing' }
  | { readonly reason: 'nothing-conserved' }
  | { readonly reason: 'too-small' }
  /** The claim is about other models, starts or methods. */
  | { readonly reason: 'kind' | 'shape' | 'start' | 'method'; readonly needs: string }
  | { readonly reason: 'unsupported'; readonly what: string };

export interface OwnVacuity {
  readonly reason: `x-${string}`;
  readonly says: string;
}

/** Why a claim says nothing of an instance. */
export type Vacuity = BuiltInVacuity | OwnVacuity;

export function isOwnDoubt(doubt: Doubt): doubt is OwnDoubt {
  return doubt.reason.startsWith('x-');
}

export function isOwnVacuity(vacuity: Vacuity): vacuity is OwnVacuity {
  return vacuity.reason.startsWith('x-');
}

/** What an oracle measured of an orbit: dimensions, numbers of laws, ranks. Arms of `Decision`, plain JSON as all of them. */
import type { OrbitStatus } from '../orbits/dimension/orbit-status.ts';

/** What the exact machinery says of an orbit. */
export interface OrbitSummary {
  readonly dimension: number;
  readonly status: OrbitStatus;
  readonly lowerBound: number;
  readonly upperBound: number;
  readonly firstOrderRank: number;
  readonly parameters: number;
  readonly stratum: { readonly dimension: number; readonly description: string };
  readonly invariants: readonly { readonly expression: string; readonly kind: string }[];
  readonly primes: readonly number[];
  readonly order: number;
  readonly controls: number;
  readonly movedRank: number | null;
  readonly assumptions?: readonly string[];
}

export interface OrbitGapDecision {
  readonly clause: 'orbit-gap';
  readonly orbit: OrbitSummary;
}

/** M − dim O(θ) against a number of laws. */
export interface CountDecision {
  readonly clause: 'count';
  readonly expected: number;
  readonly found: number;
  readonly orbit: OrbitSummary;
}

export interface OrbitDimensionDecision {
  readonly clause: 'orbit-dimension';
  /** Inputs whose weights are not all 0. */
  readonly expected: number;
  readonly orbit: OrbitSummary;
}

/** Lie ranks mod p at θ and along a control, and what bounds the orbit from above. */
export interface RankDecision {
  readonly clause: 'rank';
  readonly rankAtStart: number;
  readonly rankAlong: number;
  readonly ranksAlong: readonly number[];
  readonly upperBound: number;
  readonly order: number;
  readonly stratum: number;
  readonly prime: number;
}

export interface SpanDecision {
  readonly clause: 'span';
  readonly spanAtStart: number;
  readonly spanAlong: number;
}

/**
 * What a claim is, and what checking it can say.
 *
 * A claim is data plus two functions: `generate` draws an instance, `check` decides it. Hypotheses are
 * separate and switchable: with a hypothesis in force `generate` draws only instances that satisfy it
 * and `check` calls an instance that does not `vacuous`; with it dropped the same oracle runs on
 * instances that violate it, which is how falsim finds out whether the hypothesis is needed.
 */
import type { Instance } from '../instances/instance.ts';
import type { Subject } from '../instances/subject.ts';
import type { Rng } from '../numerics/random.ts';
import type { Domain } from './domain.ts';
import type { Subspace } from './oracles/subspace.ts';
import type { ClaimStatus } from './status.ts';
import type { Verdict } from './verdict.ts';

export type { Json } from './json.ts';
export type { Verdict, VerdictKind } from './verdict.ts';

export interface Hypothesis {
  /** Kebab-case, e.g. `odd-activation`; what `--drop` takes. */
  readonly id: string;
  /** One sentence. */
  readonly statement: string;
  holds(subject: Subject): boolean;
}

export interface CheckOptions {
  /** Ids of hypotheses that are not in force. */
  readonly dropped: ReadonlySet<string>;
  /**
   * How much clearer than `falsified` requires a failure must be, in units of the margin: shrinking
   * asks for margin ≤ −strictness so that replay (strictness 0) has room.
   */
  readonly strictness: number;
  /** Operations it may take, counted; default: `MOST_OPERATIONS` of `scope.ts`. */
  readonly operations?: number;
  /** Climb the escalation ladder where the first look is suspicious. Default true. */
  readonly escalate?: boolean;
}

export interface GenerateOptions {
  readonly dropped: ReadonlySet<string>;
  /** 0 … 1: how large and how hostile; grows along a campaign. */
  readonly size: number;
  /** Draw models of these kinds only, whatever the claim draws otherwise. */
  readonly kinds?: readonly string[] | undefined;
}

export interface Claim {
  /** Kebab-case, as on the command line. */
  readonly id: string;
  /** One sentence. */
  readonly statement: string;
  readonly latex: string;
  /** Paper, section; '' for none. */
  readonly source: string;
  readonly status: ClaimStatus;
  /** Why it has that status: who proved it, or what refutes it. */
  readonly statusReason?: string;
  readonly hypotheses: readonly Hypothesis[];
  /**
   * What the claim is about when these hypotheses are dropped. Whoever drives a claim tests membership
   * (`scope.ts`): outside, the verdict is vacuous, and shrinking does not go there.
   */
  domain(dropped: ReadonlySet<string>): Domain;
  /** The subspace that trajectories are said to stay on, where the claim is about one and θ is on one. */
  manifold?(subject: Subject, dropped: ReadonlySet<string>): Subspace | undefined;
  generate(rng: Rng, options: GenerateOptions): Instance;
  check(subject: Subject, options: CheckOptions): Verdict;
}

/** `unmet`: the hypotheses in force that the instance does not satisfy. */
export function unmetHypotheses(
  claim: Pick<Claim, 'hypotheses'>,
  subject: Subject,
  dropped: ReadonlySet<string>,
): Hypothesis[] {
  return claim.hypotheses.filter((h) => !dropped.has(h.id) && !h.holds(subject));
}

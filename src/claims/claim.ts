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
import type { Decision } from './decision.ts';
import type { Domain } from './domain.ts';
import type { Subspace } from './oracles/subspace.ts';
import type { Shown } from './shown.ts';
import type { ClaimStatus } from './status.ts';
import type { Verdict } from './verdict.ts';

export type { Json } from './json.ts';
export type { Verdict } from './verdict.ts';

/** A condition on instances, with a name. */
export interface Condition {
  /** Kebab-case. */
  readonly id: string;
  /** One sentence. */
  readonly statement: string;
  holds(subject: Subject): boolean;
}

/** Its id, e.g. `odd-activation`, is what `--drop` takes. */
export interface Hypothesis extends Condition {
  /**
   * It belongs to what is said, not to what it is said of: `holds` is true of all instances, and dropping it
   * changes what `check` asks.
   */
  readonly inStatement?: true;
  /** Nothing is known to fail without it, so that the claim without it is no false neighbour (`neighbours.ts`). */
  readonly notNeeded?: true;
  /** What may do in its place (`weakened.ts`), the strongest first. */
  readonly weaker?: readonly Condition[];
}

/** What a false claim gets wrong, against a claim that it is next to. */
export type Off = 'hypothesis' | 'conclusion' | 'constant';

/** How a claim known to be false is next to claims that are held true. */
export interface Neighbour {
  /** Ids of these claims. */
  readonly of: readonly string[];
  /** A hypothesis is weakened, the conclusion strengthened, or a constant is off. */
  readonly off: Off;
}

/** How one instance is judged. */
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

/** Which instances are drawn. */
export interface GenerateOptions {
  readonly dropped: ReadonlySet<string>;
  /**
   * How large and how hostile: 0 … 1 for the usual sizes, beyond 1 layers that are so many times as wide. Grows
   * along a campaign, to 2.
   */
  readonly size: number;
  /** Draw models of these kinds only, whatever the claim draws otherwise. */
  readonly kinds?: readonly string[] | undefined;
  /**
   * Weaker forms of what is dropped that hold, and what is dropped fails. Instances are drawn again until they
   * are such (`weakened.ts`); it helps to draw where they are.
   */
  readonly instead?: readonly string[];
}

/** A statement about instances that can be decided at each, as `defineClaim` makes it. */
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
  /** Of a claim known to be false: what it is next to. */
  readonly neighbour?: Neighbour;
  readonly hypotheses: readonly Hypothesis[];
  /**
   * What the claim is about when these hypotheses are dropped. Whoever drives a claim tests membership
   * (`scope.ts`): outside, the verdict is vacuous, and shrinking does not go there.
   */
  domain(dropped: ReadonlySet<string>): Domain;
  /** The subspace that trajectories are said to stay on, where the claim is about one and θ is on one. */
  manifold?(subject: Subject, dropped: ReadonlySet<string>): Subspace | undefined;
  /** What a failure is about, for those who show it without falsim; undefined where there is no saying. */
  shown?(subject: Subject, by: Decision, dropped: ReadonlySet<string>): Shown | undefined;
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

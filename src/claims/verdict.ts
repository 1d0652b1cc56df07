/**
 * What checking a claim can say. The arms carry the oracles' own evidence; margins, signatures and sentences
 * are functions of it (`margin.ts`, `signature.ts`, `sentence.ts`).
 */
import { isProved } from '../orbits/dimension/orbit-status.ts';
import type { Decision, OwnDecision } from './decision.ts';
import { isOwn } from './decision-kinds.ts';
import type { Doubt, Vacuity } from './doubt.ts';
import type { Json } from './json.ts';
import { summaryOf } from './orbit-summary.ts';
import { type Found, type OrbitBound, type Proof, proofOf } from './proof.ts';
import { requireOwnName, requireWords, WordlessVerdict } from './wording.ts';

export interface Survived {
  readonly kind: 'survived';
  /** The closest call: what has the smallest margin of all that was decided. */
  readonly by: Decision;
  /** The other decisions, in the order in which they were made. */
  readonly and: readonly Decision[];
}

/** An instance that the claim is false of, with the proof. */
export interface Falsified {
  readonly kind: 'falsified';
  readonly by: Decision;
  readonly proof: Proof;
}

export interface Inconclusive {
  readonly kind: 'inconclusive';
  readonly because: Doubt;
}

export interface Vacuous {
  readonly kind: 'vacuous';
  readonly because: Vacuity;
}

/** What checking a claim on an instance says. */
export type Verdict = Survived | Falsified | Inconclusive | Vacuous;
/** The four verdicts by name. */
export type VerdictKind = Verdict['kind'];

/** Those whose words were read when they were built. */
const worded = new WeakSet<object>();

/** @throws WordlessVerdict where any text in an arm is empty or blank. */
function built<V extends Verdict>(
  where: string,
  verdict: V,
  arms: readonly (Decision | Doubt | Vacuity)[],
): V {
  for (const arm of arms) requireWords(where, arm);
  worded.add(verdict);
  return verdict;
}

/**
 * The verdict where the claim holds of the instance, by what came closest to a failure.
 *
 * @throws RangeError, as the three below do, where any text in it is empty or blank.
 */
export function survived(by: Decision, and: readonly Decision[] = []): Survived {
  return built('survived', { kind: 'survived', by, and }, [by, ...and]);
}

/** The only way to a falsification: with a proof (`proof.ts`). */
export function falsified(by: Decision, proof: Proof): Falsified {
  return built('falsified', { kind: 'falsified', by, proof }, [by]);
}

/** The verdict where nothing was decided. */
export function inconclusive(because: Doubt): Inconclusive {
  return built('inconclusive', { kind: 'inconclusive', because }, [because]);
}

/** The verdict where the claim says nothing of the instance. */
export function vacuous(because: Vacuity): Vacuous {
  return built('vacuous', { kind: 'vacuous', because }, [because]);
}

/**
 * The verdict of a claim that falsim does not know: survived where the margin is positive; where it is negative
 * falsified by what was `found`, and without that `inconclusive`, since doubles prove nothing.
 *
 * @param found what contradicts the claim; not looked at where the margin is positive.
 *   `{ rationals: [a, b] }` that had to be equal, or in the other order; `{ zero: a }`, which had to differ from 0;
 *   `{ integers: [m, n] }`, what was counted; `{ orbit, dimension }`, an orbit that has another dimension than claimed;
 *   a ball without 0, `{ digits, distance, radius }`; the `proof` of `settle`.
 * @throws RangeError on a margin that is 0 or no number, on an empty clause, sentence or signature, and where what was
 *   found does not contradict the claim.
 */
export function decided(decision: OwnDecision, found?: Found): Survived | Falsified | Inconclusive {
  const { clause, margin } = decision;
  requireOwnName('decided', 'clause', clause);
  if (!Number.isFinite(margin) || margin === 0)
    throw new RangeError(`decided: ${clause}: expected a margin other than 0, received ${margin}`);
  const decides = <V extends Verdict>(verdict: V) => built('decided', verdict, [decision]);
  if (margin > 0) return decides({ kind: 'survived', by: decision, and: [] });
  if (found === undefined)
    return decides({ kind: 'inconclusive', because: { reason: 'float-only', decision } });
  const proof = proofOf(found);
  if (proof !== null) return decides({ kind: 'falsified', by: decision, proof });
  return inconclusive({ reason: 'orbit', orbit: summaryOf((found as OrbitBound).orbit) });
}

/**
 * The verdict of a claim of your own where nothing was decided, in your words.
 *
 * @throws RangeError on an empty sentence.
 */
export function undecided(
  reason: `x-${string}`,
  says: string,
  evidence: Json = null,
): Inconclusive {
  const doubt = { reason, says, evidence };
  return built('undecided', { kind: 'inconclusive', because: doubt }, [doubt]);
}

/**
 * Of what no function above built, whose words are read here.
 *
 * @throws RangeError unless it is a verdict that says what decided, or why nothing did.
 */
export function requireVerdict(verdict: Verdict): void {
  if (worded.has(verdict)) return;
  switch (verdict?.kind) {
    case 'survived':
      for (const decision of [verdict.by, ...verdict.and]) requireArm(verdict, decision);
      return;
    case 'falsified':
      requireArm(verdict, verdict.by);
      return;
    case 'inconclusive':
    case 'vacuous':
      requireArm(verdict, verdict.because);
      return;
    default: {
      const received: unknown = verdict;
      // A check that is asynchronous has no verdict; should it fail later, that is no news.
      if (received instanceof Promise) received.catch(() => undefined);
      const what = received instanceof Promise ? 'a promise' : JSON.stringify(received);
      throw new WordlessVerdict(`check: expected a verdict, received ${what}`);
    }
  }
}

function requireArm({ kind }: Verdict, arm: Decision | Doubt | Vacuity): void {
  if (typeof arm !== 'object' || arm === null)
    throw new WordlessVerdict(
      `check: a verdict "${kind}" that does not say what decided, or why nothing did`,
    );
  requireWords(kind, arm);
}

/** What decided, or why nothing did: `tangency`, `stationary`, …; never empty. Reports count by it. */
export function clauseOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'survived':
    case 'falsified':
      return verdict.by.clause;
    case 'inconclusive':
      return causeOf(verdict.because);
    case 'vacuous':
      return verdict.because.reason;
  }
}

function causeOf(doubt: Doubt): string {
  switch (doubt.reason) {
    case 'orbit':
      // Where the orbit through θ is proved the doubt is about what is claimed of other points.
      return isProved(doubt.orbit.status) ? 'generic-points' : doubt.orbit.status;
    case 'rank':
      return 'stationary';
    case 'out-of-reach':
    case 'not-finite':
    case 'broken-off':
      return doubt.clause;
    case 'float-only':
      return isOwn(doubt.decision) ? doubt.reason : doubt.decision.clause;
    case 'faint':
    case 'unsettled':
      return doubt.decision.clause;
    case 'no-bound':
      return 'drift';
    case 'sensitive':
      return 'flow';
    case 'no-convergence':
      return 'trajectory';
    case 'defect':
      return 'bitwise';
    case 'blow-up':
      return doubt.of === 'steps' ? 'steps' : 'blow-up';
    default:
      return doubt.reason;
  }
}

/** How an exact answer was proven: certified, explained, stationary …; undefined for other verdicts. */
export function orbitStatusOf(verdict: Verdict): string | undefined {
  switch (verdict.kind) {
    case 'survived':
    case 'falsified':
      return !isOwn(verdict.by) && 'orbit' in verdict.by ? verdict.by.orbit.status : undefined;
    case 'inconclusive':
      return 'orbit' in verdict.because ? verdict.because.orbit.status : undefined;
    case 'vacuous':
      return undefined;
  }
}

/** Whether it takes more operations than a verdict may. */
export function isTooCostly(verdict: Verdict): boolean {
  return verdict.kind === 'inconclusive' && verdict.because.reason === 'too-costly';
}

/** How an integration ended that left the verdict open; undefined for other verdicts. */
export function brokenOff(verdict: Verdict): string | undefined {
  if (verdict.kind !== 'inconclusive' || verdict.because.reason !== 'broken-off') return undefined;
  return verdict.because.end;
}

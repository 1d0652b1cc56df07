/**
 * What comes of one instance: a verdict, or the cause why there is none. Claims are the user's: whatever
 * they draw, throw or return, it is counted.
 */
import type { Claim } from '../claims/claim.ts';
import { marginOf } from '../claims/margin.ts';
import { judge, MOST_OPERATIONS, tooCostly } from '../claims/scope.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { signatureOf } from '../claims/signature.ts';
import { type Falsified, type Verdict, vacuous } from '../claims/verdict.ts';
import type { LossCause } from '../counterexamples/lost-instance.ts';
import { InputError, UnsupportedError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { open } from '../instances/subject.ts';
import { inlineJson } from '../json/write-json.ts';
import { undefinedAt } from '../models/undefined-at.ts';
import { BudgetExceeded, withBudget } from '../numerics/budget.ts';

export interface SkippedRun {
  /** From 0, within the chunk. */
  readonly run: number;
  readonly cause: LossCause;
  readonly reason: string;
}

export type { LossCause };

/** An instance, or why there is none. */
export type Draw =
  | { readonly instance: Instance }
  | { readonly cause: 'defect' | 'too-costly'; readonly reason: string };

/** The verdict, or the cause why there is none. */
export type Outcome =
  | Verdict
  | { readonly kind: 'no-verdict'; readonly cause: LossCause; readonly reason: string }
  /** The claim says nothing about such a model. */
  | { readonly kind: 'no-verdict'; readonly cause: 'unsupported' };

export function outcomeOf(
  claim: Claim,
  draw: Draw,
  dropped: ReadonlySet<string>,
  skipped: SkippedRun | undefined,
): Outcome {
  if (skipped) return { kind: 'no-verdict', cause: skipped.cause, reason: skipped.reason };
  if ('cause' in draw) return { kind: 'no-verdict', ...draw };
  return verdictOn(claim, draw.instance, dropped);
}

/**
 * A failure is believed when it happens twice in the same way. One that does not is a defect of falsim
 * (a claim that is no function of the instance), reported as `flaky`.
 */
function verdictOn(claim: Claim, instance: Instance, dropped: ReadonlySet<string>): Outcome {
  try {
    const subject = open(instance);
    const check = () => judge(claim, subject, { dropped, strictness: 0 });
    const nowhere = withBudget(MOST_OPERATIONS, () =>
      undefinedAt(subject.model, subject.exact),
    ).value;
    if (nowhere !== null) return vacuous({ reason: 'undefined', why: nowhere.reason });
    const verdict = check();
    if (verdict.kind !== 'falsified') return verdict;
    const wrong = misshapen(verdict);
    if (wrong !== undefined) return { kind: 'no-verdict', cause: 'defect', reason: wrong };
    const again = check();
    const same =
      again.kind === 'falsified' &&
      failureKey(again) === failureKey(verdict) &&
      Object.is(marginOf(again), marginOf(verdict));
    if (same) return verdict;
    return { kind: 'no-verdict', cause: 'flaky', reason: `flaky: ${sentenceOf(verdict)}` };
  } catch (error) {
    if (error instanceof BudgetExceeded) return tooCostly(error);
    if (error instanceof UnsupportedError) {
      return { kind: 'no-verdict', cause: 'unsupported' };
    }
    const wrong = misdrawn(instance);
    const reason = wrong === undefined ? messageOf(error) : `generate: ${wrong}`;
    return { kind: 'no-verdict', cause: 'defect', reason };
  }
}

/** What is wrong with an instance that a claim drew; undefined where it is one. */
export function misdrawn(drawn: unknown): string | undefined {
  try {
    parseInstance(JSON.parse(inlineJson(drawn)));
    return undefined;
  } catch (error) {
    return error instanceof InputError ? error.message : `expected JSON: ${messageOf(error)}`;
  }
}

/**
 * What is wrong with a failure that a claim found; claims are the user's, and not all are checked by a compiler. Its
 * evidence is sent between threads and stored, so it has to be JSON. (That it is a verdict at all is for `judge`.)
 */
function misshapen(verdict: Falsified): string | undefined {
  try {
    inlineJson(verdict);
    return undefined;
  } catch (error) {
    return `check: evidence that is no JSON: ${messageOf(error)}`;
  }
}

/** What tells failures of one claim apart. */
export function failureKey({ by }: Falsified): string {
  return signatureOf(by);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

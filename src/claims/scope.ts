/**
 * Whether a claim says anything about an instance: it lies in the claim's domain and satisfies the
 * hypotheses in force. Whoever drives a claim asks here, whatever the claim itself remembers to ask.
 */
import type { Subject } from '../instances/subject.ts';
import { BudgetExceeded, withBudget } from '../numerics/budget.ts';
import { type CheckOptions, type Claim, unmetHypotheses } from './claim.ts';
import { whyOutside } from './domain.ts';
import { isProof } from './proof.ts';
import {
  type Inconclusive,
  inconclusive,
  requireVerdict,
  type Vacuous,
  type Verdict,
  vacuous,
} from './verdict.ts';
import { WordlessVerdict } from './wording.ts';

/** Undefined where the claim applies. */
export function whyOutOfScope(
  claim: Pick<Claim, 'domain' | 'hypotheses'>,
  subject: Subject,
  dropped: ReadonlySet<string>,
): Vacuous | undefined {
  const expected = whyOutside(claim.domain(dropped), subject);
  if (expected !== undefined) return vacuous({ reason: 'domain', expected });
  const [unmet] = unmetHypotheses(claim, subject, dropped);
  return unmet && vacuous({ reason: 'hypothesis', id: unmet.id });
}

/** What a guarded `check` asks in scope. */
const ownChecks = new WeakMap<Claim['check'], Claim['check']>();

/** The `check` without a scope. */
export function ownCheck(check: Claim['check']): Claim['check'] {
  return ownChecks.get(check) ?? check;
}

/**
 * The same claim, with a `check` that is vacuous out of scope: that of the claim which it is asked of, so that a copy
 * with another domain or other hypotheses, `{ ...claim, domain }`, has these.
 */
export function guard(claim: Claim): Claim {
  const guarded: Claim = {
    ...claim,
    check(this: Claim | undefined, subject, options) {
      return judge(this ?? guarded, subject, options);
    },
  };
  ownChecks.set(guarded.check, ownCheck(claim.check));
  return guarded;
}

/**
 * Operations that one verdict may take: some twenty seconds. What takes more is inconclusive, in hunts, shrinking,
 * replay and `falsim check` alike, and on every machine.
 */
export const MOST_OPERATIONS = 2e10;

/** The verdict of a claim as hunts, shrinking, replay and `falsim check` take it. */
export function judge(claim: Claim, subject: Subject, options: CheckOptions): Verdict {
  const { dropped, operations = MOST_OPERATIONS } = options;
  try {
    return withBudget(
      operations,
      () => whyOutOfScope(claim, subject, dropped) ?? proved(claim, asked(claim, subject, options)),
    ).value;
  } catch (error) {
    if (error instanceof WordlessVerdict)
      throw new RangeError(`claim "${claim.id}": ${error.message}`);
    return tooCostly(error);
  }
}

function asked(claim: Claim, subject: Subject, options: CheckOptions): Verdict {
  const verdict = ownCheck(claim.check).call(claim, subject, options);
  requireVerdict(verdict);
  return verdict;
}

/** @throws TypeError for a falsification whose proof was written down, as code without types can. */
function proved({ id }: Claim, verdict: Verdict): Verdict {
  if (verdict.kind === 'falsified' && !isProof(verdict.proof))
    throw new TypeError(
      `claim "${id}": expected a proof that falsim made: decided(decision, found)`,
    );
  return verdict;
}

/** The verdict where a budget was exceeded. @throws the error itself where it is another. */
export function tooCostly(error: unknown): Inconclusive {
  if (!(error instanceof BudgetExceeded)) throw error;
  return inconclusive({ reason: 'too-costly', operations: error.units });
}

/**
 * Whether a claim says anything about an instance: it lies in the claim's domain and satisfies the
 * hypotheses in force. Whoever drives a claim asks here, whatever the claim itself remembers to ask.
 */
import type { Subject } from '../instances/subject.ts';
import { type CheckOptions, type Claim, unmetHypotheses, type Verdict } from './claim.ts';
import { whyOutside } from './domain.ts';
import { vacuous } from './oracles/finding.ts';

export interface OutOfScope {
  readonly clause: 'domain' | 'hypothesis';
  readonly reason: string;
}

/** Undefined where the claim applies. */
export function whyOutOfScope(
  claim: Pick<Claim, 'domain' | 'hypotheses'>,
  subject: Subject,
  dropped: ReadonlySet<string>,
): OutOfScope | undefined {
  const outside = whyOutside(claim.domain(dropped), subject);
  if (outside !== undefined)
    return { clause: 'domain', reason: `outside the claim's domain: expected ${outside}` };
  const [unmet] = unmetHypotheses(claim, subject, dropped);
  return unmet && { clause: 'hypothesis', reason: `not ${unmet.id}` };
}

/** Claims whose own `check` tests the scope first. */
const guarded = new WeakSet<object>();

/** The same claim, with a `check` that is vacuous out of scope. */
export function guard(claim: Claim): Claim {
  const checked: Claim = {
    ...claim,
    check: (subject, options) => checkInScope(claim, subject, options),
  };
  guarded.add(checked);
  return checked;
}

/** The verdict of a claim as hunts, shrinking, replay and `falsim check` take it. */
export function judge(claim: Claim, subject: Subject, options: CheckOptions): Verdict {
  return guarded.has(claim) ? claim.check(subject, options) : checkInScope(claim, subject, options);
}

function checkInScope(claim: Claim, subject: Subject, options: CheckOptions): Verdict {
  const out = whyOutOfScope(claim, subject, options.dropped);
  return out === undefined ? claim.check(subject, options) : vacuous(out.clause, out.reason);
}

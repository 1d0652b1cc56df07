/**
 * Whether instances fail, asked in a way that cannot be answered by accident: same claim, same clause,
 * same signature. A candidate that cannot be checked at all does not fail, nor does one that the claim says
 * nothing about: so shrinking cannot leave the claim's domain.
 */
import type { Claim } from '../claims/claim.ts';
import { marginOfDecision } from '../claims/margin.ts';
import { judge } from '../claims/scope.ts';
import { signatureOf } from '../claims/signature.ts';
import type { Falsified, Verdict } from '../claims/verdict.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';

/** Claim + signature: failures that differ here are different failures. */
export interface Failure {
  readonly claim: Claim;
  readonly dropped: ReadonlySet<string>;
  /** Clause and what is finer (`signature.ts`). */
  readonly signature: string;
}

export function failureOf(claim: Claim, dropped: ReadonlySet<string>, verdict: Falsified): Failure {
  return { claim, dropped, signature: signatureOf(verdict.by) };
}

/**
 * The predicate "fails in the same way without strictness, and by a margin of at least `strictness`": replay
 * looks without strictness and must meet the same clause first. What fails clearly without strictness fails
 * with it, since oracles are asked in the same order; only a fainter first failure has to be asked again.
 */
export function clearFailure(
  failure: Failure,
  strictness: number,
): (candidate: Instance) => boolean {
  const strict = sameFailure(failure, strictness);
  return (candidate) => {
    const margin = marginOfFailure(failure, 0, candidate);
    if (margin === undefined) return false;
    return margin <= -strictness || strict(candidate);
  };
}

/**
 * Where a check throws there is no failure: the hunt reports such defects when it meets them, and one
 * odd candidate must not cost a counterexample.
 *
 * @returns the predicate "fails in the same way, by a margin of at least `strictness`".
 */
export function sameFailure(
  failure: Failure,
  strictness: number,
): (candidate: Instance) => boolean {
  return (candidate) => {
    const margin = marginOfFailure(failure, strictness, candidate);
    return margin !== undefined && margin <= -strictness;
  };
}

/** Undefined where the candidate does not fail, or in another way. */
function marginOfFailure(
  { claim, dropped, signature }: Failure,
  strictness: number,
  candidate: Instance,
): number | undefined {
  let verdict: Verdict;
  try {
    verdict = judge(claim, open(candidate), { dropped, strictness });
  } catch {
    return undefined;
  }
  if (verdict.kind !== 'falsified' || signatureOf(verdict.by) !== signature) return undefined;
  return marginOfDecision(verdict.by);
}

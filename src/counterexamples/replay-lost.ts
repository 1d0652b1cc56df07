/** Whether an instance of which a hunt got no verdict has none now. */
import type { Claim } from '../claims/claim.ts';
import { judge } from '../claims/scope.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { isTooCostly } from '../claims/verdict.ts';
import { open } from '../instances/subject.ts';
import type { LostInstance } from './lost-instance.ts';

export interface LostAgain {
  readonly status: 'reproduced' | 'differs' | 'unknown' | 'undecided';
  /** One sentence for people. */
  readonly reason: string;
  readonly failed: boolean;
}

/**
 * Only what was too costly is tried again, since that is counted. What ended a thread might end this one, and
 * what it says of time and memory is about another machine.
 *
 * @param claim undefined where there is none of the name.
 */
export function replayLost(
  { claim: id, droppedHypotheses, cause, reason, instance }: LostInstance,
  claim: Claim | undefined,
): LostAgain {
  if (claim === undefined)
    return { status: 'unknown', reason: `there is no claim "${id}"`, failed: true };
  const missing = droppedHypotheses.find((h) => !claim.hypotheses.some((k) => k.id === h));
  if (missing !== undefined)
    return { status: 'unknown', reason: `${id} has no hypothesis "${missing}"`, failed: true };
  if (cause !== 'too-costly') {
    const told = `${cause}: ${reason}; falsim check ${id} tries it again`;
    return { status: 'undecided', reason: told, failed: false };
  }
  const options = { dropped: new Set(droppedHypotheses), strictness: 0 };
  const verdict = judge(claim, open(instance), options);
  const now = sentenceOf(verdict);
  return isTooCostly(verdict)
    ? { status: 'reproduced', reason: now, failed: false }
    : {
        status: 'differs',
        reason: `it was too costly, the verdict is ${verdict.kind} now: ${now}`,
        failed: true,
      };
}

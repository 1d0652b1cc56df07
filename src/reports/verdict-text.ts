/** A verdict on one instance for people: what `falsim check` prints. */
import type { Claim } from '../claims/claim.ts';
import { marginOf } from '../claims/margin.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { signatureOf } from '../claims/signature.ts';
import { clauseOf, type Verdict } from '../claims/verdict.ts';
import { writeJson } from '../json/write-json.ts';
import { MARGIN_MEANING, marginText, wrapped } from './text.ts';

/** What is asked of an instance. */
export interface Question {
  readonly claim: string;
  readonly dropped: readonly string[];
  /** Weaker forms of these that are in force. */
  readonly instead: readonly string[];
  /** What of it the file says, and nobody else. */
  readonly taken: readonly ('claim' | 'droppedHypotheses')[];
}

/** A line that says what was taken from the file; nothing where nothing was. */
export function fromFile({ claim, dropped, instead, taken }: Question, columns: number): string {
  const words = [
    ...(taken.includes('claim') ? [claim] : []),
    ...(taken.includes('droppedHypotheses') ? [`without ${dropped.join(', ')}`] : []),
    ...(instead.length > 0 ? [`but with ${instead.join(', ')}`] : []),
  ];
  if (words.length === 0) return '';
  return wrapped(`As the file says: ${words.join(' ')}.`, columns);
}

/** Kind and sentence; what was measured, as JSON; what its margin means, or what would decide. */
export function verdictText(verdict: Verdict, claim: Claim, columns: number): string {
  const sentence = wrapped(sentenceOf(verdict), columns, '  ');
  if (!('by' in verdict)) {
    const because = writeJson(verdict.because, columns);
    return `${verdict.kind}  (${clauseOf(verdict)})\n${sentence}${because}${wayOut(verdict, claim, columns)}`;
  }
  const margin = marginText(marginOf(verdict));
  const head = `${verdict.kind}  (${clauseOf(verdict)}, margin ${margin})\n`;
  return head + sentence + writeJson(verdict.by, columns) + wrapped(MARGIN_MEANING, columns);
}

/** What the hypothesis that does not hold says, and how to do without it. */
function wayOut({ because }: Exclude<Verdict, { by: unknown }>, claim: Claim, columns: number) {
  if (because.reason !== 'hypothesis' || !('id' in because)) return '';
  const unmet = claim.hypotheses.find(({ id }) => id === because.id);
  if (unmet === undefined) return '';
  const says = `The claim says nothing here: its hypothesis ${unmet.id} does not hold`;
  const how = `--drop ${unmet.id} asks what is true without it.`;
  return wrapped(`${says} (${unmet.statement.replace(/\.$/, '')}). ${how}`, columns);
}

/** The verdict as JSON, with what follows from it. */
export function plainVerdict(verdict: Verdict) {
  return {
    clause: clauseOf(verdict),
    ...('by' in verdict && { signature: signatureOf(verdict.by) }),
    margin: marginOf(verdict),
    reason: sentenceOf(verdict),
    ...verdict,
  };
}

/** The same with what was asked. */
export function plainChecked({ claim, dropped, instead, taken }: Question, verdict: Verdict) {
  return {
    claim,
    droppedHypotheses: [...dropped].sort(),
    ...(instead.length > 0 && { instead }),
    ...(taken.length > 0 && { takenFromFile: taken }),
    ...plainVerdict(verdict),
  };
}

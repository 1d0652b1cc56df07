/** A rank that is known from both sides against a number. */
import type { CountedDecision } from '../decision.ts';
import { doubtful, type Finding } from './conclude.ts';
import { counted } from './exact-finding.ts';
import type { SpanBounds } from './neuron-span.ts';

/** A rank against the number claimed, by bounds from both sides. */
export function rankFinding(
  what: string,
  { lower, upper }: SpanBounds,
  relation: '=' | '≥',
  expected: number,
): Finding<CountedDecision> {
  const of = (found: number) =>
    counted({ clause: 'function-rank', what, found, expected, relation });
  if (upper < expected) return of(upper);
  if (relation === '≥' && lower >= expected) return of(lower);
  if (relation === '=' && (lower > expected || lower === upper)) return of(lower);
  return doubtful({
    reason: 'unsupported',
    what: `${what} is between ${lower} and ${upper}, by what was looked at`,
  });
}

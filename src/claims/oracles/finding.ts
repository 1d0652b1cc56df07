/**
 * What one oracle found out, and how several findings make a verdict.
 *
 * A finding is signed and scale-free: margin = log₁₀(bound / distance), where `distance` must stay
 * below its error `bound` if the claim is true. A distance of exactly 0 is as good as it gets.
 */
import type { Subject } from '../../instances/subject.ts';
import type { Evidence, Verdict } from '../claim.ts';

/** Margins are clipped here: beyond 16 digits a double has nothing more to say. */
export const MARGIN_LIMIT = 16;

export interface Finding {
  readonly clause: string;
  readonly status: 'holds' | 'fails' | 'undecided';
  readonly margin: number;
  readonly reason: string;
  readonly evidence: Evidence;
}

/** log₁₀(bound / distance), clipped; NaN or an infinite distance has margin 0: it decides nothing. */
export function marginOf(distance: number, bound: number): number {
  if (distance === 0) return MARGIN_LIMIT;
  const margin = Math.log10(bound) - Math.log10(distance);
  if (!Number.isFinite(margin) || Number.isNaN(margin)) return 0;
  return Math.max(-MARGIN_LIMIT, Math.min(MARGIN_LIMIT, margin));
}

export function vacuous(clause: string, reason: string, evidence: Evidence = {}): Verdict {
  return { kind: 'vacuous', clause, margin: 0, reason, evidence };
}

export function inconclusive(clause: string, reason: string, evidence: Evidence = {}): Verdict {
  return { kind: 'inconclusive', clause, margin: 0, reason, evidence };
}

/** A model that is quantified over more than data, such as free gates, has no loss to follow. */
export function whyUntrainable({ model }: Subject): Verdict | undefined {
  const { size, datum } = model.inputs;
  if (size === datum) return undefined;
  return vacuous('free-inputs', 'F has free inputs besides the datum: there is nothing to train');
}

/**
 * The verdict of a list of findings, most damning first: one that fails by at least `strictness`
 * falsifies; else one that is undecided (or fails by less) leaves the whole inconclusive; else the
 * claim survived with the smallest of the margins. No finding at all is vacuous.
 */
export function conclude(findings: readonly Finding[], strictness: number): Verdict {
  const first = findings[0];
  if (first === undefined) return vacuous('nothing', 'no oracle applied to this instance');
  const failing = findings.find((f) => f.status === 'fails' && f.margin <= -strictness);
  if (failing !== undefined) {
    const { clause, margin, reason, evidence } = failing;
    return { kind: 'falsified', clause, margin, reason, evidence };
  }
  const open = findings.find((f) => f.status !== 'holds');
  if (open !== undefined) {
    const { clause, margin, reason, evidence } = open;
    return { kind: 'inconclusive', clause, margin, reason, evidence };
  }
  const worst = findings.reduce((a, b) => (b.margin < a.margin ? b : a));
  return {
    kind: 'survived',
    clause: worst.clause,
    margin: worst.margin,
    reason: worst.reason,
    evidence: Object.fromEntries(findings.map((f) => [f.clause, f.evidence])),
  };
}

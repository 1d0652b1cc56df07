/**
 * The margin of a verdict: signed and scale-free. log₁₀(bound / distance) for a distance that must stay below
 * its error bound, clipped to ±16; what an enclosure says where there is one; for exact oracles 16, or minus the gap in
 * dimensions; for a quantity that must not vanish 16 times its relative size. Positive survives, negative falsifies, 0
 * decides nothing.
 */
import type { CountedDecision, Decision } from './decision.ts';
import { isOwn } from './decision-kinds.ts';
import type { Doubt } from './doubt.ts';
import type { Verdict } from './verdict.ts';

/** Margins are clipped here: beyond 16 digits a double has nothing more to say. */
export const MARGIN_LIMIT = 16;

/** log₁₀(bound / distance), clipped; NaN or an infinite distance has margin 0: it decides nothing. */
export function digitsBetween(distance: number, bound: number): number {
  if (distance === 0) return MARGIN_LIMIT;
  const margin = Math.log10(bound) - Math.log10(distance);
  if (!Number.isFinite(margin) || Number.isNaN(margin)) return 0;
  return Math.max(-MARGIN_LIMIT, Math.min(MARGIN_LIMIT, margin));
}

/** How clear a verdict is: log₁₀(bound / distance), or minus a gap in dimensions; negative where the claim fails. */
export function marginOf(verdict: Verdict): number {
  switch (verdict.kind) {
    case 'survived':
    case 'falsified':
      return marginOfDecision(verdict.by);
    case 'inconclusive':
      return marginOfDoubt(verdict.because);
    case 'vacuous':
      return 0;
  }
}

export function marginOfDecision(decision: Decision): number {
  if (isOwn(decision)) return Math.max(-MARGIN_LIMIT, Math.min(MARGIN_LIMIT, decision.margin));
  switch (decision.clause) {
    case 'tangency':
    case 'field':
      return decision.worst?.enclosure?.margin ?? digitsBetween(decision.distance, decision.bound);
    case 'flow':
      return digitsBetween(decision.distance, decision.bound);
    case 'steps':
      return decision.enclosure?.margin ?? digitsBetween(decision.distance, decision.bound);
    case 'trajectory': {
      if (decision.proved !== null) return decision.proved.enclosure.margin;
      const { distances, bound } = decision.decimal ?? decision;
      return digitsBetween(distances.at(-1) ?? 0, bound);
    }
    case 'distance-flow':
      return digitsBetween(decision.apart.at(-1) ?? 0, decision.bound);
    case 'bitwise':
      return MARGIN_LIMIT;
    case 'balance':
      return decision.broken === null ? MARGIN_LIMIT : -MARGIN_LIMIT;
    case 'reduced':
      if (decision.enclosure !== null) return decision.enclosure.margin;
      return decision.apart === null ? MARGIN_LIMIT : -MARGIN_LIMIT;
    case 'lattice':
    case 'orientations':
    case 'function-rank':
    case 'inertia':
      return byGap(missedBy(decision));
    case 'distance-law':
    case 'across':
    case 'step-drift':
    case 'critical':
      if (decision.enclosure !== null) return decision.enclosure.margin;
      return decision.exact === null ? MARGIN_LIMIT : -MARGIN_LIMIT;
    case 'orbit-gap':
      return byGap(decision.orbit.stratum.dimension - decision.orbit.upperBound);
    case 'count':
      return byGap(Math.abs(decision.found - decision.expected));
    case 'orbit-dimension':
      return byGap(Math.abs(decision.orbit.dimension - decision.expected));
    case 'rank':
      return byGap(Math.max(0, decision.rankAlong - decision.upperBound));
    case 'span':
      return byGap(Math.abs(decision.spanAlong - decision.spanAtStart));
    case 'growth': {
      const { float64, enclosure } = decision;
      if (enclosure !== null) return enclosure.margin;
      return float64.rate <= 0 ? MARGIN_LIMIT : digitsBetween(float64.rate, float64.bound);
    }
    case 'stratum':
    case 'drift':
      return decision.enclosure?.margin ?? digitsBetween(decision.drift, decision.bound);
    case 'quantity':
      if (decision.failed) return decision.enclosure?.margin ?? -MARGIN_LIMIT;
      return MARGIN_LIMIT * Math.min(1, Math.max(0, decision.relative));
    default:
      return never(decision);
  }
}

/** By how much a count is not what it has to be. */
function missedBy({ found, expected, relation }: CountedDecision): number {
  switch (relation) {
    case '=':
      return Math.abs(found - expected);
    case '≤':
      return Math.max(0, found - expected);
    case '≥':
      return Math.max(0, expected - found);
  }
}

function byGap(gap: number): number {
  return gap === 0 ? MARGIN_LIMIT : -gap;
}

/** What was measured and is no proof has its size all the same; other doubts have none. */
function marginOfDoubt(doubt: Doubt): number {
  switch (doubt.reason) {
    case 'float-only':
    case 'faint':
    case 'unsettled':
      return marginOfDecision(doubt.decision);
    case 'sensitive':
      return marginOfDecision(doubt.flow);
    case 'defect':
      return -MARGIN_LIMIT;
    default:
      return 0;
  }
}

function never(decision: never): never {
  throw new TypeError(`marginOf: unknown decision ${JSON.stringify(decision)}`);
}

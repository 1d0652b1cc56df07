/**
 * A decision as schema 1 of counterexamples wrote it, so that old files can be held against what is computed
 * now, as far as both say the same: decimals of schema 1 have given way to enclosures, and what it measured
 * against an absolute size of 1 is measured against θ. Both are left out on both sides.
 */
import type {
  CountedDecision,
  Decision,
  DistanceFlowDecision,
  MeasuredDecision,
  ReducedDecision,
  Worst,
} from '../claims/decision.ts';
import { isCounted, isMeasured, isOwn } from '../claims/decision-kinds.ts';
import type { Json } from '../claims/json.ts';
import { marginOfDecision } from '../claims/margin.ts';
import { finerSignature } from '../claims/signature.ts';

type Evidence = { readonly [field: string]: Json };

export function legacyEvidence(decision: Decision): Evidence {
  if (isOwn(decision)) return ownEvidence(decision.evidence, decision.signature);
  if (isNewer(decision)) return plain(decision);
  switch (decision.clause) {
    case 'tangency': {
      const { distance, bound, fieldNorm, worst } = decision;
      if (worst === null) return { distance, bound, fieldNorm };
      return { ...placeOf(worst), float64: { distance, bound } };
    }
    case 'field': {
      const { map, distance, bound, worst } = decision;
      return { map, distance, bound, ...(worst === null ? {} : placeOf(worst)) };
    }
    case 'trajectory': {
      const { clause: _, decimal: __, proved: ___, ...rest } = decision;
      return rest;
    }
    case 'balance': {
      const { steps, law, broken } = decision;
      return { steps, law, ...broken };
    }
    case 'orbit-gap': {
      const signature = finerSignature(decision) ?? '';
      return { signature, ...plain(decision.orbit) };
    }
    case 'count': {
      const { expected, found, orbit } = decision;
      return { expected, found, ...plain(orbit) };
    }
    case 'orbit-dimension':
      return { expected: decision.expected, ...plain(decision.orbit) };
    case 'growth': {
      const { float64, enclosure } = decision;
      return enclosure === null ? { ...float64 } : { float64 };
    }
    case 'steps':
    case 'stratum':
    case 'drift':
    case 'quantity': {
      const { clause: _, enclosure: __, ...rest } = decision;
      return rest;
    }
    case 'flow':
    case 'bitwise':
    case 'rank':
    case 'span': {
      const { clause: _, ...rest } = decision;
      return rest;
    }
    default:
      return never(decision);
  }
}

type NewerDecision = ReducedDecision | CountedDecision | MeasuredDecision | DistanceFlowDecision;

/** Whether schema 1 had no such clause. */
function isNewer(decision: Decision): decision is NewerDecision {
  const { clause } = decision;
  if (clause === 'reduced' || clause === 'distance-flow') return true;
  return isCounted(decision) || isMeasured(decision);
}

function placeOf({ x, output }: Worst): Evidence {
  return { x, output };
}

/** The part of the evidence of a file of schema 1 that is computed in the same way now. */
export function comparableEvidence(clause: string, evidence: Evidence): Evidence {
  const { decimal: _, ...rest } = evidence;
  if (!isRelative(clause)) return rest;
  const { bound: __, moved: ___, error: ____, drift: _____, ...measured } = rest;
  return measured;
}

/** Clauses that schema 1 measured against 1 where θ is smaller. */
function isRelative(clause: string): boolean {
  return ['flow', 'trajectory', 'steps', 'stratum', 'drift'].includes(clause);
}

/** The margin of schema 1; null where it came from what is left out. */
export function legacyMargin(decision: Decision): number | null {
  if (isOwn(decision) || isNewer(decision)) return marginOfDecision(decision);
  switch (decision.clause) {
    case 'flow':
    case 'trajectory':
    case 'steps':
    case 'stratum':
    case 'drift':
      return null;
    case 'tangency':
    case 'field':
      return decision.worst === null ? marginOfDecision(decision) : null;
    case 'growth':
    case 'quantity':
      return decision.enclosure === null ? marginOfDecision(decision) : null;
    case 'bitwise':
    case 'balance':
    case 'orbit-gap':
    case 'count':
    case 'orbit-dimension':
    case 'rank':
    case 'span':
      return marginOfDecision(decision);
    default:
      return never(decision);
  }
}

/** An interface is no index signature; its fields are JSON all the same. */
function plain(fields: object): Evidence {
  return { ...fields } as Evidence;
}

/** Claims of others wrote their signature among their evidence. */
function ownEvidence(evidence: Json, signature: string | undefined): Evidence {
  const fields =
    typeof evidence === 'object' && evidence !== null && !Array.isArray(evidence)
      ? plain(evidence)
      : { evidence };
  return signature === undefined ? fields : { ...fields, signature };
}

function never(decision: never): never {
  throw new TypeError(`legacyEvidence: unknown decision ${JSON.stringify(decision)}`);
}

/**
 * The evidence of a decision as schema 1 of counterexamples wrote it, so that old files can be held against
 * what is computed now. Decimals that schema 1 had no place for are left out.
 */
import { type Decision, type InDecimals, isOwn, type Worst } from '../claims/decision.ts';
import type { Json } from '../claims/json.ts';
import { finerSignature } from '../claims/signature.ts';

type Evidence = { readonly [field: string]: Json };

export function legacyEvidence(decision: Decision): Evidence {
  if (isOwn(decision)) return ownEvidence(decision.evidence, decision.signature);
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
      const { clause: _, decimal, ...rest } = decision;
      if (decimal === null) return rest;
      const { digits, steps, distances } = decimal;
      return { ...rest, decimal: { digits, steps, distances } };
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
      const { float64, decimal } = decision;
      if (decimal === null) return { ...float64 };
      return { float64, decimal: { digits: decimal.digits, rate: decimal.rate } };
    }
    case 'steps':
    case 'stratum':
    case 'drift': {
      const { clause: _, decimal: __, ...rest } = decision;
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

function placeOf({ x, output, decimal }: Worst): Evidence {
  return { x, output, decimal: told(decimal) };
}

function told({ digits, distance, bound }: InDecimals): Evidence {
  return { digits, distance, bound };
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

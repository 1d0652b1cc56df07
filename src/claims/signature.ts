/**
 * What makes two failures of a claim the same: the clause, and for orbits the set of kinds of the conserved
 * quantities. Stratum and gap are left out on purpose: a dead neuron with three inputs has gap 4, the smallest
 * one gap 2, and they are the same failure.
 */
import type { Decision } from './decision.ts';
import { isCounted, isMeasured, isOwn } from './decision-kinds.ts';

/** Finer than the clause where failures of one clause are told apart, else null. */
export function finerSignature(decision: Decision): string | null {
  if (isOwn(decision)) return decision.signature ?? null;
  if (isCounted(decision) || isMeasured(decision)) return null;
  switch (decision.clause) {
    case 'orbit-gap': {
      const kinds = new Set(decision.orbit.invariants.map(({ kind }) => kind));
      return kinds.size === 0 ? null : [...kinds].sort().join('+');
    }
    case 'tangency':
    case 'field':
    case 'flow':
    case 'trajectory':
    case 'distance-flow':
    case 'bitwise':
    case 'steps':
    case 'balance':
    case 'reduced':
    case 'count':
    case 'orbit-dimension':
    case 'rank':
    case 'span':
    case 'growth':
    case 'stratum':
    case 'drift':
    case 'quantity':
      return null;
    default:
      return never(decision);
  }
}

/** `tangency`, `orbit-gap: first-integral`; never empty. */
export function signatureOf(decision: Decision): string {
  const finer = finerSignature(decision);
  return finer === null ? decision.clause : `${decision.clause}: ${finer}`;
}

function never(decision: never): never {
  throw new TypeError(`signatureOf: unknown decision ${JSON.stringify(decision)}`);
}

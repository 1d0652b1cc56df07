/** What a failure is about, of any claim. */
import type { Subject } from '../instances/subject.ts';
import type { Claim } from './claim.ts';
import type { Decision } from './decision.ts';
import { balanceLaw } from './oracles/balance.ts';
import { segmentsOf } from './oracles/manifold.ts';
import type { Shown } from './shown.ts';

/** Clauses of whose failures nothing shows them but falsim; those of users' own claims are none of these. */
export const WITHOUT_SCRIPT = [
  'flow',
  'bitwise',
  'rank',
  'reduced',
  'lattice',
  'orientations',
  'function-rank',
  'inertia',
  'distance-law',
  'across',
  'critical',
] as const satisfies readonly Decision['clause'][];

/**
 * What a failure is about: the claim's own word, or what its clause says by itself.
 *
 * @returns undefined where there is no saying: nothing shows such a failure but falsim.
 */
export function shownBy(
  claim: Claim,
  subject: Subject,
  by: Decision,
  dropped: ReadonlySet<string>,
): Shown | undefined {
  return claim.shown?.(subject, by, dropped) ?? ofClause(claim, subject, by, dropped);
}

function ofClause(
  claim: Claim,
  subject: Subject,
  by: Decision,
  dropped: ReadonlySet<string>,
): Shown | undefined {
  const subspace = () => claim.manifold?.(subject, dropped);
  switch (by.clause) {
    case 'orbit-gap':
    case 'orbit-dimension':
    case 'count':
      return { kind: 'orbit' };
    case 'span':
      return { kind: 'span' };
    case 'balance': {
      const law = by.broken === null ? undefined : balanceLaw(subject, by.broken.neuron - 1);
      return law && { kind: 'balance', law, name: by.law };
    }
    case 'tangency': {
      const own = subspace();
      if (own === undefined || by.worst === null) return undefined;
      return { kind: 'tangency', subspace: own, worst: by.worst };
    }
    case 'trajectory': {
      const own = subspace();
      return own && { kind: 'trajectory', subspace: own, segments: segmentsOf(subject) };
    }
    case 'steps': {
      const own = subspace();
      return own && { kind: 'stray', taken: by.steps, subspace: own };
    }
    default:
      return undefined;
  }
}

/**
 * The false neighbours of a claim: what it becomes without a hypothesis that it needs, and the claims known to be
 * false that say which claim they are next to. The harness is worth what of these it catches.
 */
import type { Claim, Off } from './claim.ts';
import { isHeldTrue } from './status.ts';

/** How many a claim that is held true has at least. */
export const LEAST_NEIGHBOURS = 3;

export interface FalseNeighbour {
  /** The claim itself where a hypothesis is dropped. */
  readonly claim: Claim;
  readonly dropped: readonly string[];
  readonly off: Off;
}

/** Of `claim`, dropped hypotheses first; @param claims those there are. */
export function neighboursOf(claim: Claim, claims: readonly Claim[]): FalseNeighbour[] {
  const without = claim.hypotheses
    .filter(({ notNeeded }) => notNeeded === undefined)
    .map(({ id }) => ({ claim, dropped: [id], off: 'hypothesis' as const }));
  const beside = claims.flatMap((other) => {
    const { neighbour, status } = other;
    if (neighbour === undefined || isHeldTrue(status) || !neighbour.of.includes(claim.id))
      return [];
    return [{ claim: other, dropped: [], off: neighbour.off }];
  });
  return [...without, ...beside];
}

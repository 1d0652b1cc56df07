/** What a verdict keeps of an orbit. */
import type { OrbitResult } from '../orbits/dimension/orbit.ts';
import type { OrbitSummary } from './orbit-decision.ts';

/** Plain JSON; without the witness. */
export function summaryOf(result: OrbitResult): OrbitSummary {
  return {
    dimension: result.dimension,
    status: result.status,
    lowerBound: result.lowerBound,
    upperBound: result.upperBound,
    firstOrderRank: result.firstOrderRank,
    parameters: result.parameters,
    stratum: result.stratum,
    invariants: result.invariants.map(({ expression, kind }) => ({ expression, kind })),
    // The rungs that were climbed: primes, order of brackets, controls, a point moved along the orbit.
    primes: [...result.primes],
    order: result.order,
    controls: result.controls,
    movedRank: result.movedRank,
    ...(result.assumptions.length > 0 && { assumptions: [...result.assumptions] }),
  };
}

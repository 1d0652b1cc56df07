/**
 * The claims of a soak: every one that is held to be true, all its hypotheses in force, on instances made
 * hostile (`arbitraries/hostile.ts`). A registry like any other, so that the pool of a hunt can work on it.
 */

import type { Claim } from '../claims/claim.ts';
import { claims as all } from '../claims/registry.ts';
import { judge } from '../claims/scope.ts';
import { isHeldTrue } from '../claims/status.ts';
import { hostile } from '../generation/edge-cases.ts';

/** Half of the instances are as large as they get. */
function hostileSize(size: number, large: boolean): number {
  return large ? 1 : size;
}

export function underSoak(claim: Claim): Claim {
  return {
    ...claim,
    generate: (rng, { dropped, size }) =>
      hostile(rng, claim.generate(rng, { dropped, size: hostileSize(size, rng.chance(0.5)) })),
    check: (subject, options) => judge(claim, subject, options),
  };
}

export const claims: readonly Claim[] = all
  .filter(({ status }) => isHeldTrue(status))
  .map(underSoak);

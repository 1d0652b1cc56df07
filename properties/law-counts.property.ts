/**
 * Numbers of conserved quantities in print and found here, and those next to them that are known to be false: some sizes
 * of a third of them, which third is for the seed to say, or else for the day; the golden verdicts and the search for
 * false alarms look at all. `npx falsim hunt relu-laws` and the like draw as many as are wanted.
 */
import { attack, catches } from 'falsim/vitest';
import { describe } from 'vitest';
import { lawCountNeighbours, lawCounts } from '../src/claims/registry.ts';
import { meaningOf } from '../src/claims/status.ts';
import { isTurn, turn } from '../src/testing/share.ts';

/** A CI that runs daily has been through all of them in so many days. */
const DAYS = 3;

describe(`numbers of laws, a third of them: again with FALSIM_SEED=${turn}`, () => {
  for (const [i, claim] of lawCounts.entries()) {
    if (meaningOf(claim.status) === 'expected') attack(claim, { runs: 60 });
    else if (isTurn(i, DAYS)) attack(claim, { runs: 3, vacuousBelow: 0.9 });
  }

  for (const [i, claim] of lawCountNeighbours.entries())
    if (isTurn(i, DAYS)) catches(claim, [], { within: 200 });
});

/**
 * Numbers of conserved quantities in print and found here, and those next to them that are known to be false: some sizes
 * of a third of them, which third is for the seed to say, or else for the day; the golden verdicts and the search for
 * false alarms look at all. `npx falsim hunt relu-laws` and the like draw as many as are wanted.
 */
import process from 'node:process';
import { attack, catches } from 'falsim/vitest';
import { describe } from 'vitest';
import { lawCountNeighbours, lawCounts } from '../src/claims/registry.ts';
import { meaningOf } from '../src/claims/status.ts';

const THIRDS = 3;
const DAY = 24 * 3600 * 1000;
/** The day, so that a CI that runs daily has been through all of them in three days. */
const { FALSIM_SEED = Math.floor(Date.now() / DAY) } = process.env;
// As `attack` reads it: of a seed that is no number no third would be left.
const turn = Number(FALSIM_SEED) | 0;
const part = Math.abs(turn) % THIRDS;
const isTurn = (i: number) => i % THIRDS === part;

describe(`numbers of laws, part ${part + 1} of ${THIRDS}: again with FALSIM_SEED=${turn}`, () => {
  for (const [i, claim] of lawCounts.entries()) {
    if (meaningOf(claim.status) === 'expected') attack(claim, { runs: 60 });
    else if (isTurn(i)) attack(claim, { runs: 3, vacuousBelow: 0.9 });
  }

  for (const [i, claim] of lawCountNeighbours.entries())
    if (isTurn(i)) catches(claim, [], { within: 200 });
});

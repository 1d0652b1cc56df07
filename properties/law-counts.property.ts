/**
 * Numbers of conserved quantities in print and found here, and those next to them that are known to be false: some sizes
 * of a third of them, which third is for the seed to say; the golden verdicts and the search for false alarms look at
 * all. `npx falsim hunt relu-laws` and the like draw as many as are wanted.
 */
import process from 'node:process';
import { attack, catches } from 'falsim/vitest';
import { lawCountNeighbours, lawCounts } from '../src/claims/registry.ts';
import { meaningOf } from '../src/claims/status.ts';

const THIRDS = 3;
const { CI, FALSIM_SEED } = process.env;
const turn = CI === undefined && FALSIM_SEED === undefined ? Date.now() : Number(FALSIM_SEED ?? 0);

const isTurn = (i: number) => i % THIRDS === Math.abs(turn) % THIRDS;

for (const [i, claim] of lawCounts.entries()) {
  if (meaningOf(claim.status) === 'expected') attack(claim, { runs: 60 });
  else if (isTurn(i)) attack(claim, { runs: 3, vacuousBelow: 0.9 });
}

for (const [i, claim] of lawCountNeighbours.entries())
  if (isTurn(i)) catches(claim, [], { within: 200 });

/**
 * The first cases of a search for false alarms (`npm run soak` runs 100 000): true claims on edge
 * cases. None may be falsified, few may be inconclusive, and none may pass by checking nothing.
 */
import { describe, expect, it } from 'vitest';
import { runChunk } from '../src/campaigns/chunk.ts';
import {
  equalShares,
  INCONCLUSIVE_BELOW,
  inconclusiveShare,
  isAlarm,
  onEdgeCases,
} from '../src/campaigns/false-alarms.ts';
import { chunkRuns, runsOf } from '../src/campaigns/schedule.ts';
import { aggregateOf } from '../src/campaigns/store/aggregate.ts';
import { chooseTargets } from '../src/campaigns/target.ts';
import { reportOf } from '../src/campaigns/target-report.ts';
import { claims, lawCounts } from '../src/claims/registry.ts';
import { share } from '../src/testing/share.ts';

const CASES = share(1000, 2000);
const SEED = 20_260_101;
/** An edge case often lies on no stratum, or saturated networks do not move. */
const VACUOUS_BELOW = 0.6;

/** Cases of each claim that counts laws: many claims of one form. */
const OF_LAW_COUNTS = share(1, 2);

/** Cases of claims that are followed in decimals, one in eight, or that ask for the signs of Hessians. */
const OF_DEAR = share(4, 50);
const DEAR = ['distance-along-flow', 'embedding'];

const targets = onEdgeCases(chooseTargets(claims, { claims: [], drop: [], knownFalse: false }));
const counted = targets.filter(({ claim }) => lawCounts.includes(claim));
const others = targets.filter((target) => !counted.includes(target));
const dear = others.filter(({ claim }) => DEAR.includes(claim.id));
const dearBudget = equalShares(OF_DEAR * dear.length, dear);
const budget = equalShares(CASES, others);
const smallBudget = equalShares(OF_LAW_COUNTS * counted.length, counted);

function budgetOf({ claim }: (typeof targets)[number]) {
  if (DEAR.includes(claim.id)) return dearBudget;
  return lawCounts.includes(claim) ? smallBudget : budget;
}

function chunksOf(target: (typeof targets)[number]) {
  const { claim } = target;
  const chunks = [];
  const own = budgetOf(target);
  for (let index = 0; runsOf(own, index) > 0; index++) {
    const common = { claimId: claim.id, dropped: [], edgeCases: true as const, seed: SEED };
    chunks.push(runChunk(claim, { ...common, index, runs: runsOf(own, index) }));
  }
  return chunks;
}

describe(`in ${CASES} edge cases`, () => {
  it.each(others.map((target) => [target.claim.id, target] as const))(
    '%s gives no alarm',
    (_, target) => {
      const own = budgetOf(target);
      const report = reportOf(target, aggregateOf(chunksOf(target)), chunkRuns(own), 0, []);
      const least = own === budget ? CASES / others.length : OF_DEAR;
      expect(report.tries).toBeGreaterThanOrEqual(least);
      expect(isAlarm(report)).toBe(false);
      expect(report.defects).toEqual([]);
      // One of a few is no share.
      if (report.counts.inconclusive > 1)
        expect(inconclusiveShare(report)).toBeLessThan(INCONCLUSIVE_BELOW);
      expect(report.counts.vacuous / report.tries).toBeLessThan(VACUOUS_BELOW);
    },
  );

  it('numbers of laws give no alarm, and are decided', () => {
    for (const target of counted) {
      const report = reportOf(target, aggregateOf(chunksOf(target)), chunkRuns(smallBudget), 0, []);
      expect(report.tries).toBe(OF_LAW_COUNTS);
      expect(report.counts, target.claim.id).toMatchObject({ falsified: 0, inconclusive: 0 });
      expect(report.defects).toEqual([]);
    }
  });
});

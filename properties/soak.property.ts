/**
 * The first 2 000 cases of a soak (`npm run soak` runs 100 000): true claims on hostile instances. None may
 * be falsified, few may be inconclusive, and none may pass by checking nothing.
 */
import { describe, expect, it } from 'vitest';
import { runChunk } from '../src/campaigns/chunk.ts';
import {
  chunkCount,
  INCONCLUSIVE_BELOW,
  isAlarm,
  type Soak,
  soakChunk,
  soakReports,
} from '../src/campaigns/false-alarms.ts';
import { claims } from '../src/campaigns/without-cut-offs.ts';

const soak: Soak = { claims, cases: 2000, seed: 20_260_101 };
/** A hostile instance often lies on no stratum, or saturated networks do not move. */
const VACUOUS_BELOW = 0.6;

describe('soak', () => {
  it(`falsifies no true claim in ${soak.cases} hostile cases`, () => {
    const results = new Map(
      Array.from({ length: chunkCount(soak) }, (_, index) => {
        const spec = soakChunk(soak, index);
        const claim = claims.find(({ id }) => id === spec.claimId)!;
        return [index, runChunk(claim, spec)];
      }),
    );
    const reports = soakReports(soak, results);
    for (const { target, tries, counts, inconclusiveShare, causes } of reports) {
      const why = Object.entries(causes).map(([cause, n]) => `${cause} ${n}`);
      console.log(
        `soak ${target.claim.id}: ${tries} cases, ${counts.survived} survived, inconclusive ` +
          `${(100 * inconclusiveShare).toFixed(1)} % [${why.join(', ')}]`,
      );
    }
    expect(reports.map(({ target }) => target.claim.id)).toEqual(claims.map(({ id }) => id));
    expect(reports.reduce((sum, { tries }) => sum + tries, 0)).toBe(soak.cases);
    expect(reports.filter(isAlarm)).toEqual([]);
    for (const { target, tries, counts, inconclusiveShare, defects } of reports) {
      const { id } = target.claim;
      expect(defects, id).toEqual([]);
      expect(inconclusiveShare, id).toBeLessThan(INCONCLUSIVE_BELOW);
      expect(counts.vacuous / tries, id).toBeLessThan(VACUOUS_BELOW);
    }
  });
});

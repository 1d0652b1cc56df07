import { expect, it } from 'vitest';
import { runChunk } from '../campaigns/chunk.ts';
import { aggregateOf } from '../campaigns/store/aggregate.ts';
import { reportOf } from '../campaigns/target-report.ts';
import { bounded } from '../testing/toy-claims.ts';
import { summary } from './campaign-text.ts';

/** Of forty instances, so many tried in the last ten seconds. */
function lastLines(tries: number, unshrunk: number): string[] {
  const spec = { claimId: 'bounded', dropped: [], seed: 1, index: 0, runs: 40 };
  const all = aggregateOf([runChunk(bounded, spec)]);
  const targets = [reportOf({ claim: bounded, dropped: [] }, all, 40, 30, [])];
  const report = {
    targets,
    seconds: 10,
    tries,
    unshrunk,
    interrupted: false,
    strategy: 'random',
  } as const;
  return summary(report, 7, 80).trimEnd().split('\n').slice(-2);
}

it('divides by the time of a run what was tried in it', () => {
  expect(lastLines(40, 0)).toEqual(['', 'seed 7, in 10 s, 40 instances, 4/s']);
  expect(lastLines(20, 0)[1]).toBe('seed 7, in 10 s, 40 instances, 20 of them now, 2/s');
});

it('counts the failures that are left to shrink', () => {
  expect(lastLines(40, 2)[0]).toBe(
    '2 failures not shrunk to the end; falsim hunt --resume goes on.',
  );
  expect(lastLines(40, 1)[0]).toMatch(/^1 failure not shrunk/);
});

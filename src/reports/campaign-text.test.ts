import { expect, it } from 'vitest';
import type { CampaignReport } from '../campaigns/campaign.ts';
import { runChunk } from '../campaigns/chunk.ts';
import { aggregateOf } from '../campaigns/store/aggregate.ts';
import type { TargetReport } from '../campaigns/target-report.ts';
import { reportOf } from '../campaigns/target-report.ts';
import type { Claim } from '../claims/claim.ts';
import { bounded, undecided } from '../testing/toy-claims.ts';
import { summary, upshot } from './campaign-text.ts';

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
    underWay: [],
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

const of = (claim: Claim, runs: number) => {
  const spec = { claimId: claim.id, dropped: [], seed: 1, index: 0, runs };
  const all = aggregateOf(runs === 0 ? [] : [runChunk(claim, spec)]);
  return reportOf({ claim, dropped: [] }, all, 40, 1, []);
};
const told = (...targets: TargetReport[]) => {
  const tries = targets.reduce((sum, target) => sum + target.tries, 0);
  return toldOf({ targets, seconds: 1, tries });
};
const toldOf = (
  some: Pick<CampaignReport, 'targets' | 'seconds' | 'tries'> & Partial<CampaignReport>,
) => {
  const ended = { unshrunk: 0, underWay: [], interrupted: false, strategy: 'random' } as const;
  const report = { ...ended, ...some };
  return upshot(report, 80) + summary(report, 7, 80);
};

it('says that nothing follows where nothing was tried or decided, and has no rows of zeros', () => {
  expect(told(of(bounded, 0))).toBe(
    'Nothing was tried, and nothing follows: the hunt ended before its first\ninstance.\n' +
      'seed 7, in 1 s, 0 instances, 0/s\n',
  );
  expect(told(of(undecided, 1))).toContain(
    'Nothing was decided, and nothing follows: 1 instance tried, and no verdict on\nany.\n',
  );
  const some = told(of(bounded, 3), of(undecided, 0));
  expect(some).toContain('1 of 2 claims survived 3 attempts.');
  expect(some).toContain('\n1 of 2 claims not tried; more time, or fewer claims, reaches them.\n');
  expect(some.match(/^(bounded|undecided) .*$/gm)).toHaveLength(1);
});

it('names what did not end', () => {
  const underWay = [
    { claim: 'bounded', droppedHypotheses: [], seconds: 110.4, givenUp: 0 },
    { claim: 'bounded', droppedHypotheses: ['small'], seconds: 3, givenUp: 5 },
  ];
  expect(toldOf({ targets: [of(bounded, 0)], seconds: 120, tries: 0, underWay })).toBe(
    'Nothing was tried to its end, and nothing follows.\n' +
      '\n2 instances not at an end, and not counted with what was done before in the same\n' +
      'chunks; --run-limit says how long one may take\n' +
      '  bounded: under way for 110 s\n' +
      '  bounded without small: under way for 3 s, after 5 of its chunk that were given\n' +
      '  up\n' +
      'seed 7, in 120 s, 0 instances, 0/s\n',
  );
});

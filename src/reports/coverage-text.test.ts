import { expect, it } from 'vitest';
import { runChunk } from '../campaigns/chunk.ts';
import { aggregateOf } from '../campaigns/store/aggregate.ts';
import { reportOf } from '../campaigns/target-report.ts';
import { GENERIC_POINT } from '../claims/define-count.ts';
import { bounded } from '../testing/toy-claims.ts';
import { coverageOf, coverageText } from './coverage-text.ts';

const claim = {
  ...bounded,
  domain: () => ({ kinds: ['linear', 'attention'], functions: ['tanh'], depth: [1, 2] as const }),
};

function reportOn(dropped: readonly string[]) {
  const spec = { claimId: 'bounded', dropped, seed: 1, index: 0, runs: 100 };
  const chunks = aggregateOf([runChunk(claim, spec)]);
  return reportOf({ claim, dropped }, chunks, 100, 1, []);
}

it('says what the draws bound, and names what no decided instance had', () => {
  const coverage = coverageOf(reportOn([]), 'random');
  // All hundred are linear networks of one layer without units: all decided, and none fails.
  expect(coverage.failureBelow).toBeCloseTo(1 - 0.05 ** 0.01, 10);
  expect(coverage.newKindBelow).toBeLessThan(0.2);
  expect(coverage.neverDecided).toEqual(['attention', 'tanh', 'depth 2']);
  expect(coverage.pointsNeverDecided).toContain('dead');
  expect(coverage.pointsNeverDecided).not.toContain('generic');
  const text = coverageText([reportOn([])], 'random', () => 'bounded', 80).join('');
  expect(text).toMatch(
    /drawn with probability below [\d/ %]+; an\s+instance that\s+fails, below 1\/33\./,
  );
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

it('misses no kinds of points where a claim is about generic ones', () => {
  const report = reportOn([]);
  const about = { ...claim, hypotheses: [GENERIC_POINT, ...claim.hypotheses] };
  const of = (dropped: readonly string[]) =>
    coverageOf({ ...report, target: { claim: about, dropped } }, 'random').pointsNeverDecided;
  expect(of([])).toEqual([]);
  expect(of([GENERIC_POINT.id])).toContain('dead');
});

it('bounds no failures where there are some, and says nothing of what was not tried', () => {
  expect(coverageOf(reportOn(['small']), 'random').failureBelow).toBe(null);
  const none = reportOf({ claim, dropped: [] }, aggregateOf([]), 100, 0, []);
  expect(coverageText([none], 'random', () => 'bounded', 80)).toEqual([]);
});

it('bounds nothing by draws that depend on each other', () => {
  const guided = coverageOf(reportOn([]), 'guided');
  const random = coverageOf(reportOn([]), 'random');
  expect(guided).toEqual({ ...random, newKindBelow: null, failureBelow: null });
  const text = coverageText([reportOn([])], 'guided', () => 'bounded', 80).join('');
  expect(text).toContain('depend on each other');
  expect(text).toMatch(/bounded: \d+ kinds? met, \d+ once\. Never decided: attention/);
  expect(text).not.toMatch(/95 %|below/);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

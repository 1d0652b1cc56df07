import { expect, it } from 'vitest';
import { bounded } from '../testing/toy-claims.ts';
import { runChunk } from './chunk.ts';
import { counted, type Pursuit, settled } from './pursuit.ts';
import { schedule } from './schedule.ts';

const target = { claim: bounded, dropped: ['small'] };

/** Chunks of three runs; those named hold a failure. */
function pursuit(indices: readonly number[], failing: readonly number[]): Pursuit {
  const spec = { claimId: 'bounded', ...target, seed: 1, index: 0, runs: 3 };
  const [good, bad] = [runChunk(bounded, { ...spec, dropped: [] }), runChunk(bounded, spec)];
  const chunks = indices.map(
    (index) => [index, { ...(failing.includes(index) ? bad : good), index }] as const,
  );
  expect([good.failures.length, Math.sign(bad.failures.length)]).toEqual([0, 1]);
  return {
    target,
    chunks: new Map(chunks),
    taken: new Map(),
    found: new Map(),
    stored: new Map(),
    seconds: 0,
  };
}

const budget = { runs: 15, chunkRuns: 3, untilFound: true } as const;
const indexOf = ({ index }: { readonly index: number }) => index;

it('counts chunks up to the first that holds a failure, in whichever order they came', () => {
  const given = pursuit([3, 0, 2], [2, 3]);
  expect(counted(given, budget).map(indexOf)).toEqual([0, 2]);
  expect(settled(given, budget).map(indexOf)).toEqual([0]);
  // The first is open still, so the second may not be the first failure.
  expect([...schedule([given], budget)].map(indexOf)).toEqual([1]);
  expect(counted(given, { runs: 15, chunkRuns: 3 }).map(indexOf)).toEqual([0, 2, 3]);
});

it('ends a campaign of any time once all its targets have one', () => {
  const found = pursuit([0], [0]);
  const open = pursuit([0], []);
  const seconds = { seconds: 9, untilFound: true } as const;
  expect([...schedule([found], seconds)]).toEqual([]);
  const { value } = schedule([found, open], seconds).next();
  expect(value?.pursuit).toBe(open);
});

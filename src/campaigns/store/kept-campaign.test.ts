/** Logs whose lines are whole, with entries that no campaign of these targets makes. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../errors.ts';
import { beginLog } from '../../json/record-log.ts';
import { readState } from '../../json/state-file.ts';
import { temporaryFolder } from '../../testing/campaign-options.ts';
import { bounded } from '../../testing/toy-claims.ts';
import { runChunk } from '../chunk.ts';
import { openCampaign } from './campaign-store.ts';
import { logFile, memoriesOf, snapshotFormat } from './kept-campaign.ts';
import type { CampaignRecord } from './record.ts';

const record: CampaignRecord = {
  code: 'code',
  seed: 1,
  budget: { runs: 1000, chunkRuns: 10 },
  targets: [
    { claim: 'bounded', dropped: ['small'] },
    { claim: 'bounded', dropped: [] },
  ],
};

const chunkAt = (index: number) =>
  runChunk(bounded, { claimId: 'bounded', dropped: ['small'], seed: 1, index, runs: 10 });

/** The campaign after its log was written with these entries, by whoever knows how. */
function withLog(...entries: readonly unknown[]) {
  const { folder, close } = openCampaign(temporaryFolder(), record, { resume: true });
  close();
  const stored = readState(join(folder, 'snapshot.json'), snapshotFormat('code'));
  if (stored.kind !== 'present') throw new Error('no snapshot');
  const log = beginLog(logFile(folder, stored.checksum), stored.checksum);
  for (const entry of entries) log.append(entry);
  log.close();
  return memoriesOf(folder, record).memories;
}

describe('a log', () => {
  it('of chunks of several targets is read, each index once for each target', () => {
    const [first, second] = withLog(
      { of: 0, chunk: chunkAt(0), seconds: 1 },
      { of: 0, chunk: chunkAt(1), seconds: 1 },
      { of: 1, chunk: chunkAt(0), seconds: 1 },
    );
    expect([first.whole.tries, second.whole.tries]).toEqual([20, 10]);
  });

  it('with a chunk that is there twice is refused: its runs would count twice', () => {
    const entry = { of: 0, chunk: chunkAt(3), seconds: 1 };
    const read = () => withLog(entry, { ...entry, of: 1 }, entry);
    expect(read).toThrow(InputError);
    expect(read).toThrow(
      /log-\w+\.jsonl, line 3: expected every chunk once, received a chunk that is there twice$/,
    );
  });

  it.each([2, 7])('of target %d, where there are two, is refused', (of) => {
    const read = () =>
      withLog({ of: 1, failure: 'x', stored: null }, { of, failure: 'x', stored: null });
    expect(read).toThrow(InputError);
    expect(read).toThrow(/line 2: expected a target of the campaign, received another$/);
  });

  it.each([
    [{ of: -1, failure: 'x', stored: null }],
    [{ of: 0.5, failure: 'x', stored: null }],
    [{ of: 0, chunk: { index: 0 }, seconds: 1 }],
    [{ of: 0 }],
    [null],
  ])('with %j is refused: it is no entry', (entry) => {
    expect(() => withLog(entry)).toThrow(/line 1: expected an entry of a campaign/);
  });
});

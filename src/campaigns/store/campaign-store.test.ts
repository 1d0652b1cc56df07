import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DiskError, InputError } from '../../errors.ts';
import { sha256 } from '../../json/canonical-json.ts';
import { fileSystem } from '../../json/write-file.ts';
import { inlineJson } from '../../json/write-json.ts';
import { temporaryFolder } from '../../testing/campaign-options.ts';
import { bounded, claims } from '../../testing/toy-claims.ts';
import { type ChunkResult, runChunk } from '../chunk.ts';
import { doneBeyond, lastCampaign, lastCounts } from '../resume.ts';
import { openCampaign } from './campaign-store.ts';
import { campaignsIn, isOfAnotherBuild, memoriesOf } from './kept-campaign.ts';
import type { CampaignRecord } from './record.ts';

const record: CampaignRecord = {
  code: 'code',
  seed: 1,
  budget: { runs: 1000, chunkRuns: 10 },
  targets: [{ claim: 'bounded', dropped: ['small'] }],
};
const chunkAt = (index: number) =>
  runChunk(bounded, { claimId: 'bounded', dropped: ['small'], seed: 1, index, runs: 10 });
let chunks: readonly ChunkResult[];
beforeAll(() => {
  chunks = Array.from({ length: 20 }, (_, index) => chunkAt(index));
});

type Options = Partial<Parameters<typeof openCampaign>[2]>;
const opened = (root: string, options: Options = {}) =>
  openCampaign(root, record, { resume: true, ...options });

/** A campaign with chunks in its log, left as a process leaves it that is killed. */
function killed(root = temporaryFolder()): { root: string; folder: string; log: string } {
  const { folder, enter, close } = opened(root);
  for (const chunk of chunks) enter({ of: 0, chunk, seconds: 1 }, chunk.index === 9);
  close();
  const log = readdirSync(folder).find((name) => name.startsWith('log-'))!;
  return { root, folder, log: join(folder, log) };
}

/** What a campaign remembers once it is opened again. */
function remembered(root: string, options: Options = {}): string {
  const { memories, close } = opened(root, options);
  close();
  return JSON.stringify(memories);
}

describe('a campaign in its folder', () => {
  it('remembers what was entered, after a kill and after a proper end', () => {
    const { root, folder, log } = killed();
    const { memories, finish, close } = opened(root);
    expect(memories[0].whole.tries).toBe(200);
    expect(memories[0].seconds).toBe(20);
    expect(existsSync(log)).toBe(false);
    const text = JSON.stringify(memories);
    finish();
    close();
    expect(readdirSync(folder).sort()).toEqual(['campaign.json', 'snapshot.json', 'timings.json']);
    expect(remembered(root)).toBe(text);
  });

  it('has the same snapshot whatever the order and the interruptions', () => {
    const texts = [1, -1].map((direction) => {
      const root = temporaryFolder();
      let folder = '';
      const ordered = direction > 0 ? chunks : [...chunks].reverse();
      for (const half of [ordered.slice(0, 7), ordered.slice(7)]) {
        const store = opened(root);
        folder = store.folder;
        for (const chunk of half) store.enter({ of: 0, chunk, seconds: 2 + direction });
        if (half.length > 7) store.finish();
        store.close();
      }
      return readFileSync(join(folder, 'snapshot.json'), 'utf8');
    });
    expect(texts[1]).toBe(texts[0]);
  });

  it('loses a torn last entry, and nothing else, wherever it is torn', () => {
    const { root, log } = killed();
    const whole = readFileSync(log);
    const before = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (const length of [whole.length - 1, before + 20, before + 1]) {
      writeFileSync(log, whole);
      truncateSync(log, length);
      const [memory] = memoriesOf(join(log, '..'), record).memories;
      expect(memory.whole.tries).toBe(190);
    }
    expect(JSON.parse(remembered(root))[0].whole.done).toEqual({ step: 1, ranges: [[0, 19]] });
  });

  it('is refused where its log was edited, by file and byte, and left as it is', () => {
    const { root, log } = killed();
    writeFileSync(log, readFileSync(log, 'utf8').replace('"survived": ', '"survived": 1'));
    expect(() => opened(root)).toThrow(InputError);
    expect(() => opened(root)).toThrow(/log-\w+\.jsonl, byte 0: expected a record/);
    expect(existsSync(log)).toBe(true);
  });

  it('forgets all but what is unfinished when it is begun anew', () => {
    const { root } = killed();
    const store = opened(root);
    const of = 0;
    const stored = { file: 'a', digest: 'b', complete: false };
    store.enter({ of, failure: 'open', stored });
    store.enter({ of, failure: 'done', stored: { ...stored, complete: true } });
    store.close();
    const [memory] = JSON.parse(remembered(root, { resume: false }));
    expect(memory).toMatchObject({ whole: { tries: 0 }, stored: { open: stored } });
    expect(Object.keys(memory.stored)).toEqual(['open']);
  });

  it('keeps last chunks that are short apart from whole ones', () => {
    const { enter, memories, close } = opened(temporaryFolder());
    const tail = runChunk(bounded, { claimId: 'bounded', dropped: [], seed: 1, index: 3, runs: 4 });
    enter({ of: 0, chunk: tail, seconds: 1 });
    expect([memories[0].whole.tries, memories[0].tails.size]).toEqual([0, 1]);
    enter({ of: 0, chunk: chunks[3], seconds: 1 });
    expect([memories[0].whole.tries, memories[0].tails.size]).toEqual([10, 0]);
    close();
  });

  it('is refused to a second process, another campaign is not', () => {
    const root = temporaryFolder();
    const { close } = opened(root);
    expect(() => opened(root)).toThrow(/nothing else works/);
    openCampaign(root, { ...record, seed: 2 }, { resume: true }).close();
    close();
    opened(root).close();
  });

  it('on a full disk ends with that, and keeps what it had', () => {
    const root = temporaryFolder();
    let room = 8000;
    const disk = {
      ...fileSystem,
      write(descriptor: number, bytes: Uint8Array) {
        const taken = Math.min(room, bytes.length);
        if (taken === 0) throw Object.assign(new Error(), { code: 'ENOSPC' });
        room -= taken;
        return fileSystem.write(descriptor, bytes.subarray(0, taken));
      },
    };
    const { enter, memories, close } = opened(root, { disk });
    let entered = 0;
    expect(() => {
      for (const chunk of chunks) {
        enter({ of: 0, chunk, seconds: 0 });
        entered++;
      }
    }).toThrow(DiskError);
    close();
    expect(entered).toBeGreaterThan(3);
    expect(memories[0].whole.tries).toBe(10 * (entered + 1));
    expect(JSON.parse(remembered(root))[0].whole.tries).toBe(10 * entered);
  });

  it('writes as much for the thousandth chunk as for the tenth', () => {
    let written = 0;
    let longest = 0;
    const disk = {
      ...fileSystem,
      write(descriptor: number, bytes: Uint8Array) {
        written += bytes.length;
        longest = Math.max(longest, bytes.length);
        return fileSystem.write(descriptor, bytes);
      },
    };
    const { enter, memories, folder, close } = opened(temporaryFolder(), { disk });
    const bytesOf = (from: number, to: number) => {
      written = 0;
      for (let index = from; index < to; index++)
        enter({ of: 0, chunk: { ...chunks[1], index, failures: [] }, seconds: 0 });
      return written / (to - from);
    };
    // The first failures are entered once.
    for (const index of [0, 1]) enter({ of: 0, chunk: chunks[index], seconds: 0 });
    const early = bytesOf(2, 102);
    const late = bytesOf(2000, 2100) && bytesOf(102, 2000);
    expect(late).toBeLessThan(1.5 * early);
    expect(memories[0].whole.done.size).toBe(2100);
    // Neither has the folder grown with them, nor what is read of it.
    const sizes = readdirSync(folder).map((name) => readFileSync(join(folder, name)).length);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(2 ** 18 + 20_000);
    expect(longest).toBeLessThan(20_000);
    close();
  });
});

interface SnapshotJson {
  tries: number;
  counts: { survived: number; falsified: number };
  failures: {
    index: number;
    verdict: { kind: string; by: { margin: number } };
    instance: unknown;
  }[];
  causes: { [cause: string]: number };
  done: { ranges: number[][] };
}

/** Opens the campaign after a change of its snapshot, with the checksum that fits. */
function forged(change: (whole: SnapshotJson) => void) {
  const { root } = killed();
  const store = opened(root);
  store.close();
  const file = join(store.folder, 'snapshot.json');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  change(json.content[0].whole);
  writeFileSync(file, JSON.stringify({ ...json, checksum: sha256(inlineJson(json.content)) }));
  opened(root).close();
}

describe('a snapshot', () => {
  it('a forgery of which changes nothing is read', () => {
    forged(() => undefined);
  });

  it.each<[string, string, (whole: SnapshotJson) => void]>([
    ['tries', 'do not add up to the tries', (w) => (w.tries += 1)],
    ['counts', 'do not add up to the tries', (w) => (w.counts.survived += 1)],
    ['negative counts', '>=0', (w) => (w.counts.survived = -1)],
    ['fractions', 'integer', (w) => (w.counts.survived += 0.5)],
    ['causes', 'what was not decided', (w) => (w.causes['made up'] = 1)],
    ['no failures', 'fewer than', (w) => (w.failures = [])],
    ['failures of other chunks', 'not done', (w) => (w.failures[0].index = 20)],
    ['verdicts', 'is falsified', (w) => (w.failures[0].verdict.kind = 'survived')],
    ['margins', 'is falsified', (w) => (w.failures[0].verdict.by.margin = 1)],
    ['instances', 'an instance', (w) => (w.failures[0].instance = {})],
    ['ranges', 'do not ascend', (w) => (w.done.ranges = [[5, 1]])],
  ])('with wrong %s is refused', (_, message, change) => {
    expect(() => forged(change)).toThrow(message);
  });
});

describe('the campaigns in a folder', () => {
  const begin = (root: string, seed: number, claim: string, code = 'code') => {
    const targets = [{ claim, dropped: [] }];
    const budget = { runs: 5 };
    const options = { resume: true, now: () => 7 };
    const campaign = openCampaign(root, { code, seed, budget, targets }, options);
    campaign.close();
    return campaign.isOfAnotherBuild;
  };
  const targetsOf = (...ids: string[]) =>
    ids.map((id) => ({ claim: claims.find((c) => c.id === id)!, dropped: [] }));

  it('have a last one, or a last of the same claims', () => {
    const root = temporaryFolder();
    begin(root, 1, 'slow');
    begin(root, 2, 'slow');
    begin(root, 3, 'bounded');
    const last = (...ids: string[]) =>
      lastCampaign(campaignsIn(root), 'code', ids.length > 0 ? targetsOf(...ids) : undefined, 'f');
    expect(last().seed).toBe(3);
    expect(last('slow').seed).toBe(2);
    begin(root, 1, 'slow');
    expect(last('slow').seed).toBe(1);
    expect(campaignsIn(root)).toHaveLength(3);
    expect(() => last('undecided')).toThrow(
      '--resume: expected --seed, or one of the hunts in f: slow --seed 1; bounded --seed 3; ' +
        'slow --seed 2, received undecided',
    );
  });

  it('may be none, or of another build only', () => {
    const root = temporaryFolder();
    const last = () => lastCampaign(campaignsIn(root), 'code', undefined, 'f');
    expect(last).toThrow('a hunt in f, received none');
    begin(root, 1, 'slow', 'other');
    expect(last).toThrow('received hunts of another build of falsim only');
    const same = { ...campaignsIn(root)[0].record, code: 'code' };
    expect(isOfAnotherBuild(same, campaignsIn(root))).toBe(true);
    expect(lastCounts(campaignsIn(root), 'code', claims)).toBe(null);
    expect(begin(root, 1, 'slow')).toBe(true);
    expect(isOfAnotherBuild(same, campaignsIn(root))).toBe(false);
    expect(begin(root, 1, 'slow')).toBe(false);
  });

  it('are counted by whoever only looks, while another process works on them', () => {
    const root = temporaryFolder();
    const { enter, memories, close } = opened(root);
    for (const chunk of chunks) enter({ of: 0, chunk, seconds: 0 });
    const counts = lastCounts(campaignsIn(root), 'code', claims)!;
    expect(counts).toMatchObject({ seed: 1, targets: [{ tries: 200 }] });
    expect(doneBeyond({ runs: 150 }, memories)).toBe(200);
    expect(doneBeyond({ runs: 200 }, memories)).toBe(0);
    close();
  });
});

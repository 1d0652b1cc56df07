/** Several machines, each with its share of the chunks, and what they come to together. */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { campaignOptions, temporaryFolder } from '../testing/campaign-options.ts';
import { filesBelow } from '../testing/kills.ts';
import { claims } from '../testing/toy-claims.ts';
import { campaign } from './campaign.ts';
import { copyLost, mergedMemories, missingChunks, type Shares, sharesIn } from './merge.ts';
import { openCampaign } from './store/campaign-store.ts';
import { EVERY, type Residues } from './store/index-set.ts';
import { TargetMemory } from './store/memory.ts';
import { recordOf } from './store/record.ts';
import { chooseTargets } from './target.ts';
import { createWorkerPool } from './worker-pool.ts';

/** Chunks of ten, the last one short. */
const budget = { runs: 117, chunkRuns: 10 };
const targets = [
  ...chooseTargets(claims, { claims: ['bounded'], drop: ['small'], knownFalse: false }),
  ...chooseTargets(claims, { claims: ['never-negative', 'broken'], drop: [], knownFalse: false }),
];
/** The store names the files that it has written: one folder for all of them in turn. */
const folder = temporaryFolder();

interface Work {
  readonly state: string;
  readonly shard?: Residues;
  readonly runs?: number;
  /** What is merged into it; then nothing else is done. */
  readonly merged?: Shares;
  readonly guided?: true;
}

async function work({ state, shard, runs = budget.runs, merged, guided }: Work): Promise<void> {
  const own = { ...budget, runs };
  const strategy = guided && { strategy: 'guided' as const };
  const record = {
    code: 'code',
    seed: 3,
    budget: own,
    targets: targets.map(recordOf),
    shard,
    ...strategy,
  };
  const memories = merged && { memories: mergedMemories.bind(null, merged) };
  const store = openCampaign(state, record, { resume: true, ...memories });
  const pool = createWorkerPool({ jobs: 0, claims, registry: '', runLimit: 60 });
  try {
    if (merged) copyLost(merged, store);
    const given = {
      ...strategy,
      targets,
      seed: 3,
      budget: own,
      folder,
      store,
      residues: shard ?? EVERY,
    };
    const nothingElse = merged && { withoutChunks: true as const };
    await campaign(pool, campaignOptions({ ...given, ...nothingElse }));
  } finally {
    store.close();
    await pool.close();
  }
}

/** Files of the campaign and of the counterexamples. */
function left(state: string) {
  return [filesBelow(state), filesBelow(folder)];
}

let whole: ReturnType<typeof left>;
/** Of three machines. */
let shares: string[];

beforeAll(async () => {
  const state = temporaryFolder();
  await work({ state });
  whole = left(state);
  shares = [0, 1, 2].map(() => temporaryFolder());
  for (const [part, share] of shares.entries()) {
    rmSync(folder, { recursive: true });
    await work({ state: share, shard: { part, of: 3 } });
  }
});

async function merge(folders: readonly string[], state = temporaryFolder()): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const [merged] = sharesIn(folders, 'code');
  await work({ state, merged });
  return state;
}

describe('shares of a campaign', () => {
  it('come to the campaign of one machine, file for file, however often they are merged', async () => {
    const state = await merge(shares);
    expect(left(state)).toStrictEqual(whole);
    await merge([...shares].reverse(), state);
    expect(left(state)).toStrictEqual(whole);
  });

  it('have no chunk in common, and none is in none', () => {
    const [{ record, kept }] = sharesIn(shares, 'code');
    expect(kept.map((one) => one.record.shard?.part)).toEqual([0, 1, 2]);
    const nothing = targets.map(() => new TargetMemory(budget.chunkRuns));
    const memories = mergedMemories({ record, kept }, nothing);
    expect(memories[0].whole.done.toJSON()).toEqual({ step: 1, ranges: [[0, 11]] });
    expect(missingChunks(record, memories)).toEqual({ missing: 0, of: 36 });
  });

  it('of which some are missing or not finished are merged as far as they are, and gone on with', async () => {
    const half = temporaryFolder();
    rmSync(folder, { recursive: true, force: true });
    await work({ state: half, shard: { part: 1, of: 3 }, runs: 50 });
    const state = await merge([shares[0], half]);
    const [{ record }] = sharesIn([state], 'code');
    const [{ folder: own }] = sharesIn([state], 'code')[0].kept;
    expect(
      JSON.parse(readFileSync(join(own, 'snapshot.json'), 'utf8')).content[0].whole.tries,
    ).toBe(60);
    expect(record.shard).toBe(undefined);
    // The other machine goes on, and the third is heard of.
    await merge([...shares, half], state);
    expect(left(state)).toStrictEqual(whole);
  });

  it('that never come are done by the whole', async () => {
    const state = await merge([shares[2]]);
    await work({ state });
    expect(left(state)).toStrictEqual(whole);
    // Which has all that they have: they add nothing any more.
    await merge(shares, state);
    expect(left(state)).toStrictEqual(whole);
  });

  it('may be a copy of a share, an older one too', async () => {
    const copy = temporaryFolder();
    cpSync(shares[1], copy, { recursive: true });
    expect(left(await merge([...shares, copy]))).toStrictEqual(whole);
  });

  it('that have some chunks in common and some of their own are refused', async () => {
    const other = temporaryFolder();
    await work({ state: other, shard: { part: 0, of: 2 } });
    await expect(merge([...shares.slice(0, 2), other])).rejects.toThrow(
      /chunks that no other folder has/,
    );
  });

  it('of a guided hunt have whole claims, and come to that of one machine, file for file', async () => {
    const guided = { guided: true as const };
    const state = temporaryFolder();
    rmSync(folder, { recursive: true, force: true });
    await work({ state, ...guided });
    const alone = left(state);
    const parts = [0, 1].map(() => temporaryFolder());
    for (const [part, share] of parts.entries()) {
      rmSync(folder, { recursive: true, force: true });
      await work({ state: share, shard: { part, of: 2 }, ...guided });
    }
    rmSync(folder, { recursive: true, force: true });
    const merged = sharesIn(parts, 'code');
    // It is guided still, and known as such by whoever goes on with it.
    expect(merged.map(({ record }) => record.strategy)).toEqual(['guided']);
    const joined = temporaryFolder();
    await work({ state: joined, merged: merged[0], ...guided });
    expect(left(joined)).toStrictEqual(alone);
    const [{ record }] = sharesIn([joined], 'code');
    expect(record).toMatchObject({ strategy: 'guided', budget });
    await work({ state: joined, ...guided });
    expect(left(joined)).toStrictEqual(alone);
  });

  it('of another build, and folders that hold none, are refused', () => {
    expect(() => sharesIn(shares, 'other')).toThrow(
      /this build of falsim, received one of another/,
    );
    const empty = temporaryFolder();
    expect(() => sharesIn([empty], 'code')).toThrow(InputError);
    expect(() => sharesIn([empty], 'code')).toThrow(`${empty}: expected a folder of a campaign`);
  });
});

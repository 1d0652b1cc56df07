/** A campaign that is interrupted, anywhere, and resumed leaves the files of one that was not. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../claims/claim.ts';
import { counterexampleFiles } from '../counterexamples/replay.ts';
import { type Disk, fileSystem } from '../json/write-file.ts';
import { campaignOptions, temporaryFolder } from '../testing/campaign-options.ts';
import { endingAt } from '../testing/ending-disk.ts';
import { claims } from '../testing/toy-claims.ts';
import { type CampaignReport, campaign } from './campaign.ts';
import { openCampaign } from './store/campaign-store.ts';
import { recordOf } from './store/record.ts';
import { chooseTargets } from './target.ts';
import { createWorkerPool } from './worker-pool.ts';

const registry = new URL('../testing/toy-claims.ts', import.meta.url).href;

/** Names and bytes. */
function contents(folder: string): { [name: string]: string } {
  const files = counterexampleFiles(folder);
  return Object.fromEntries(files.map((f) => [f.slice(folder.length), readFileSync(f, 'utf8')]));
}

/** The claims, which count their checks and tell at each. */
function watched(onCheck: (count: number) => void): Claim[] {
  let count = 0;
  return claims.map((claim) => ({
    ...claim,
    check(instance, options) {
      onCheck(++count);
      return claim.check(instance, options);
    },
  }));
}

interface Run {
  readonly folder: string;
  readonly state: string;
  readonly resume?: boolean;
  readonly seed?: number;
  /** Aborts at that check. */
  readonly at?: number;
  /** Aborts when the first of these is told. */
  readonly on?: 'onChunk' | 'onFound';
  readonly jobs?: number;
  readonly disk?: Disk;
}

/** @returns the report, and how many checks it took. */
async function run(options: Run) {
  const { folder, state, resume = true, seed = 3, at, on, jobs = 0, disk = fileSystem } = options;
  const controller = new AbortController();
  let checks = 0;
  const seen = watched((count) => {
    checks = count;
    if (count === at) controller.abort();
  });
  const targets = [
    ...chooseTargets(seen, { claims: ['bounded'], drop: ['small'], knownFalse: false }),
    ...chooseTargets(seen, { claims: ['never-negative'], drop: [], knownFalse: false }),
  ];
  const budget = { runs: 150 };
  const record = { code: 'code', seed, budget, targets: targets.map(recordOf) };
  const store = openCampaign(state, record, { resume, disk });
  const pool = createWorkerPool({ jobs, claims: seen, registry, runLimit: 60 });
  let report: CampaignReport;
  try {
    const { signal } = controller;
    report = await campaign(
      pool,
      campaignOptions({
        ...{ targets, seed, budget, folder, store, signal, disk },
        ...(on && { [on]: () => controller.abort() }),
      }),
    );
  } finally {
    store.close();
    await pool.close();
  }
  return { report, checks };
}

describe('an interrupted campaign', () => {
  it('once resumed has left the same files, wherever it was interrupted', async () => {
    const whole = temporaryFolder();
    const { checks, report } = await run({
      folder: whole,
      state: temporaryFolder(),
    });
    const expected = contents(whole);
    expect(Object.keys(expected)).toHaveLength(3);
    // In the first chunk, in the second, while each failure is shrunk, and shortly before the end.
    const points = Array.from({ length: 12 }, (_, i) => 1 + Math.floor((i * checks) / 12));
    for (const at of [...points, 101, 102, 203, checks - 1]) {
      const folder = temporaryFolder();
      const state = temporaryFolder();
      const { report: first } = await run({ folder, state, at });
      expect(first.interrupted, `at ${at}`).toBe(true);
      const { report: second } = await run({ folder, state });
      expect(contents(folder), `at ${at}`).toStrictEqual(expected);
      expect(second.targets.map((t) => t.counts)).toEqual(report.targets.map((t) => t.counts));
    }
  });

  it('leaves the same files where threads did it', async () => {
    const whole = { folder: temporaryFolder(), state: temporaryFolder() };
    await run(whole);
    const [expected, snapshot] = [contents(whole.folder), snapshotIn(whole.state)];
    for (const on of ['onChunk', 'onFound'] as const) {
      // The store names the files that it has written.
      rmSync(whole.folder, { recursive: true });
      const parts = { folder: whole.folder, state: temporaryFolder(), jobs: 2 };
      const { report } = await run({ ...parts, on });
      expect(report.interrupted, on).toBe(true);
      expect(snapshotIn(parts.state), on).not.toBe(snapshot);
      await run(parts);
      expect(contents(whole.folder), on).toStrictEqual(expected);
      expect(snapshotIn(parts.state), on).toBe(snapshot);
    }
  });

  it('may be interrupted again and again', async () => {
    const whole = temporaryFolder();
    const { checks } = await run({ folder: whole, state: temporaryFolder() });
    const folder = temporaryFolder();
    const state = temporaryFolder();
    const step = Math.ceil(checks / 7);
    for (let turn = 0; turn < 9; turn++) await run({ folder, state, at: step + turn });
    await run({ folder, state });
    expect(contents(folder)).toStrictEqual(contents(whole));
  });

  it('replaces what it had stored half shrunk even where it begins anew', async () => {
    const whole = temporaryFolder();
    const { checks } = await run({ folder: whole, state: temporaryFolder() });
    const folder = temporaryFolder();
    const state = temporaryFolder();
    await run({ folder, state, at: checks - 150 });
    await run({ folder, state, resume: false });
    expect(contents(folder)).toStrictEqual(contents(whole));
  });

  it('leaves alone what was there before it, and what was changed since', async () => {
    const folder = temporaryFolder();
    const state = temporaryFolder();
    await run({ folder, state, seed: 4 });
    const before = contents(folder);
    await run({ folder, state, at: 180 });
    await run({ folder, state });
    expect(contents(folder)).toMatchObject(before);
  });
});

describe('a campaign that is killed', () => {
  it('at any of its writes and resumed has left the same files, snapshot and all', async () => {
    // The store names the files that it has written.
    const folder = temporaryFolder();
    const run1 = { folder, state: temporaryFolder() };
    await run(run1);
    const [expected, snapshot] = [contents(folder), snapshotIn(run1.state)];
    let kills = 0;
    for (let n = 1; n < 40; n++) {
      rmSync(folder, { recursive: true });
      const state = temporaryFolder();
      const isKilled = await run({ folder, state, disk: endingAt(n) }).then(
        () => false,
        () => true,
      );
      if (!isKilled) break;
      kills++;
      await run({ folder, state });
      expect(contents(folder), `write ${n}`).toStrictEqual(expected);
      expect(snapshotIn(state), `write ${n}`).toBe(snapshot);
    }
    // Records, snapshots and timings: 2 targets of 2 chunks each, 3 failures that are shrunk and stored.
    expect(kills).toBeGreaterThan(12);
    expect(kills).toBeLessThan(39);
  });
});

describe('a campaign that cannot remove a file', () => {
  it('ends with that, and once it can be has left the same files', async () => {
    const whole = { folder: temporaryFolder(), state: temporaryFolder() };
    const { checks } = await run(whole);
    const interrupted = { folder: temporaryFolder(), state: temporaryFolder() };
    // While a failure is shrunk: what is stored of it will have to be replaced.
    await run({ ...interrupted, at: checks >> 1 });
    const before = contents(interrupted.folder);
    for (const unremovable of [/--.*\.json$/, /^log-.*\.jsonl$/]) {
      const remove = (file: string) => {
        if (unremovable.test(basename(file))) throw Object.assign(new Error(), { code: 'EIO' });
        fileSystem.remove(file);
      };
      await expect(run({ ...interrupted, disk: { ...fileSystem, remove } })).rejects.toThrow(
        /not removed: the device reports an error \(EIO\)$/,
      );
      expect(contents(interrupted.folder)).toMatchObject(before);
    }
    await run(interrupted);
    expect(contents(interrupted.folder)).toStrictEqual(contents(whole.folder));
  });
});

function snapshotIn(state: string): string {
  const [name] = readdirSync(state);
  return readFileSync(join(state, name, 'snapshot.json'), 'utf8');
}

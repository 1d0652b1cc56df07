/** A guided campaign is resumed and shared out like any other: same seed, same files, same counts, same corpus. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../claims/claim.ts';
import { counterexampleFiles } from '../../counterexamples/replay.ts';
import { campaignOptions, temporaryFolder } from '../../testing/campaign-options.ts';
import { claims } from '../../testing/toy-claims.ts';
import { campaign } from '../campaign.ts';
import type { Budget } from '../schedule.ts';
import { openCampaign } from '../store/campaign-store.ts';
import { IndexSet } from '../store/index-set.ts';
import { recordOf } from '../store/record.ts';
import { chooseTargets } from '../target.ts';
import { createWorkerPool } from '../worker-pool.ts';
import { Discoveries } from './discoveries.ts';
import {
  GUIDED_CHUNK_RUNS,
  type GuidedProgress,
  generationOf,
  guidedSchedule,
} from './guided-schedule.ts';

const registry = new URL('../../testing/toy-claims.ts', import.meta.url).href;
const RUNS = { runs: 5 * GUIDED_CHUNK_RUNS + 7, chunkRuns: GUIDED_CHUNK_RUNS };

interface Run {
  readonly folder?: string;
  readonly state?: string;
  readonly jobs?: number;
  readonly budget?: Budget;
  /** Aborts at that check. */
  readonly at?: number;
}

async function run({ folder = temporaryFolder(), state = temporaryFolder(), ...given }: Run) {
  const { jobs = 0, budget = RUNS, at } = given;
  const controller = new AbortController();
  let checks = 0;
  const seen = claims.map(
    (claim): Claim => ({
      ...claim,
      check(subject, options) {
        if (++checks === at) controller.abort();
        return claim.check(subject, options);
      },
    }),
  );
  const targets = [
    ...chooseTargets(seen, { claims: ['bounded'], drop: ['small'], knownFalse: false }),
    ...chooseTargets(seen, { claims: ['bounded'], drop: [], knownFalse: false }),
  ];
  const record = {
    code: 'code',
    seed: 3,
    budget,
    strategy: 'guided',
    targets: targets.map(recordOf),
  } as const;
  const store = openCampaign(state, record, { resume: true });
  const pool = createWorkerPool({ jobs, claims: seen, registry, runLimit: 60 });
  const { signal } = controller;
  const options = { targets, seed: 3, budget, folder, store, signal, strategy: 'guided' } as const;
  try {
    const report = await campaign(pool, campaignOptions(options));
    const files = counterexampleFiles(folder);
    return {
      report,
      checks,
      left: {
        counterexamples: files.map((f) => [f.slice(folder.length), readFileSync(f, 'utf8')]),
        // It names files; the folder is another each time.
        snapshot: JSON.parse(
          readFileSync(join(store.folder, 'snapshot.json'), 'utf8').replaceAll(folder, ''),
        ).content,
        counts: report.targets.map((target) => target.counts),
      },
    };
  } finally {
    store.close();
    await pool.close();
  }
}

describe('a guided campaign', () => {
  const whole = run({});

  it('finds what there is and remembers what is nearest to failing', async () => {
    const { report, left } = await whole;
    const [small, all] = report.targets;
    expect(small.counts.falsified).toBeGreaterThan(0);
    expect(all.counts).toMatchObject({ falsified: 0 });
    expect(report.targets.map(({ tries }) => tries)).toEqual([RUNS.runs, RUNS.runs]);
    expect(left.counterexamples.length).toBeGreaterThan(0);
    expect(JSON.stringify(left.snapshot)).toContain('"discoveries"');
  });

  it('leaves the same on two threads', async () => {
    expect((await run({ jobs: 2 })).left).toEqual((await whole).left);
  });

  it('leaves the same wherever it was interrupted', async () => {
    const { left, checks } = await whole;
    for (const at of [1, 49, 60, 101, 130, 230, checks - 3]) {
      const [folder, state] = [temporaryFolder(), temporaryFolder()];
      await run({ folder, state, at });
      expect((await run({ folder, state })).left, `at ${at}`).toEqual(left);
    }
  });

  it('goes on from a shorter one as if that had been longer', async () => {
    const [folder, state] = [temporaryFolder(), temporaryFolder()];
    await run({ folder, state, budget: { ...RUNS, runs: 3 * GUIDED_CHUNK_RUNS + 20 } });
    expect((await run({ folder, state })).left).toEqual((await whole).left);
  });
});

describe('the schedule of guided chunks', () => {
  function progress(): GuidedProgress & {
    finish(index: number, seconds?: number): void;
    seconds: number;
  } {
    const done = new IndexSet();
    return {
      done,
      seconds: 0,
      discoveries: new Discoveries(),
      has: (index) => done.has(index),
      finish(index, seconds = 1) {
        done.add(index);
        this.seconds += seconds;
      },
    };
  }
  const entry = (cell: string, margin: number) => ({
    cell,
    margin,
    instance: { model: { kind: 'linear', widths: [1, 1] }, parameters: { layers: [] } } as never,
  });

  it('waits for a generation before it begins the next, and does others meanwhile', () => {
    const [a, b] = [progress(), progress()];
    const next = guidedSchedule([a, b], { runs: 150, chunkRuns: 50 });
    const given = () => {
      const task = next();
      return task === null || task === 'wait' ? task : [task.search === a ? 'a' : 'b', task.index];
    };
    expect([given(), given(), given(), given(), given()]).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 1],
      ['b', 1],
      'wait',
    ]);
    a.finish(1);
    expect(given()).toBe('wait');
    a.finish(0);
    expect([given(), given()]).toEqual([['a', 2], 'wait']);
    for (const index of [0, 1]) b.finish(index);
    expect([given(), given()]).toEqual([['b', 2], null]);
  });

  it('starts a generation from all that the ones before had learnt, and from nothing else', () => {
    const one = progress();
    one.discoveries.add(0, [entry('x', 3)]);
    one.discoveries.add(1, [entry('y', 2)]);
    one.discoveries.add(2, [entry('x', 1)]);
    for (const index of [0, 1, 2]) one.finish(index);
    const task = guidedSchedule([one], { runs: 500, chunkRuns: 50 })();
    expect(task).toMatchObject({ index: 3, corpus: [entry('x', 3), entry('y', 2)] });
  });

  it('gives its time to what still teaches', () => {
    const [teaches, spent] = [progress(), progress()];
    const next = guidedSchedule([teaches, spent], { seconds: 100 });
    const turns = { teaches: 0, spent: 0 };
    for (let n = 0; n < 60; n++) {
      const task = next();
      if (task === null || task === 'wait') throw new Error('there is always a chunk');
      const { index, search } = task;
      const cells = ['a', 'b', 'c'].map((name) => entry(`${name} ${index}`, 1));
      if (search === teaches) teaches.discoveries.add(index, cells);
      turns[search === teaches ? 'teaches' : 'spent']++;
      (search === teaches ? teaches : spent).finish(index);
    }
    // 6 cells a generation against none: 7 to 1.
    expect(turns.teaches).toBeGreaterThan(5 * turns.spent);
    expect(turns.spent).toBeGreaterThan(4);
  });

  it('has generations of two chunks', () => {
    expect([0, 1, 2, 3, 4].map(generationOf)).toEqual([0, 0, 2, 2, 4]);
  });
});

it('discoveries are the same in whatever order, and know what was known at any time', () => {
  const corpora = [
    [
      { cell: 'x', margin: 5 },
      { cell: 'y', margin: 1 },
    ],
    [{ cell: 'x', margin: 4 }],
    [
      { cell: 'x', margin: 6 },
      { cell: 'z', margin: 1 },
    ],
    [{ cell: 'x', margin: 4 }],
    [{ cell: 'x', margin: 2 }],
  ].map((corpus) => corpus.map((one) => ({ ...one, instance: one as never })));
  const inOrder = new Discoveries();
  const backwards = new Discoveries();
  for (const [k, corpus] of corpora.entries()) inOrder.add(k, corpus);
  for (const [k, corpus] of [...corpora.entries()].reverse()) backwards.add(k, corpus);
  expect(backwards.toJSON()).toEqual(inOrder.toJSON());
  expect(new Discoveries(inOrder.toJSON()).toJSON()).toEqual(inOrder.toJSON());
  const margins = (end: number) =>
    Object.fromEntries(inOrder.before(end).map(({ cell, margin }) => [cell, margin]));
  expect([0, 1, 2, 4, 5].map(margins)).toEqual([
    {},
    { x: 5, y: 1 },
    { x: 4, y: 1 },
    { x: 4, y: 1, z: 1 },
    { x: 2, y: 1, z: 1 },
  ]);
});

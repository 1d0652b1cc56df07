import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { counterexampleFiles } from '../counterexamples/replay.ts';
import { campaignOptions, temporaryFolder } from '../testing/campaign-options.ts';
import { claims } from '../testing/toy-claims.ts';
import { campaign } from './campaign.ts';
import type { WorkerPool } from './pool.ts';
import { SHRINK_SHARE, ShrinkShare } from './shrink-share.ts';
import type { ShrinkTask } from './shrinking.ts';
import { openCampaign } from './store/campaign-store.ts';
import { recordOf } from './store/record.ts';
import { chooseTargets } from './target.ts';
import type { Task, TaskResult } from './task.ts';
import { createWorkerPool } from './worker-pool.ts';

/** Threads on which time passes when the test says so. Every task takes what its name says. */
function threads(jobs: number) {
  let time = 0;
  const queue: { readonly task: Task; resolve(result: TaskResult): void }[] = [];
  let running: { readonly task: Task; readonly end: number; resolve(r: TaskResult): void }[] = [];
  const busy = { chunk: 0, shrink: 0 };
  const begun: string[] = [];
  const fill = () => {
    while (running.length < jobs && queue.length > 0) {
      const { task, resolve } = queue.shift()!;
      const length = task.kind === 'chunk' ? 1 : task.task.maxEvaluations;
      if (task.kind === 'shrink') begun.push(task.task.claimId);
      running.push({ task, end: time + length, resolve });
    }
  };
  const pool = {
    jobs,
    run: (task: Task) =>
      new Promise<TaskResult>((resolve) => {
        queue.push({ task, resolve });
        fill();
      }),
  } as WorkerPool;
  /** A millisecond passes. */
  const step = async () => {
    for (const { task } of running) busy[task.kind]++;
    time++;
    const ended = running.filter(({ end }) => end <= time);
    running = running.filter(({ end }) => end > time);
    for (const { task, resolve } of ended) {
      const seconds = task.kind === 'shrink' ? task.task.maxEvaluations / 1000 : 0.001;
      resolve({ kind: task.kind, seconds } as TaskResult);
    }
    fill();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { pool, clock: () => time, busy, begun, step };
}

const chunk = { kind: 'chunk' } as Task;
const shrinkOf = (claimId: string, milliseconds: number): Task => ({
  kind: 'shrink',
  task: { claimId, dropped: [], maxEvaluations: milliseconds } as unknown as ShrinkTask,
});

describe('shrinking in a hunt whose budget is time', () => {
  it.each([1, 2, 4, 8])('takes at most its share of %i threads, and takes it', async (jobs) => {
    const { pool, clock, busy, step } = threads(jobs);
    const share = new ShrinkShare(pool, jobs, clock);
    let over = false;
    const lane = async () => {
      while (!over) await share.run(chunk);
    };
    for (let j = 0; j < jobs; j++) void lane();
    for (let k = 0; k < 1000; k++) void share.run(shrinkOf(`c${k}`, 7));
    for (let t = 0; t < 1000; t++) await step();
    over = true;
    const part = busy.shrink / (busy.shrink + busy.chunk);
    expect(busy.shrink + busy.chunk).toBe(1000 * jobs);
    // The last one may have begun just before.
    expect(part).toBeLessThan(SHRINK_SHARE + 0.01);
    expect(part).toBeGreaterThan(0.24);
  });

  it('pays a long one back', async () => {
    const { pool, clock, busy, begun, step } = threads(2);
    const share = new ShrinkShare(pool, 2, clock);
    const lane = async () => {
      while (true) await share.run(chunk);
    };
    for (let j = 0; j < 2; j++) void lane();
    for (let t = 0; t < 10; t++) await step();
    void share.run(shrinkOf('long', 300));
    void share.run(shrinkOf('next', 5));
    for (let t = 0; t < 480; t++) await step();
    expect(begun).toEqual(['long']);
    expect(busy.shrink).toBe(300);
    // After 500 ms of two threads 300 are the share.
    for (let t = 0; t < 30; t++) await step();
    expect(begun).toEqual(['long', 'next']);
  });

  it('goes to all targets in turn', async () => {
    const { pool, clock, begun, step } = threads(1);
    const share = new ShrinkShare(pool, 1, clock);
    void share.run(chunk);
    for (const id of ['a', 'a', 'a', 'b', 'c', 'b']) void share.run(shrinkOf(id, 1));
    expect(begun).toEqual([]);
    share.laneEnded();
    for (let t = 0; t < 10; t++) await step();
    expect(begun).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('has the threads that no chunk is left for', async () => {
    const { pool, clock, begun } = threads(3);
    const share = new ShrinkShare(pool, 3, clock);
    for (const id of ['a', 'b', 'c', 'd']) void share.run(shrinkOf(id, 5));
    expect(begun).toEqual([]);
    share.laneEnded();
    share.laneEnded();
    expect(begun).toEqual(['a', 'b']);
    share.laneEnded();
    expect(begun).toEqual(['a', 'b', 'c']);
  });
});

/** So many seconds by a clock that each check moves on by fifty milliseconds. */
async function timed(seconds: number, folder: string, state: string, resume = false) {
  let time = 0;
  const clock = () => time;
  const ticking = claims.map((claim) => ({
    ...claim,
    check(...given: Parameters<typeof claim.check>) {
      time += 50;
      return claim.check(...given);
    },
  }));
  const choose = (claim: string, ...drop: string[]) =>
    chooseTargets(ticking, { claims: [claim], drop, knownFalse: false });
  const targets = [...choose('bounded', 'small'), ...choose('never-negative')];
  const budget = { seconds };
  const record = { code: 'code', seed: 1, budget, targets: targets.map(recordOf) };
  const store = openCampaign(state, record, { resume });
  const pool = createWorkerPool({ jobs: 0, claims: ticking, registry: '', runLimit: 60, clock });
  const options = campaignOptions({ targets, budget, folder, store });
  try {
    return await campaign(pool, { ...options, clock });
  } finally {
    store.close();
  }
}

const contents = (folder: string) =>
  counterexampleFiles(folder).map((f) => [f.slice(folder.length), readFileSync(f, 'utf8')]);

it('that had no time is counted, and gone on with by whoever resumes, to the same files', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()];
  const first = await timed(2, folder, state);
  expect(first.unshrunk).toBe(2);
  expect(first.targets.map(({ found }) => found.length)).toEqual([2, 0]);
  const second = await timed(20, folder, state, true);
  expect(second.unshrunk).toBe(0);
  const all = second.targets.reduce((sum, { tries }) => sum + tries, 0);
  // Those of the first are told of again, but a chunk of it that was not ended in time.
  expect(second.tries).toBeLessThan(all);
  expect(all - second.tries).toBe(first.tries);
  const whole = temporaryFolder();
  await timed(20, whole, temporaryFolder());
  expect(contents(folder)).toEqual(contents(whole));
});

it('leaves chunks the rest of the time', async () => {
  // Eight seconds, and a twentieth for storing. Those of the chunk under way at the end are not counted.
  const { targets } = await timed(8.45, temporaryFolder(), temporaryFolder());
  expect(targets.map(({ found }) => found.length)).toEqual([2, 1]);
  const ofChunks = targets.reduce((sum, target) => sum + target.seconds, 0);
  // The three take more than half of it; the last to begin may pass the share by less than a second.
  expect(ofChunks).toBeGreaterThan(8 * (1 - SHRINK_SHARE) - 1);
});

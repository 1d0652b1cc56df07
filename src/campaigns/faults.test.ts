/** Claims that take down what checks them: they cost an instance, not the campaign. */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLost } from '../counterexamples/lost-instance.ts';
import { readJsonFile } from '../json/json-file.ts';
import { campaignOptions, temporaryFolder } from '../testing/campaign-options.ts';
import { claims } from '../testing/toy-claims.ts';
import { type CampaignOptions, campaign } from './campaign.ts';
import { CHUNK_RUNS } from './chunk.ts';
import type { WorkerPool } from './pool.ts';
import { storeInMemory } from './store/campaign-store.ts';
import { chooseTargets } from './target.ts';
import type { TaskResult } from './task.ts';
import { createWorkerPool } from './worker-pool.ts';

const registry = new URL('../testing/toy-claims.ts', import.meta.url).href;

const poolOf = (jobs: number) =>
  createWorkerPool({ jobs, claims, registry, runLimit: 60, memory: 64 });

async function hunt(pool: WorkerPool, ids: string[], more: Partial<CampaignOptions> = {}) {
  const lostFolder = temporaryFolder();
  const targets = chooseTargets(claims, { claims: ids, drop: [], knownFalse: false });
  const store = { ...storeInMemory(targets.length, CHUNK_RUNS), lostFolder };
  const options = { targets, budget: { runs: 6 }, maxEvaluations: 50, store, ...more };
  return { report: await campaign(pool, campaignOptions(options)), lostFolder };
}

describe('a campaign goes on when a claim', () => {
  // One for all: what takes a thread down costs the next campaign nothing either.
  let threads: WorkerPool;
  beforeAll(() => {
    threads = poolOf(2);
  });
  afterAll(() => threads.close());

  it.each([
    ['costly', 'too-costly', /more than 2e\+10 operations/],
    ['greedy', 'out-of-memory', /memory/],
    ['quitting', 'crashed', /ended with code 7/],
    ['unsendable', 'defect', /evidence that is no JSON/],
    ['belated', 'defect', /expected a verdict, received a promise/],
    ['broken', 'defect', /RangeError: no such thing/],
  ])('is %s: %s', async (id, cause, reason) => {
    const { report, lostFolder } = await hunt(threads, [id, 'slow']);
    const [bad, good] = report.targets;
    expect(good.counts.survived).toBe(6);
    expect(bad.tries).toBe(6);
    const { survived, inconclusive } = bad.counts;
    expect(inconclusive).toBeGreaterThan(0);
    expect(survived + inconclusive).toBe(6);
    expect(bad.causes).toEqual({ [cause]: inconclusive });
    expect(bad.lost.length).toBeGreaterThan(0);
    expect(readdirSync(lostFolder).sort()).toEqual(bad.lost.map((l) => basename(l.file!)).sort());
    for (const lost of bad.lost) {
      expect(lost.reason).toMatch(reason);
      const stored = parseLost(readJsonFile(lost.file!));
      expect(stored).toMatchObject({ claim: id, droppedHypotheses: [], cause });
      expect(stored.reason).toMatch(reason);
      const { model } = stored.instance;
      if (id !== 'broken') expect(model).toMatchObject({ widths: [3, 1] });
    }
    if (cause !== 'defect') expect(bad.lost).toHaveLength(inconclusive);
  });

  it.each(['unsendable', 'belated'])('is %s, without threads too', async (id) => {
    const { report } = await hunt(poolOf(0), [id]);
    expect(report.targets[0].counts.inconclusive).toBeGreaterThan(0);
  });

  it('is not there at all: that ends it, with the reason', async () => {
    const missing = new URL('../testing/no-claims.js', import.meta.url).href;
    const pool = createWorkerPool({ jobs: 2, claims, registry: missing, runLimit: 60 });
    const task = { claimId: 'slow', dropped: [], seed: 1, index: 0, runs: 1 };
    await expect(pool.run({ kind: 'chunk', spec: task })).rejects.toThrow('no-claims');
    await expect(pool.run({ kind: 'chunk', spec: task })).rejects.toThrow('no-claims');
    await pool.close();
  });
});

describe('a budget of time', () => {
  it('holds while a failure is shrunk, which is stored as far as it got', async () => {
    const slowly = claims.map((claim) => ({
      ...claim,
      check: (...args: Parameters<typeof claim.check>) => {
        const until = performance.now() + 120;
        while (performance.now() < until);
        return claim.check(...args);
      },
    }));
    const targets = chooseTargets(slowly, {
      claims: ['never-negative'],
      drop: [],
      knownFalse: false,
    });
    const pool = createWorkerPool({ jobs: 0, claims: slowly, registry, runLimit: 60 });
    const begin = performance.now();
    const report = await campaign(
      pool,
      campaignOptions({ targets, budget: { seconds: 1 }, maxEvaluations: 20_000 }),
    );
    expect(performance.now() - begin).toBeLessThan(2500);
    expect(report.interrupted).toBe(false);
    const [found] = report.targets[0].found;
    expect(found.counterexample.minimality.proven).toBe(false);
  });

  it('names the instance that has not ended by then', async () => {
    const pools = [poolOf(1), poolOf(1)] as const;
    try {
      // The thread has begun by then.
      await hunt(pools[0], ['slow']);
      const { report } = await hunt(pools[0], ['stuck'], { budget: { seconds: 0.4 } });
      const [one] = report.underWay;
      expect(one).toMatchObject({ claim: 'stuck', droppedHypotheses: [], givenUp: 0 });
      expect(one.seconds).toBeGreaterThan(0);
      expect(report.targets[0].tries).toBe(0);
      const ended = await hunt(pools[1], ['slow'], { budget: { seconds: 0.1 } });
      expect(ended.report.underWay).toEqual([]);
    } finally {
      await Promise.all(pools.map((pool) => pool.close()));
    }
  });

  it('names what waits to be shrunk while threads end, not when it is stored', async () => {
    const choose = (claim: string, ...drop: string[]) =>
      chooseTargets(claims, { claims: [claim], drop, knownFalse: false });
    const targets = [...choose('never-negative'), ...choose('bounded', 'small')];
    // Time stands still until there is more than one failure: a slow machine finds them too.
    const failures = new Set<string>();
    let start = Number.POSITIVE_INFINITY;
    const clock = () => Math.max(0, performance.now() - start);
    const pool = createWorkerPool({ jobs: 0, claims, registry, runLimit: 60, clock });
    const never = new Promise<TaskResult>(() => undefined);
    const stuck: WorkerPool = {
      ...pool,
      run: (task) => (task.kind === 'shrink' ? never : pool.run(task)),
    };
    const named: number[] = [];
    const options = campaignOptions({ targets, budget: { seconds: 0.5 } });
    const begin = performance.now();
    const report = await campaign(stuck, {
      ...options,
      clock,
      onFailure(_, { key }) {
        failures.add(key);
        if (failures.size === 2) start = performance.now();
      },
      canonical(instance) {
        named.push(performance.now() - begin);
        return options.canonical(instance);
      },
    });
    const stored = report.targets.flatMap(({ found }) => found);
    expect(stored.length).toBeGreaterThan(1);
    // One was begun: it is named when it is given up, the others before.
    const given = performance.now() - begin;
    expect(named.filter((t) => t < given - 500).length).toBeGreaterThanOrEqual(stored.length - 1);
  });
});

/** A sweep as a campaign: the same files however it is run, the smallest witness, its sentence and exit codes. */
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimById, claims } from '../../claims/registry.ts';
import type { Disk } from '../../json/write-file.ts';
import { compareComplexity, complexity } from '../../shrinking/complexity.ts';
import { campaignOptions, temporaryFolder } from '../../testing/campaign-options.ts';
import { falsim } from '../../testing/command-line.ts';
import { endingAt } from '../../testing/ending-disk.ts';
import { filesBelow } from '../../testing/kills.ts';
import { type CampaignOptions, campaign } from '../campaign.ts';
import type { WorkerPool } from '../pool.ts';
import { openCampaign } from '../store/campaign-store.ts';
import { recordOf } from '../store/record.ts';
import { createWorkerPool } from '../worker-pool.ts';
import { sweepBudget, sweepResult, sweepTarget } from './sweep.ts';

const all = { drop: [], kinds: [], functions: [] };
const here = () => createWorkerPool({ jobs: 0, claims, registry: '', runLimit: 60 });

/** Three at once, the last that was begun ends first. */
function backwards(): WorkerPool {
  const pool = here();
  let waiting: (() => void)[] = [];
  return {
    ...pool,
    jobs: 3,
    async run(task) {
      await new Promise<void>((resolve) => {
        waiting.unshift(resolve);
        setImmediate(() => {
          for (const go of waiting) go();
          waiting = [];
        });
      });
      return pool.run(task);
    },
  };
}

const folder = temporaryFolder();

/** A store names the files that it has written: one folder for all, in turn. */
function anew() {
  const found = filesBelow(folder);
  rmSync(folder, { recursive: true });
  return found;
}

async function sweep(
  state: string,
  pool: WorkerPool,
  options: Partial<CampaignOptions> = {},
  disk?: Disk,
) {
  const target = sweepTarget(claims, 'one-coincidence', all, 5);
  const [targets, budget] = [[target], sweepBudget(target)];
  const record = { code: 'code', seed: 0, budget, targets: targets.map(recordOf) };
  const store = openCampaign(state, record, { resume: true, ...(disk && { disk }) });
  try {
    return await campaign(
      pool,
      campaignOptions({ targets, budget, seed: 0, folder, store, ...options }),
    );
  } finally {
    store.close();
    await pool.close();
  }
}

describe('a sweep', () => {
  it('leaves the same files on any number of threads, interrupted or not', async () => {
    const alone = temporaryFolder();
    const whole = await sweep(alone, here());
    const found = anew();
    expect(Object.keys(found)).toHaveLength(1);
    expect(whole.targets[0].tries).toBe(sweepTarget(claims, 'one-coincidence', all, 5).scope.count);

    const many = temporaryFolder();
    await sweep(many, backwards());
    expect(filesBelow(many)).toStrictEqual(filesBelow(alone));
    expect(anew()).toStrictEqual(found);

    const broken = temporaryFolder();
    const stop = new AbortController();
    const half = await sweep(broken, here(), { signal: stop.signal, onChunk: () => stop.abort() });
    expect(half.targets[0].tries).toBeLessThan(whole.targets[0].tries);
    await sweep(broken, backwards());
    expect(filesBelow(broken)).toStrictEqual(filesBelow(alone));
    expect(filesBelow(folder)).toStrictEqual(found);
  });

  it('that is killed at a write and resumed leaves the same files', async () => {
    anew();
    const alone = temporaryFolder();
    await sweep(alone, here());
    const found = anew();
    for (const write of [3, 6]) {
      const killed = temporaryFolder();
      await expect(sweep(killed, here(), {}, endingAt(write)), `write ${write}`).rejects.toThrow();
      await sweep(killed, here());
      expect(filesBelow(killed), `write ${write}`).toStrictEqual(filesBelow(alone));
      expect(anew(), `write ${write}`).toStrictEqual(found);
    }
  });

  it.each([
    ['one-coincidence', 5],
    ['matrix-rank-counts-entries', 5],
  ])('meets %s at an instance no larger than what a hunt shrinks its own to', async (id, most) => {
    const claim = claimById(id)!;
    const target = sweepTarget(claims, id, all, most);
    const options = (one: object) => ({ seed: 1, folder: temporaryFolder(), ...one });
    const smallest = async (given: Pick<CampaignOptions, 'targets' | 'budget'>, most: number) => {
      const pool = here();
      const report = await campaign(
        pool,
        campaignOptions(options({ ...given, maxEvaluations: most }) as never),
      );
      await pool.close();
      const keys = report.targets[0].found.map(({ counterexample }) =>
        complexity(counterexample.instance),
      );
      return keys.sort(compareComplexity)[0];
    };
    // As it was met, not shrunk at all.
    const met = await smallest({ targets: [target], budget: sweepBudget(target) }, 0);
    const shrunk = await smallest(
      { targets: [{ claim, dropped: [] }], budget: { runs: 300, untilFound: true } },
      2000,
    );
    expect(compareComplexity(met, shrunk)).toBeLessThanOrEqual(0);
  });

  it('says that none fails only where each was checked and decided', () => {
    const of = (survived: number, falsified: number, inconclusive: number, vacuous: number) => {
      const counts = { survived, falsified, inconclusive, vacuous };
      return sweepResult({ count: 9 }, survived + falsified + inconclusive + vacuous, counts);
    };
    expect(of(4, 0, 0, 5)).toBe('none-fails');
    expect(of(8, 0, 1, 0)).toBe('undecided');
    expect(of(8, 0, 0, 0)).toBe('unfinished');
    expect(of(0, 0, 0, 9)).toBe('nothing-said');
    expect(of(1, 1, 1, 0)).toBe('fails');
  });

  it('of other functions, kinds or hypotheses is another', () => {
    const target = (choice: object) =>
      sweepTarget(claims, 'one-coincidence', { ...all, ...choice }, 4);
    const tanh = target({ functions: ['tanh'] });
    expect(4 * tanh.scope.count).toBe(target({}).scope.count);
    expect(recordOf(tanh)).toMatchObject({ scope: { complexity: 4, functions: ['tanh'] } });
    expect(() => target({ kinds: ['linear'] })).toThrow('one of the claims is about');
    expect(() => target({ functions: ['tahn'] })).toThrow('did you mean tanh');
    expect(() => target({ drop: ['nothing'] })).toThrow('no hypothesis');
  });
});

describe('falsim sweep', () => {
  const run = (...argv: string[]) => {
    const places = ['--jobs', '0', '--out', temporaryFolder(), '--state', temporaryFolder()];
    return falsim(['sweep', '--kind', 'linear', ...argv, ...places]);
  };

  it('says what there is of every outcome, with its exit code', async () => {
    const held = await run('bounded', '--complexity', '6');
    expect(held).toMatchObject({ code: 0 });
    const [, count] = /^bounded: (\d+) instances of complexity ≤ 6\n/.exec(held.err)!;
    // ±8 … ±15 in one layer are beyond the hypothesis.
    expect(held.out.replace(/\s+/g, ' ')).toContain(
      `Every instance of bounded of kind linear of complexity ≤ 6 (${count} of them, up to exchange of neurons ` +
        `and inputs): none fails. It holds on ${Number(count) - 16}, and says nothing of 16.`,
    );
    const fallen = await run('never-negative', '--complexity', '4');
    expect(fallen.code).toBe(1);
    expect(fallen.out).toContain('"weights": [[-1]]');
    expect(fallen.out).toMatch(/: \d+ fail\. What the first/);
    const open = await run('undecided', '--complexity', '3');
    expect(open.code).toBe(3);
    // 0, 1 and −1 in one layer; 0 in three other shapes.
    expect(open.out).toContain('none is known to fail, 6 could not be decided.\n');
    const early = await run('slow', '--complexity', '4', '--time', '0.01');
    expect(early.code).toBe(3);
    expect(early.out).toContain('checked so far: none has failed; --resume goes on');
    const json = JSON.parse((await run('bounded', '--complexity', '3', '--json')).out);
    expect(json).toMatchObject({
      result: 'none-fails',
      complexity: 3,
      instances: 6,
      claim: 'bounded',
    });
  });

  it('counts no longer than it has time', async () => {
    const { code, out, err } = await run('bounded', '--complexity', '14', '--time', '100ms');
    expect([code, out]).toEqual([3, '']);
    expect(err).toBe('falsim: the instances were not even counted within 0.5 s (--time)\n');
  });

  it('refuses what is no scope', async () => {
    expect((await run('bounded', '--complexity', '1')).err).toContain(
      'one of which there are instances',
    );
    expect((await run('bounde', '--complexity', '4')).err).toContain('did you mean bounded?');
    expect((await run('bounded')).code).toBe(2);
    expect((await run('bounded', '--complexity', '4', '--drop', 'each')).code).toBe(2);
  });
});

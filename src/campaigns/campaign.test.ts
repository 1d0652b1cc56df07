import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterexampleFiles, replayFile } from '../counterexamples/replay.ts';
import { InputError } from '../errors.ts';
import { campaignOptions, temporaryFolder } from '../testing/campaign-options.ts';
import { claims, undecided } from '../testing/toy-claims.ts';
import { type CampaignOptions, campaign } from './campaign.ts';
import { CHUNK_RUNS } from './chunk.ts';
import { openCampaign, storeInMemory } from './store/campaign-store.ts';
import { recordOf } from './store/record.ts';
import { chooseTargets, type TargetChoice } from './target.ts';
import { createWorkerPool } from './worker-pool.ts';

const registry = new URL('../testing/toy-claims.ts', import.meta.url).href;

function choose(choice: Partial<TargetChoice>) {
  return chooseTargets(claims, { claims: [], drop: [], knownFalse: false, ...choice });
}

async function hunt(
  options: Partial<CampaignOptions> & Pick<CampaignOptions, 'targets'>,
  jobs = 0,
  runLimit = 60,
) {
  const pool = createWorkerPool({ jobs, claims, registry, runLimit });
  try {
    return await campaign(pool, campaignOptions({ budget: { runs: 250 }, ...options }));
  } finally {
    await pool.close();
  }
}

/** A hunt of so many seconds by a clock of its own, which each check of a claim moves on by `milliseconds`. */
async function timed(milliseconds: { readonly [id: string]: number }, seconds: number, began = 0) {
  let time = 0;
  const clock = () => time;
  const timedClaims = claims.map((claim) => ({
    ...claim,
    check(...given: Parameters<typeof claim.check>) {
      time += milliseconds[claim.id];
      return undecided.check(...given);
    },
  }));
  const pool = createWorkerPool({ jobs: 0, claims: timedClaims, registry, runLimit: 60, clock });
  const targets = choose({ claims: Object.keys(milliseconds) });
  const budget = { seconds };
  return campaign(pool, { ...campaignOptions({ targets, budget }), clock, began });
}

function contents(folder: string): { [name: string]: string } {
  const files = counterexampleFiles(folder);
  return Object.fromEntries(files.map((f) => [f.slice(folder.length), readFileSync(f, 'utf8')]));
}

describe('campaign', () => {
  const targets = [
    ...choose({ claims: ['bounded'], drop: ['small'] }),
    ...choose({ claims: ['bounded', 'never-negative', 'undecided'] }),
  ];

  it('gives the same report and the same files whatever the number of threads', async () => {
    const alone = temporaryFolder();
    const together = temporaryFolder();
    const one = await hunt({ targets, folder: alone });
    const two = await hunt({ targets, folder: together }, 2);
    const plain = (report: typeof one) =>
      report.targets.map(({ seconds: _, found, target, ...rest }) => ({
        ...rest,
        found: found.map((f) => f.counterexample),
      }));
    expect(plain(two)).toStrictEqual(plain(one));
    expect(contents(together)).toStrictEqual(contents(alone));
    // Two signatures of `bounded`, one of `never-negative`.
    expect(Object.keys(contents(alone))).toHaveLength(3);
    for (const file of counterexampleFiles(alone)) {
      expect(replayFile(file, (id) => claims.find((c) => c.id === id)).passed).toBe(true);
    }
  });

  it('counts every try of every target', async () => {
    const { targets: reports, interrupted } = await hunt({ targets });
    expect(interrupted).toBe(false);
    expect(reports.map((r) => r.tries)).toEqual([250, 250, 250, 250]);
    for (const { counts } of reports) {
      const { survived, falsified, inconclusive, vacuous } = counts;
      expect(survived + falsified + inconclusive + vacuous).toBe(250);
    }
    expect(reports[1].counts.survived).toBe(250);
    expect(reports[3].counts.inconclusive).toBe(250);
    const [first] = reports[0].found;
    expect(first.counterexample.search.tries).toBe(reports[0].triesToFirst);
  });

  it('stops in time when it has a budget of time', async () => {
    const report = await timed({ slow: 1 }, 2);
    // A millisecond a run, a twentieth of the time for storing: 1900 end in time, and one more begins at its last moment.
    expect(report.targets[0].tries).toBe(1901);
    expect(report.seconds).toBe(1.901);
  });

  it.each([
    [150, 1.751],
    [10_000, 1.701],
  ])(
    'counts %i ms in which it was started as its time, as far as a tenth',
    async (before, seconds) => {
      expect((await timed({ slow: 1 }, 2, -before)).seconds).toBe(seconds);
    },
  );

  it('shares time fairly between fast and slow claims', async () => {
    const { targets } = await timed({ slow: 1, undecided: 0.25 }, 2);
    const [slow, fast] = targets;
    // Half of 1.9 s each, but for a chunk of the slow one, 20 ms, and one of the fast one, 5 ms.
    expect(Math.abs(slow.tries - 950)).toBeLessThanOrEqual(20);
    expect(Math.abs(fast.tries - 3800)).toBeLessThanOrEqual(80);
    expect(slow.tries + fast.tries / 4).toBeCloseTo(1900, -1);
  });

  it('keeps what it found when it is aborted, and resumes from there', async () => {
    const folder = temporaryFolder();
    const root = temporaryFolder();
    const controller = new AbortController();
    const several = [...targets.slice(0, 1), ...choose({ claims: ['slow'] })];
    const common = { targets: several, folder, budget: { runs: 300 } };
    const { budget } = common;
    const record = { code: 'code', seed: 1, budget, targets: several.map(recordOf) };
    const store = openCampaign(root, record, { resume: false });
    const first = await hunt({
      ...common,
      store,
      signal: controller.signal,
      onFound: () => controller.abort(),
    });
    expect(first.interrupted).toBe(true);
    expect(Object.keys(contents(folder))).toHaveLength(2);
    const before = first.targets.map((t) => t.tries);
    expect(before[1]).toBeLessThan(300);

    store.close();
    const again = openCampaign(root, record, { resume: true });
    const earlier = new Map<string, number>();
    const resumed = await hunt({
      ...common,
      store: again,
      onEarlier: ({ claim }, tries) => earlier.set(claim.id, tries),
    });
    again.close();
    expect(resumed.targets.map((t) => t.tries)).toEqual([300, 300]);
    const known = several.map(({ claim }) => earlier.get(claim.id) ?? 0);
    expect(known[0]).toBeGreaterThan(0);
    expect(resumed.tries).toBe(600 - known[0] - known[1]);
    const other = temporaryFolder();
    const whole = await hunt({ ...common, folder: other });
    expect(resumed.targets[0].counts).toEqual(whole.targets[0].counts);
    expect(contents(folder)).toStrictEqual(contents(other));
    expect(resumed.targets[0].triesToFirst).toBe(whole.targets[0].triesToFirst);
  });

  it('has done with a failure of the last chunk, short as it is', async () => {
    const store = storeInMemory(1, CHUNK_RUNS);
    const falls = choose({ claims: ['never-negative'] });
    await hunt({ targets: falls, budget: { runs: 20 }, store });
    const [{ stored, whole }] = store.memories;
    expect(whole.tries).toBe(0);
    expect([...stored.values()].map(({ complete }) => complete)).toEqual([true]);
  });

  it('leaves out an instance that never ends', async () => {
    const targetsOfStuck = choose({ claims: ['stuck'] });
    const options = { targets: targetsOfStuck, budget: { runs: 2 }, seed: 4 };
    const report = await hunt(options, 1, 0.25);
    const { counts, causes, tries } = report.targets[0];
    expect(tries).toBe(2);
    expect(counts.survived + counts.inconclusive).toBe(2);
    expect(counts.inconclusive).toBeGreaterThan(0);
    expect(causes).toEqual({ 'time-limit': counts.inconclusive });
  });

  it('ends with the error when the folder cannot be written', async () => {
    const folder = join(registry.slice('file://'.length), 'folder');
    await expect(hunt({ targets, folder })).rejects.toThrow(InputError);
  });

  it('writes nothing when there is nothing to store', async () => {
    const folder = temporaryFolder();
    await hunt({ targets: choose({ claims: ['undecided'] }), folder });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('chooseTargets', () => {
  it('takes what may be true, or everything', () => {
    const ids = (choice: Partial<TargetChoice>) => choose(choice).map((t) => t.claim.id);
    expect(ids({})).not.toContain('never-negative');
    expect(ids({ knownFalse: true })).toContain('never-negative');
    expect(ids({ claims: ['slow', 'bounded', 'slow'] })).toEqual(['slow', 'bounded']);
  });

  it('drops hypotheses where they exist, together or one by one', () => {
    const dropped = (choice: Partial<TargetChoice>) =>
      choose(choice).map((t) => [t.claim.id, ...t.dropped]);
    expect(dropped({ drop: ['small', 'kind'] })).toEqual([['bounded', 'kind', 'small']]);
    expect(dropped({ drop: 'each' })).toEqual([
      ['bounded', 'small'],
      ['bounded', 'kind'],
    ]);
  });

  it('lists the names there are', () => {
    expect(() => choose({ claims: ['bound'] })).toThrow(
      /claim: expected one of bounded, .*received bound; did you mean bounded\?$/,
    );
    expect(() => choose({ drop: ['x'] })).toThrow(
      '--drop: expected one of small, kind, received x',
    );
    expect(() => choose({ claims: ['slow'], drop: ['x'] })).toThrow(/there are none/);
  });
});

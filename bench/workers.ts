/**
 * Two threads against one on hunts of equal work: the same chunks of the same seed, for each claim that may be true and
 * for all of them together. (Claims known to be false are shrunk for most of their time.) Whether memory and rate stay as
 * they are is for `npm run bench:memory`.
 *
 *   npm run bench:workers [-- SECONDS] [--json] [--only CLAIM]     of one thread for each claim, default 1
 *
 * Threads run what `npm run build` made. They are warm: either pool has done the claim's first chunks before, since each
 * thread compiles and fills its tables for itself. The last row begins with threads that are started then. The smaller
 * of two runs each, in turn, of four where the ratio is below its goal. All claims take some seven minutes.
 *
 *   ratio       wall time of one thread over that of two, which wants two quiet cores. The last chunk counts by half where
 *               the other thread has nothing left: a hunt always has another
 *   counted     the same from what a busy machine leaves alone: 2 · cpu₁/cpu₂ · busy₂/busy₁, of the processor time of the
 *               whole process and of the shares below
 *   cores       processor time over wall time of one thread: the engine compiles and collects garbage in threads of its own,
 *               so that a second thread finds no idle core. Two cores give 2 / cores at most
 *   busy        share of the time of both threads in which they have a chunk: the rest they wait for one
 *   peer        loops that share nothing, in one thread over half of them in each of two: what the machine gives
 *   main        share of the time that the main thread is busy while two work: what is not shared out
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { campaign } from '../src/campaigns/campaign.ts';
import type { WorkerPool } from '../src/campaigns/pool.ts';
import { MAX_EVALUATIONS } from '../src/campaigns/shrinking.ts';
import type { Target } from '../src/campaigns/target.ts';
import { runInThreads } from '../src/campaigns/threads.ts';
import { claims } from '../src/claims/registry.ts';
import { isHeldTrue } from '../src/claims/status.ts';
import { canonicalInstance } from '../src/counterexamples/canonical-instance.ts';
import { table } from './peer.ts';
import { conclude, type Row, say } from './rows.ts';

const built = (name: string) => new URL(`../dist/${name}.js`, import.meta.url).href;
const only = process.argv[process.argv.indexOf('--only') + 1];
const seconds = Number(process.argv.slice(2).find((word) => /^[\d.]+$/.test(word)) ?? 1);

/** Of a timed hunt. */
const CHUNK_RUNS = 20;

const LEAST_CHUNKS = 16;
const GOAL = 1.9;
/** Seconds of processor time that a thread does a claim before it is measured. */
const WARM = 1;

/** Work: so many chunks of each target, so many runs each. */
interface Work {
  readonly chunks: number;
  readonly runs: number;
}

/** Chunks of what takes long are short. */
const leastWork = (targets: number): Work => ({
  chunks: Math.ceil(LEAST_CHUNKS / targets),
  runs: 1,
});

const doubled = ({ chunks, runs }: Work): Work =>
  2 * runs <= CHUNK_RUNS ? { chunks, runs: 2 * runs } : { chunks: 2 * chunks, runs };

function poolOf(jobs: number): WorkerPool {
  const options = { jobs, claims, registry: built('claims/registry'), runLimit: 120 };
  return runInThreads(options, `import(${JSON.stringify(built('campaigns/worker'))})`);
}

interface Timing {
  readonly wall: number;
  readonly processor: number;
  /** Share of the time of all threads in which they had a chunk. */
  readonly busy: number;
  /** Share of the time that this thread was busy. */
  readonly main: number;
}

async function hunt(pool: WorkerPool, targets: readonly Target[], work: Work, seed: number) {
  const folder = mkdtempSync(join(tmpdir(), 'falsim-bench-'));
  const [cpu, loop, start] = [
    process.cpuUsage(),
    performance.eventLoopUtilization(),
    performance.now(),
  ];
  const arrivals: number[] = [start];
  const { targets: reports } = await campaign(pool, {
    targets,
    seed,
    budget: { runs: work.chunks * work.runs, chunkRuns: work.runs },
    maxEvaluations: MAX_EVALUATIONS,
    folder,
    canonical: canonicalInstance,
    signal: new AbortController().signal,
    grace: 0,
    onFound: () => undefined,
    onChunk: () => arrivals.push(performance.now()),
  });
  const end = performance.now();
  const left = pool.jobs > 1 ? (arrivals.at(-1)! - arrivals.at(-2)!) / 2 : 0;
  const wall = (end - start - left) / 1000;
  const busy = reports.reduce((sum, { seconds }) => sum + seconds, 0) / (pool.jobs * wall);
  const { user, system } = process.cpuUsage(cpu);
  const main = performance.eventLoopUtilization(loop).utilization;
  rmSync(folder, { recursive: true });
  return { wall, processor: (user + system) / 1e6, busy, main } satisfies Timing;
}

interface Compared {
  readonly name: string;
  readonly verdicts: number;
  readonly one: Timing;
  readonly two: Timing;
}

const ratioOf = (alone: Timing, together: Timing) => alone.wall / together.wall;
const countedOf = (alone: Timing, together: Timing) =>
  (2 * (alone.processor / together.processor) * together.busy) / alone.busy;

/** The least wall time of some runs, and of the processor time the least as well. */
function least(runs: readonly Timing[]): Timing {
  const quickest = runs.reduce((a, b) => (b.wall < a.wall ? b : a));
  return {
    ...quickest,
    processor: Math.min(...runs.map(({ processor }) => processor)),
    busy: Math.max(...runs.map(({ busy }) => busy)),
  };
}

const [one, two] = [poolOf(1), poolOf(2)];

const verdictsOf = ({ chunks, runs }: Work, targets: readonly Target[]) =>
  chunks * runs * targets.length;

async function compared(name: string, targets: readonly Target[]) {
  let work = leastWork(targets.length);
  // Compiled first, then so long; by processor time, which does not pass while others have the cores.
  const spent = async (pool: WorkerPool) => (await hunt(pool, targets, work, 1)).processor;
  for (let warm = 0; warm < WARM; ) warm += await spent(one);
  while ((await spent(one)) < seconds / 2) work = doubled(work);
  for (let warm = 0; warm < 2 * WARM; ) warm += await spent(two);
  const [ones, twos]: [Timing[], Timing[]] = [[], []];
  const turn = async () => {
    ones.push(await hunt(one, targets, work, 2));
    twos.push(await hunt(two, targets, work, 2));
  };
  for (let k = 0; k < 2; k++) await turn();
  for (let k = 0; k < 2 && ratioOf(least(ones), least(twos)) < GOAL; k++) await turn();
  const verdicts = verdictsOf(work, targets);
  const result: Compared = { name, verdicts, one: least(ones), two: least(twos) };
  return { result, work };
}

/** The same hunt with threads that have done nothing yet; the time that they take to start is in it. */
async function cold(targets: readonly Target[], work: Work): Promise<Compared> {
  const timing = async (jobs: number) => {
    const pool = poolOf(jobs);
    const time = await hunt(pool, targets, work, 2);
    await pool.close();
    return time;
  };
  const [alone, together] = [await timing(1), await timing(2)];
  const verdicts = verdictsOf(work, targets);
  return { name: 'all, from the start', verdicts, one: alone, two: together };
}

/** What the machine gives: the time of loops that share nothing in one thread, over that of half of them in each of two. */
async function withoutSharing(): Promise<number> {
  const loop = `const { parentPort } = require('node:worker_threads');
    const a = new Float64Array(2048).fill(1.5);
    parentPort.on('message', (n) => {
      for (let k = 0; k < n; k++) for (let i = 1; i < a.length; i++) a[i] = 0.5 * (a[i] + a[i - 1]);
      parentPort.postMessage(a[7]);
    });`;
  const workers = [0, 1].map(() => new Worker(loop, { eval: true }));
  const time = async (counts: readonly number[]) => {
    const start = performance.now();
    await Promise.all(
      counts.map(async (count, k) => {
        workers[k].postMessage(count);
        await once(workers[k], 'message');
      }),
    );
    return performance.now() - start;
  };
  const count = 1e5;
  await time([count, count]);
  const times: (readonly [number, number])[] = [];
  for (let k = 0; k < 5; k++) times.push([await time([2 * count]), await time([count, count])]);
  for (const worker of workers) await worker.terminate();
  return Math.min(...times.map(([one]) => one)) / Math.min(...times.map(([, two]) => two));
}

const rows = [['claim', 'verdicts', 'one/s', 'two/s', 'ratio', 'cores', 'counted', 'busy', 'main']];
const coresOf = ({ processor, wall }: Timing) => processor / wall;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function tell({ name, verdicts, one: alone, two: together }: Compared): void {
  rows.push([
    name,
    `${verdicts}`,
    (verdicts / alone.wall).toFixed(0),
    (verdicts / together.wall).toFixed(0),
    ratioOf(alone, together).toFixed(2),
    coresOf(alone).toFixed(2),
    countedOf(alone, together).toFixed(2),
    percent(together.busy),
    percent(together.main),
  ]);
}

const load = loadavg()[0];
if (load > 0.5) say(`The machine is not quiet: load ${load.toFixed(1)}.`);
const chosen = claims
  .filter(({ id, status }) => (process.argv.includes('--only') ? id === only : isHeldTrue(status)))
  .map((claim): Target => ({ claim, dropped: [] }));
if (chosen.length === 0) throw new Error(`no claim "${only}"`);
const compare: Compared[] = [];
for (const target of chosen) {
  const { result } = await compared(target.claim.id, [target]);
  compare.push(result);
  tell(result);
  process.stderr.write('.');
}
process.stderr.write('\n');
const concluded: Row[] = [];
const worst = (ratio: typeof ratioOf) =>
  Math.min(...compare.map(({ one: alone, two: together }) => ratio(alone, together)));
const peer = { name: 'loops that share nothing', measured: await withoutSharing() };
const conclusion = (work: string, measured: number) =>
  concluded.push({ work, unit: '', measured, peer, goal: { of: 'measured', atLeast: GOAL } });
if (chosen.length > 1) {
  const { result: all, work } = await compared('all', chosen);
  tell(all);
  tell(await cold(chosen, work));
  conclusion('two threads against one, all claims', ratioOf(all.one, all.two));
  conclusion('… by processor time and waiting', countedOf(all.one, all.two));
}
conclusion('two threads against one, the worst claim', worst(ratioOf));
conclusion('… by processor time and waiting', worst(countedOf));
await Promise.all([one.close(), two.close()]);
say(table(rows));
conclude(concluded);

/**
 * Two threads against one on hunts of equal work: the same chunks of the same seed, for each claim that may be true and
 * for all of them together; and whether memory stays flat. (Claims known to be false are shrunk for most of their time.)
 *
 *   npm run bench:workers [-- SECONDS] [--json] [--only CLAIM]     of one thread for each claim, default 1
 *
 * Threads run what `npm run build` made. They are warm: either pool has done the claim's first chunks before, since each
 * thread compiles and fills its tables for itself. The last row begins with threads that are started then. Wall time,
 * so it wants a quiet machine; the smaller of two runs each, in turn.
 *
 *   processor   processor time of all threads with two against that with one: what they cost each other
 *   main        share of the time that the main thread is busy while two work: what is not shared out
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { campaign } from '../src/campaigns/campaign.ts';
import { runChunk } from '../src/campaigns/chunk.ts';
import type { WorkerPool } from '../src/campaigns/pool.ts';
import { MAX_EVALUATIONS } from '../src/campaigns/shrinking.ts';
import { TargetMemory } from '../src/campaigns/store/memory.ts';
import type { Target } from '../src/campaigns/target.ts';
import { runInThreads } from '../src/campaigns/threads.ts';
import { claimById, claims } from '../src/claims/registry.ts';
import { isHeldTrue } from '../src/claims/status.ts';
import { canonicalInstance } from '../src/counterexamples/canonical-instance.ts';
import { table } from './peer.ts';
import { conclude, type Row, say } from './rows.ts';

const built = (name: string) => new URL(`../dist/${name}.js`, import.meta.url).href;
const only = process.argv[process.argv.indexOf('--only') + 1];
const seconds = Number(process.argv.slice(2).find((word) => /^[\d.]+$/.test(word)) ?? 1);

/** Of a timed hunt. */
const CHUNK_RUNS = 20;

/** Work: so many chunks of each target, so many runs each. */
interface Work {
  readonly chunks: number;
  readonly runs: number;
}

/** Chunks are many, so that neither thread waits long for the other's last one; of what takes long they are short. */
const leastWork = (targets: number): Work => ({ chunks: Math.ceil(40 / targets), runs: 1 });

const doubled = ({ chunks, runs }: Work): Work =>
  2 * runs <= CHUNK_RUNS ? { chunks, runs: 2 * runs } : { chunks: 2 * chunks, runs };

function poolOf(jobs: number): WorkerPool {
  const options = { jobs, claims, registry: built('claims/registry'), runLimit: 120 };
  return runInThreads(options, `import(${JSON.stringify(built('campaigns/worker'))})`);
}

interface Timing {
  readonly wall: number;
  readonly processor: number;
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
  await campaign(pool, {
    targets,
    seed,
    budget: { runs: work.chunks * work.runs, chunkRuns: work.runs },
    maxEvaluations: MAX_EVALUATIONS,
    folder,
    canonical: canonicalInstance,
    signal: new AbortController().signal,
    grace: 0,
    onFound: () => undefined,
  });
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const main = performance.eventLoopUtilization(loop).utilization;
  rmSync(folder, { recursive: true });
  return { wall, processor: (user + system) / 1e6, main } satisfies Timing;
}

const quicker = (a: Timing, b: Timing) => (b.wall < a.wall ? b : a);

interface Compared {
  readonly name: string;
  readonly verdicts: number;
  readonly one: Timing;
  readonly two: Timing;
}

const [one, two] = [poolOf(1), poolOf(2)];

const verdictsOf = ({ chunks, runs }: Work, targets: readonly Target[]) =>
  chunks * runs * targets.length;

async function compared(name: string, targets: readonly Target[]) {
  let work = leastWork(targets.length);
  while ((await hunt(one, targets, work, 1)).wall < seconds / 2) work = doubled(work);
  await hunt(two, targets, doubled(work), 1);
  const first = [await hunt(one, targets, work, 2), await hunt(two, targets, work, 2)];
  const second = [await hunt(one, targets, work, 2), await hunt(two, targets, work, 2)];
  const [alone, together] = [0, 1].map((k) => quicker(first[k], second[k]));
  const result: Compared = {
    name,
    verdicts: verdictsOf(work, targets),
    one: alone,
    two: together,
  };
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

/** MiB in use after so many chunks and ten times as many, entered as a campaign enters them. */
function memory(id: string, chunks: number): readonly [number, number] {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const claim = claimById(id)!;
  const kept = new TargetMemory(CHUNK_RUNS);
  const heap = (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      const spec = { claimId: id, dropped: [], seed: 1, index, runs: CHUNK_RUNS };
      kept.enter({ of: 0, chunk: runChunk(claim, spec), seconds: 0 });
    }
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  return [heap(0, chunks), heap(chunks, 10 * chunks)];
}

const rows = [['claim', 'verdicts', 'one/s', 'two/s', 'ratio', 'processor', 'main']];
const concluded: Row[] = [];
const ratioRow = (work: string, measured: number): Row => ({
  work,
  unit: '',
  measured,
  goal: { of: 'measured', atLeast: 1.9 },
});

function tell({ name, verdicts, one: alone, two: together }: Compared): void {
  const ratio = alone.wall / together.wall;
  rows.push([
    name,
    `${verdicts}`,
    (verdicts / alone.wall).toFixed(0),
    (verdicts / together.wall).toFixed(0),
    ratio.toFixed(2),
    (together.processor / alone.processor).toFixed(2),
    `${(100 * together.main).toFixed(1)} %`,
  ]);
}

const load = loadavg()[0];
if (load > 0.5) say(`The machine is not quiet: load ${load.toFixed(1)}.`);
const chosen = claims
  .filter(({ id, status }) => (process.argv.includes('--only') ? id === only : isHeldTrue(status)))
  .map((claim): Target => ({ claim, dropped: [] }));
if (chosen.length === 0) throw new Error(`no claim "${only}"`);
const ratios: number[] = [];
for (const target of chosen) {
  const { result } = await compared(target.claim.id, [target]);
  ratios.push(result.one.wall / result.two.wall);
  tell(result);
  process.stderr.write('.');
}
process.stderr.write('\n');
if (chosen.length > 1) {
  const { result: all, work } = await compared('all', chosen);
  tell(all);
  tell(await cold(chosen, work));
  const worst = Math.min(...ratios);
  concluded.push(
    ratioRow('two threads against one, all claims', all.one.wall / all.two.wall),
    ratioRow('two threads against one, the worst claim', worst),
  );
}
await Promise.all([one.close(), two.close()]);
say(table(rows));

const count = Math.max(10, Math.round(500 * seconds));
const [few, many] = memory('two-layer-exhaustive', count);
say(
  `two-layer-exhaustive: ${few.toFixed(0)} MiB in use after ${count} chunks of ${CHUNK_RUNS}, ` +
    `${many.toFixed(0)} after ${10 * count}`,
);
concluded.push({
  work: `heap after ${10 * count} chunks over that after ${count}`,
  unit: '',
  measured: many / few,
  goal: { of: 'measured', atMost: 1.2 },
});
conclude(concluded);

/**
 * `npm run bench:store`: what it costs to keep a campaign, after ten chunks and after a million: to open it, to enter
 * one chunk more, on disk, in memory; what it costs to show it on a terminal; and which share of the time of one
 * thread that is, for the claim whose instances are the fastest to check and in chunks as short as timed hunts have them.
 *
 *   npm run bench:store [-- --json]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type ChunkResult, runChunk } from '../src/campaigns/chunk.ts';
import { schedule } from '../src/campaigns/schedule.ts';
import { openCampaign } from '../src/campaigns/store/campaign-store.ts';
import { claimById, claims } from '../src/claims/registry.ts';
import { Live } from '../src/cli/live.ts';
import { memoryOf } from './fabricated.ts';
import { conclude, processorTime, say } from './rows.ts';

/** Of a timed hunt. */
const RUNS = 20;
const MORE = 2000;
/** Blocks of progress a second, on a terminal. */
const DRAWS = 4;
const claim = claimById('diagonal-linear')!;
const targets = [{ claim: claim.id, dropped: [] }];
const record = { code: 'bench', seed: 1, budget: { runs: 1e12, chunkRuns: RUNS }, targets };

function chunkOf(index: number): ChunkResult {
  return runChunk(claim, { claimId: claim.id, dropped: [], seed: 1, index, runs: RUNS });
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are in use. */
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

function timed<T>(act: () => T): { readonly value: T; readonly ms: number } {
  const before = processorTime();
  const value = act();
  return { value, ms: processorTime() - before };
}

const like = chunkOf(0);
const checked = timed(() => Array.from({ length: 50 }, (_, index) => chunkOf(index + 1)));
const perChunk = checked.ms / 50;
say(`a chunk of ${RUNS} of ${claim.id}: ${perChunk.toFixed(2)} ms of processor`);
const rows: { readonly open: number; readonly enter: number }[] = [];
// The first is for the engine to warm up.
for (const chunks of [100, 10, 1e6]) {
  const root = mkdtempSync(join(tmpdir(), 'falsim-bench-'));
  openCampaign(root, record, { resume: true, memories: () => [memoryOf(chunks, like)] }).close();
  const opening = () => timed(() => openCampaign(root, record, { resume: true }));
  const openings = [0, 1, 2].map(() => {
    const { value, ms } = opening();
    value.close();
    return ms;
  });
  const opened = { ...opening(), ms: Math.min(...openings) };
  const { memories, enter, folder, close } = opened.value;
  const order = schedule(
    [{ done: memories[0].whole.done, seconds: 1, hasFailed: false, once: 0 }],
    {
      seconds: 1,
    },
  );
  const before = heap();
  const entered = timed(() => {
    for (let k = 0; k < MORE; k++) {
      const { index } = order.next().value!;
      enter({ of: 0, chunk: { ...checked.value[k % 50], index }, seconds: 0.1 });
    }
  });
  const grown = (heap() - before) / MORE;
  close();
  const bytes = readdirSync(folder)
    .filter((name) => name.endsWith('.json') || name.endsWith('.jsonl'))
    .reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
  if (memories[0].whole.done.size !== chunks + MORE) throw new Error('chunks are missing');
  rmSync(root, { recursive: true });
  if (chunks === 100) continue;
  rows.push({ open: opened.ms, enter: entered.ms / MORE });
  say(
    `after ${chunks} chunks: opened in ${opened.ms.toFixed(1)} ms, ` +
      `${((1000 * entered.ms) / MORE).toFixed(0)} µs a chunk more ` +
      `(${((100 * entered.ms) / MORE / perChunk).toFixed(2)} % of its time), ` +
      `${(bytes / 1024).toFixed(0)} KiB on disk, heap ${grown > 0 ? '+' : ''}${grown.toFixed(0)} bytes a chunk`,
  );
}
const [few, many] = rows;

/** On a terminal, of a hunt of all claims: what a chunk adds, and a block drawn. */
function progress(): { readonly chunk: number; readonly draw: number } {
  const streams = {
    out: () => undefined,
    err: () => undefined,
    isTerminal: true,
    columns: 80,
    onInterrupt: () => () => undefined,
  };
  let tries = 0;
  const live = new Live({ streams, json: false, checked: () => tries });
  const all = claims.map((own) => ({ claim: own, dropped: [] }));
  live.begin(all, { seconds: 600 });
  const shown = (count: number, act: (k: number) => void) =>
    timed(() => {
      for (let k = 0; k < count; k++) act(k);
    }).ms / count;
  const add = (k: number) => {
    tries += RUNS;
    live.chunk(all[k % all.length], checked.value[k % 50]);
  };
  shown(MORE, add);
  shown(MORE / 4, () => live.tick());
  const costs = { chunk: shown(MORE, add), draw: shown(MORE / 4, () => live.tick()) };
  live.end();
  return costs;
}

const shown = progress();
/** Of the time of one thread. */
const share = (many.enter + shown.chunk) / perChunk + (DRAWS * shown.draw) / 1000;
say(
  `progress: ${(1000 * shown.chunk).toFixed(1)} µs a chunk, ${(1000 * shown.draw).toFixed(0)} µs a block, ` +
    `${DRAWS} blocks a second`,
);
conclude([
  {
    work: 'store and progress, share of a thread',
    unit: '',
    measured: share,
    goal: { of: 'measured', atMost: 0.03 },
  },
  {
    work: 'a million chunks over ten, to open',
    unit: '',
    measured: many.open / few.open,
    goal: { of: 'measured', atMost: 2 },
  },
  {
    work: 'a million chunks over ten, to enter one',
    unit: '',
    measured: many.enter / few.enter,
    goal: { of: 'measured', atMost: 1.5 },
  },
]);

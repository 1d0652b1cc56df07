/**
 * `npm run bench:store`: what it costs to keep a campaign, after ten chunks and after a million: to open it, to enter
 * one chunk more, on disk, in memory; and which share of the time of a hunt that is, for the claim whose instances are
 * the fastest to check and in chunks as short as timed hunts have them.
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
import { TargetMemory, type TargetMemoryJson } from '../src/campaigns/store/memory.ts';
import { claimById } from '../src/claims/registry.ts';
import { processorTime } from './rows.ts';

/** Of a timed hunt. */
const RUNS = 20;
const MORE = 2000;
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

/** A memory of so many chunks, all alike but for their index. */
function memoryOf(chunks: number, like: ChunkResult): TargetMemory {
  const one = new TargetMemory(RUNS);
  one.enter({ of: 0, chunk: { ...like, index: 0 }, seconds: 0 });
  const times = (value: unknown): unknown =>
    typeof value === 'number'
      ? value * chunks
      : Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, times(v)]));
  const json = one.toJSON();
  const { tries, counts, causes, statuses, reached } = json.whole;
  const sums = times({ tries, counts, causes, statuses, reached }) as object;
  const done = { step: 1, ranges: [[0, chunks]] };
  return new TargetMemory(RUNS, {
    ...json,
    whole: { ...json.whole, ...sums, done },
  } as TargetMemoryJson);
}

const like = chunkOf(0);
const checked = timed(() => Array.from({ length: 50 }, (_, index) => chunkOf(index + 1)));
const perChunk = checked.ms / 50;
process.stdout.write(`a chunk of ${RUNS} of ${claim.id}: ${perChunk.toFixed(2)} ms of processor\n`);
const rows: { readonly open: number; readonly enter: number }[] = [];
// The first is for the engine to warm up.
for (const chunks of [100, 10, 1e6]) {
  const root = mkdtempSync(join(tmpdir(), 'falsim-bench-'));
  openCampaign(root, record, { resume: true, memories: () => [memoryOf(chunks, like)] }).close();
  const opened = timed(() => openCampaign(root, record, { resume: true }));
  const { memories, enter, folder, close } = opened.value;
  const order = schedule([{ done: memories[0].whole.done, seconds: 1, hasFailed: false }], {
    seconds: 1,
  });
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
  process.stdout.write(
    `after ${chunks} chunks: opened in ${opened.ms.toFixed(1)} ms, ` +
      `${((1000 * entered.ms) / MORE).toFixed(0)} µs a chunk more ` +
      `(${((100 * entered.ms) / MORE / perChunk).toFixed(2)} % of its time), ` +
      `${(bytes / 1024).toFixed(0)} KiB on disk, heap ${grown > 0 ? '+' : ''}${grown.toFixed(0)} bytes a chunk\n`,
  );
}
const [few, many] = rows;
process.stdout.write(
  `a million over ten: ${(many.open / few.open).toFixed(2)} × to open, ${(many.enter / few.enter).toFixed(2)} × a chunk\n`,
);

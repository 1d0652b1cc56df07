/**
 * `npm run bench:memory`: what ten hours of a hunt change for the thread that hunts. Three things do not begin anew
 * with each chunk: what is remembered of models, what the campaign remembers, and how large instances are. The
 * first two are made as they are then, without ten hours: more models are met than are remembered, as large as they
 * get, and the campaign has a million chunks of every claim.
 *
 *   npm run bench:memory [-- ROUNDS] [--json]     chunks of each claim, default 4
 *
 * Two minutes. Instances grow along a campaign, by design (`campaigns/growth.ts`), and chunks in a row have ceilings of all
 * heights: so the rate is compared twice, on the same chunks, and on chunks in a row of the tenth hour and of the first
 * minute, as many of each. Eight are enough to have all ceilings. Processor time and bytes in use after a collection, one thread.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type ChunkResult, runChunk } from '../src/campaigns/chunk.ts';
import { sizeOf } from '../src/campaigns/growth.ts';
import { type OpenedCampaign, openCampaign } from '../src/campaigns/store/campaign-store.ts';
import { claims } from '../src/claims/registry.ts';
import { isHeldTrue } from '../src/claims/status.ts';
import { open } from '../src/instances/subject.ts';
import { createRng } from '../src/numerics/random.ts';
import { stratumOf } from '../src/symmetry/isotropy/stratum.ts';
import { memoryOf } from './fabricated.ts';
import { argument, conclude, processorTime, say } from './rows.ts';

/** Of each chunk: few, since there are many claims. */
const RUNS = 5;
/** Of a chunk of the first minute, and of one of the tenth hour: a second a chunk, all claims in turn, two threads. */
const [EARLY, LATE] = [1, 1300];
/** More than are remembered: two in five are new. */
const MODELS = 8000;
/** Chunks that a campaign has then. */
const DONE = 1e6;
const WARM = 4;
const rounds = argument(4);

const chosen = claims.filter(({ status }) => isHeldTrue(status));
const targets = chosen.map(({ id }) => ({ claim: id, dropped: [] }));
const record = { code: 'bench', seed: 1, budget: { runs: 1e12, chunkRuns: RUNS }, targets };
const root = mkdtempSync(join(tmpdir(), 'falsim-bench-'));

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** MiB in use. */
function used(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

const chunkOf = (k: number, index: number): ChunkResult =>
  runChunk(chosen[k], { claimId: chosen[k].id, dropped: [], seed: 1, index, runs: RUNS });

/** Milliseconds of a chunk of each claim, entered as it would be. */
function round({ enter }: OpenedCampaign, index: number, at: number): number {
  const begin = processorTime();
  for (const of of chosen.keys())
    enter({ of, chunk: { ...chunkOf(of, index), index: at }, seconds: 0.1 });
  return processorTime() - begin;
}

const sum = (times: readonly number[]) => times.reduce((a, b) => a + b, 0);
const least = (times: readonly number[]) => Math.min(...times);
const rate = (ms: number) => (1000 * RUNS * chosen.length) / ms;

const like = [...chosen.keys()].map((k) => chunkOf(k, EARLY));
let campaign = openCampaign(root, record, { resume: false });
/** Until the engine has warmed up. */
for (let at = 0; at < WARM; at++) round(campaign, EARLY, at);
const first = least([0, 1, 2].map((at) => round(campaign, EARLY, WARM + at)));
const firsts = Array.from({ length: rounds }, (_, r) => round(campaign, r, WARM + 3 + r));
campaign.close();
say(`first minute: ${rate(first).toFixed(0)} tries/s, ${used().toFixed(0)} MiB`);

let met = 0;
for (let k = 0; met < MODELS; k++) {
  const claim = chosen[k % chosen.length];
  const size = sizeOf(DONE + Math.floor(k / 20), k % 20);
  const instance = claim.generate(createRng(`models/${k}`), { dropped: new Set(), size });
  met++;
  const subject = open(instance);
  if (subject.model.size < 200) stratumOf(subject);
  if (met % 1000 === 0) say(`${met} models met: ${used().toFixed(0)} MiB`);
}

campaign = openCampaign(root, record, {
  resume: true,
  memories: () => like.map((chunk) => memoryOf(DONE, chunk)),
});
const same = least([0, 1, 2].map((at) => round(campaign, EARLY, DONE + at)));
say(`tenth hour: ${rate(same).toFixed(0)} tries/s on the chunks of the first minute`);
const heaps: number[] = [];
const times: number[] = [];
for (let r = 0; r < rounds; r++) {
  times.push(round(campaign, LATE + r, DONE + 3 + r));
  heaps.push(used());
  const chunks = (r + 1) * chosen.length;
  say(`${chunks} chunks: ${heaps[r].toFixed(0)} MiB, ${rate(times[r]).toFixed(0)} tries/s`);
}
campaign.close();
rmSync(root, { recursive: true });

conclude([
  {
    work: 'tenth hour over first minute, same chunks',
    unit: '',
    measured: first / same,
    goal: { of: 'measured', atLeast: 0.95 },
  },
  {
    work: 'tenth hour over first minute, its own chunks',
    unit: '',
    measured: sum(firsts) / sum(times),
  },
  {
    work: `heap after ${rounds * chosen.length} chunks over ${chosen.length}`,
    unit: '',
    measured: heaps[rounds - 1] / heaps[0],
    goal: { of: 'measured', atMost: 1.1 },
  },
  { work: 'heap of a thread then', unit: 'MiB', measured: heaps[rounds - 1] },
]);

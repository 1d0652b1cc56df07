/** A campaign on the toy claims, by whatever pool, in a new folder; and workers for it. */
import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type CampaignOptions, campaign } from '../campaigns/campaign.ts';
import { GUIDED_CHUNK_RUNS } from '../campaigns/guided/guided-schedule.ts';
import type { Strategy } from '../campaigns/guided/tries-to-failure.ts';
import type { WorkerPool } from '../campaigns/pool.ts';
import { queueAddress } from '../campaigns/queue/connection.ts';
import type { Identity } from '../campaigns/queue/identity.ts';
import { resultsKey } from '../campaigns/queue/messages.ts';
import type { QueueEvent } from '../campaigns/queue/queue-event.ts';
import { createQueuePool } from '../campaigns/queue/queue-pool.ts';
import { work } from '../campaigns/queue/work.ts';
import { openCampaign } from '../campaigns/store/campaign-store.ts';
import { folderNameOf, recordOf } from '../campaigns/store/record.ts';
import { chooseTargets } from '../campaigns/target.ts';
import { createWorkerPool } from '../campaigns/worker-pool.ts';
import { compiledFile } from './built.ts';
import { campaignOptions, temporaryFolder } from './campaign-options.ts';
import { filesBelow } from './kills.ts';
import { claims } from './toy-claims.ts';

const targets = [
  ...chooseTargets(claims, { claims: ['bounded'], drop: ['small'], knownFalse: false }),
  ...chooseTargets(claims, { claims: ['never-negative', 'slow'], drop: [], knownFalse: false }),
];
const seed = 3;

const recordOfRuns = (runs: number, strategy?: Strategy) => ({
  code: 'code',
  seed,
  budget: { runs, ...(strategy === 'guided' && { chunkRuns: GUIDED_CHUNK_RUNS }) },
  targets: targets.map(recordOf),
  ...(strategy === 'guided' && { strategy }),
});

/** Of a program whose digest is given, which takes no time. */
export function identityOfCode(code: string, version = '0.1.0'): Identity {
  return { version, engine: process.versions.v8, build: code, code };
}

export const inThisThread = (): WorkerPool =>
  createWorkerPool({ jobs: 0, claims, registry: '', runLimit: 60 });

export function poolOnQueue(address: string, runs: number, tell: (event: QueueEvent) => void) {
  const hunt = folderNameOf(recordOfRuns(runs));
  const identity = identityOfCode('code');
  const local = inThisThread();
  return createQueuePool({ address: queueAddress(address), identity, hunt, local, tell });
}

/** Key of the list of its results. */
export const resultsOfRuns = (runs: number) => resultsKey(folderNameOf(recordOfRuns(runs)));

/** Files that the campaign has left, by name. @param folder of an earlier one that it goes on with. */
export async function filesOf(
  pool: WorkerPool,
  runs: number,
  options: Partial<CampaignOptions> = {},
  folder = temporaryFolder(),
) {
  const before = process.cwd();
  // The store names the files that it has written: from where it stands, these are the same everywhere.
  process.chdir(folder);
  const record = recordOfRuns(runs, options.strategy);
  const store = openCampaign('campaigns', record, { resume: true });
  const places = { folder: 'counterexamples', store };
  const { budget } = record;
  try {
    await campaign(pool, campaignOptions({ targets, seed, budget, ...places, ...options }));
  } finally {
    store.close();
    await pool.close();
    process.chdir(before);
  }
  return filesBelow(folder);
}

/** A worker in this process. */
export function workHere(
  address: string,
  signal: AbortSignal,
  tell: (event: QueueEvent) => void = () => undefined,
  identity = identityOfCode('code'),
  { pool = inThisThread(), grace = 1000 } = {},
) {
  const places = { address: queueAddress(address), identity, claims, pool };
  return work({ ...places, lease: LEASE, signal, grace, tell });
}

/** Milliseconds. */
const LEASE = 500;

/** A worker as a process of its own, to be killed. */
export function workerProcess(address: string): ChildProcess {
  return spawn(process.execPath, [compiledFile('testing/queue-campaign'), address], {
    stdio: 'ignore',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await workHere(process.argv[2], new AbortController().signal);

/** Thread that runs tasks of a hunt, one after the other. Started by `pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Claim } from '../claims/claim.ts';
import { loadModelFile } from '../models/model-file.ts';
import { type TransformedFile, takeTransformed } from '../models/user-module.ts';
import {
  BEGUN_AT,
  begun,
  claimTicket,
  type Order,
  PROGRESS,
  READY,
  STOP_CHUNKS,
  STOP_SHRINKS,
} from './signals.ts';
import { runTask, type Task } from './task.ts';
import type { Broken } from './threads.ts';
import { systemClock } from './timer.ts';

export interface WorkerData {
  /** URL of a module that exports `claims`. */
  readonly registry: string;
  /** Absolute paths of files with models of the user's. */
  readonly modelFiles: readonly string[];
  /** Files of the user's that need not be transformed again. */
  readonly transformed: readonly TransformedFile[];
  /** Int32 counters, see `signals.ts`. */
  readonly signals: SharedArrayBuffer;
}

const { registry, modelFiles, transformed, signals } = workerData as WorkerData;
const counters = new Int32Array(signals);
takeTransformed(transformed);
for (const file of modelFiles) await loadModelFile(file);
const { claims } = (await import(registry)) as { claims: readonly Claim[] };

const context = {
  shouldStop: (kind: Task['kind']) =>
    Atomics.load(counters, kind === 'chunk' ? STOP_CHUNKS : STOP_SHRINKS) !== 0,
  progressed: () => {
    Atomics.add(counters, PROGRESS, 1);
  },
  clock: systemClock,
};

const noTask = () => Atomics.store(counters, BEGUN_AT, Atomics.load(counters, PROGRESS));

// The next order is in the port before this one ends: nobody has to be asked for it.
parentPort!.on('message', ({ ticket, task }: Order<Task>) => {
  noTask();
  if (!claimTicket(counters, ticket)) return;
  try {
    parentPort!.postMessage(runTask(task, claims, context));
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const run = begun(counters) - 1;
    parentPort!.postMessage({ kind: 'lost', cause: 'crashed', reason, run } satisfies Broken);
  }
  noTask();
});
noTask();
parentPort!.postMessage(READY);

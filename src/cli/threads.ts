/** The threads of a command: they know the claims and models that it was given, and have what memory there is. */
import { resolve } from 'node:path';
import type { WorkerPool, WorkerPoolOptions } from '../campaigns/pool.ts';
import { createWorkerPool } from '../campaigns/worker-pool.ts';
import type { Registry } from './context.ts';
import { heapFor } from './thread-count.ts';

/** Of every command, as commander has it. */
export interface ModelFlags {
  readonly model?: readonly string[];
}

/** Absolute paths of the files with models of the user's. */
export function modelFilesOf({ model = [] }: ModelFlags): string[] {
  return model.map((file) => resolve(file));
}

export interface ThreadOptions
  extends Required<Pick<WorkerPoolOptions, 'jobs' | 'modelFiles' | 'runLimit'>> {}

export function threadsWith({ claims, url }: Registry, options: ThreadOptions): WorkerPool {
  return createWorkerPool({ ...options, claims, registry: url, memory: heapFor(options.jobs) });
}

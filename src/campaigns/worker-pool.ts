/** Who runs the tasks of a hunt: threads, or where there can be none the calling thread itself. */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { COMPILED, codeFolder, entryPoint, fromSource } from '../own-files.ts';
import type { WorkerPool, WorkerPoolOptions } from './pool.ts';
import { runTask, type Task } from './task.ts';
import { runInThreads } from './threads.ts';
import { systemClock } from './timer.ts';

export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const begin = options.jobs === 0 ? undefined : beginning(options.registry);
  return begin === undefined
    ? runInThisThread(options)
    : runInThreads({ ...options, registry: begin.registry }, begin.source);
}

/** What a thread starts with. */
interface Beginning {
  /** JavaScript. */
  readonly source: string;
  readonly registry: string;
}

/** Undefined where a thread cannot load this source. */
function beginning(registry: string): Beginning | undefined {
  const worker = entryPoint('campaigns/worker').href;
  if (!fromSource) return { source: `import(${JSON.stringify(worker)})`, registry };
  // From source, as in tests, which have compiled it.
  const [ready, claims] = [worker, registry].map(compiled);
  if (ready !== undefined && claims !== undefined)
    return { source: `import(${JSON.stringify(ready)})`, registry: claims };
  // Else threads need the loader for TypeScript.
  try {
    const loader = import.meta.resolve('tsx/esm/api');
    const [api, file] = [JSON.stringify(loader), JSON.stringify(worker)];
    const source = `import(${api}).then(({ register }) => { register(); return import(${file}); })`;
    return { source, registry };
  } catch {
    return undefined;
  }
}

/** The URL of a module as it was compiled, JavaScript as it is; undefined where there is none. */
function compiled(source: string): string | undefined {
  if (source.endsWith('.js')) return source;
  const folder = process.env[COMPILED];
  if (folder === undefined || !source.startsWith(codeFolder.href)) return undefined;
  const url = new URL(source.slice(codeFolder.href.length).replace(/\.ts(?=$|\?)/, '.js'), folder);
  return existsSync(url) ? url.href : undefined;
}

function runInThisThread({ claims, clock = systemClock }: WorkerPoolOptions): WorkerPool {
  let chunksStopped = false;
  let allStopped = false;
  let progress = 0;
  const limits = { chunk: Number.POSITIVE_INFINITY, shrink: Number.POSITIVE_INFINITY };
  const context = {
    // No timer fires while a task is under way here.
    shouldStop: (kind: Task['kind']) =>
      allStopped || (kind === 'chunk' && chunksStopped) || clock() > limits[kind],
    progressed: () => {
      progress++;
    },
    clock,
  };
  return {
    jobs: 1,
    async run(task) {
      // Lets timers and signals in between two tasks.
      await new Promise((resolve) => setImmediate(resolve));
      try {
        return runTask(task, claims, context);
      } catch (error) {
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        return { kind: 'lost', cause: 'crashed', reason };
      }
    },
    stopAt(chunks, all) {
      limits.chunk = chunks;
      limits.shrink = all;
    },
    stopChunks: () => {
      chunksStopped = true;
    },
    stopAll: () => {
      chunksStopped = true;
      allStopped = true;
    },
    checked: () => progress,
    close: async () => undefined,
  };
}

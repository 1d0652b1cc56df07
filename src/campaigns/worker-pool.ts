/** Who runs the tasks of a hunt: threads, or where there can be none the calling thread itself. */
import { entryPoint, fromSource } from '../own-files.ts';
import type { WorkerPool, WorkerPoolOptions } from './pool.ts';
import { runTask, type Task } from './task.ts';
import { runInThreads } from './threads.ts';
import { systemClock } from './timer.ts';

export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const source = threadSource();
  return options.jobs === 0 || source === undefined
    ? runInThisThread(options)
    : runInThreads(options, source);
}

/** JavaScript that a thread starts with; undefined where a thread cannot load this source. */
function threadSource(): string | undefined {
  const worker = entryPoint('campaigns/worker').href;
  if (!fromSource) return `import(${JSON.stringify(worker)})`;
  // From source, as in tests: threads need the loader for TypeScript.
  try {
    const loader = import.meta.resolve('tsx/esm/api');
    const [api, file] = [JSON.stringify(loader), JSON.stringify(worker)];
    return `import(${api}).then(({ register }) => { register(); return import(${file}); })`;
  } catch {
    return undefined;
  }
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

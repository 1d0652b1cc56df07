/**
 * Tasks in threads. JavaScript cannot be interrupted from within, nor go on without memory: a thread that
 * shows no sign of life for `runLimit` seconds is ended, one that ends by itself is replaced, and either
 * way the chunk is done again without the run that it was in.
 */
import { Worker } from 'node:worker_threads';
import type { LossCause, SkippedRun } from './outcome.ts';
import type { WorkerPool, WorkerPoolOptions } from './pool.ts';
import { PROGRESS, READY, SIGNALS, STOP_CHUNKS, STOP_SHRINKS } from './signals.ts';
import type { Lost, Task, TaskResult } from './task.ts';
import type { WorkerData } from './worker.ts';

interface Assignment {
  readonly task: Task;
  /** How often a thread ended with it before it had begun. */
  readonly restarts: number;
  resolve(result: TaskResult): void;
  reject(error: unknown): void;
}

interface Thread {
  worker: Worker;
  readonly counters: Int32Array;
  assignment: Assignment | undefined;
  /** Has loaded everything: only then can it be stuck. */
  ready: boolean;
  /** Beats when the task began. */
  startProgress: number;
  /** Beats when last looked at, and the time when they had changed. */
  progress: number;
  since: number;
}

/** Milliseconds between two looks for stuck threads. */
const WATCH_INTERVAL = 250;
/** A task that has not begun is not at fault when its thread ends; this often. */
const MOST_RESTARTS = 3;

/** @param source JavaScript that a thread starts with. */
export function runInThreads(options: WorkerPoolOptions, source: string): WorkerPool {
  const queue: Assignment[] = [];
  const threads: Thread[] = [];
  let closed = false;
  /** Why threads cannot begin. */
  let failure: { readonly error: unknown } | undefined;

  function start(counters: Int32Array): Worker {
    const workerData: WorkerData = {
      registry: options.registry,
      modelFiles: options.modelFiles ?? [],
      signals: counters.buffer as SharedArrayBuffer,
    };
    const { memory } = options;
    const resourceLimits = memory === undefined ? {} : { maxOldGenerationSizeMb: memory };
    return new Worker(source, { eval: true, workerData, resourceLimits });
  }
  function attach(thread: Thread): void {
    const { worker } = thread;
    worker.on('message', (message: TaskResult | typeof READY) => {
      thread.ready = true;
      thread.since = Date.now();
      if (message === READY) return;
      if (message.kind === 'lost') giveUp(thread, message);
      else finish(thread, message);
      next(thread);
    });
    worker.on('error', (error) => ended(thread, worker, error));
    worker.on('exit', (code) => ended(thread, worker, new Error(`it ended with code ${code}`)));
  }
  function ended(thread: Thread, worker: Worker, error: unknown): void {
    if (closed || thread.worker !== worker) return;
    worker.removeAllListeners();
    // What goes wrong in a thread that is given up is known.
    worker.on('error', () => undefined);
    if (!thread.ready) {
      failed(error);
      return;
    }
    giveUp(thread, { kind: 'lost', cause: causeOf(error), reason: String(error) });
    revive(thread);
  }
  /** Nothing can be run. */
  function failed(error: unknown): void {
    failure ??= { error };
    for (const thread of threads) {
      thread.assignment?.reject(failure.error);
      thread.assignment = undefined;
    }
    for (const assignment of queue.splice(0)) assignment.reject(failure.error);
  }
  /** A new worker in the place of one that has ended. */
  function revive(thread: Thread): void {
    thread.ready = false;
    thread.worker = start(thread.counters);
    attach(thread);
    next(thread);
  }
  function finish(thread: Thread, result: TaskResult): void {
    const { assignment } = thread;
    thread.assignment = undefined;
    assignment?.resolve(result);
  }
  function next(thread: Thread): void {
    if (thread.assignment !== undefined) return;
    thread.assignment = queue.shift();
    if (thread.assignment === undefined) return;
    thread.progress = Atomics.load(thread.counters, PROGRESS);
    thread.startProgress = thread.progress;
    thread.since = Date.now();
    thread.worker.postMessage(thread.assignment.task);
  }
  function watch(): void {
    for (const thread of threads) {
      const progress = Atomics.load(thread.counters, PROGRESS);
      if (!thread.ready || thread.assignment === undefined || progress !== thread.progress) {
        thread.progress = progress;
        thread.since = Date.now();
      } else if (Date.now() - thread.since > 1000 * options.runLimit) {
        replaceStuck(thread);
      }
    }
  }
  function replaceStuck(thread: Thread): void {
    thread.worker.removeAllListeners();
    thread.worker.on('error', () => undefined);
    void thread.worker.terminate();
    const reason = `no end within ${options.runLimit} s`;
    giveUp(thread, { kind: 'lost', cause: 'time-limit', reason });
    revive(thread);
  }
  /** Has the task of a thread done again without the run that was its end, or gives it up. */
  function giveUp(thread: Thread, lost: Lost): void {
    const { assignment } = thread;
    thread.assignment = undefined;
    if (assignment === undefined) return;
    const run = Atomics.load(thread.counters, PROGRESS) - thread.startProgress - 1;
    const again = withoutRun(assignment, run, lost);
    if (again === undefined) assignment.resolve(lost);
    else queue.unshift(again);
  }
  for (let j = 0; j < options.jobs; j++) {
    const counters = new Int32Array(new SharedArrayBuffer(4 * SIGNALS));
    const thread: Thread = {
      worker: start(counters),
      counters,
      assignment: undefined,
      ready: false,
      startProgress: 0,
      progress: 0,
      since: Date.now(),
    };
    attach(thread);
    threads.push(thread);
  }
  const watcher = setInterval(watch, WATCH_INTERVAL);
  const raise = (...signals: readonly number[]) => {
    for (const { counters } of threads) for (const s of signals) Atomics.store(counters, s, 1);
  };
  return {
    jobs: options.jobs,
    run: (task) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure.error);
          return;
        }
        queue.push({ task, restarts: 0, resolve, reject });
        for (const thread of threads) next(thread);
      }),
    // Timers of the calling thread fire while others work.
    stopAt: () => undefined,
    stopChunks: () => raise(STOP_CHUNKS),
    stopAll: () => raise(STOP_CHUNKS, STOP_SHRINKS),
    checked: () => threads.reduce((sum, { counters }) => sum + Atomics.load(counters, PROGRESS), 0),
    async close() {
      closed = true;
      clearInterval(watcher);
      const lost: Lost = { kind: 'lost', cause: 'time-limit', reason: 'the pool was closed' };
      for (const { assignment } of threads) assignment?.resolve(lost);
      for (const assignment of queue.splice(0)) assignment.resolve(lost);
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function causeOf(error: unknown): LossCause {
  const isMemory =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? 'out-of-memory' : 'crashed';
}

/**
 * The assignment without one run; undefined where that is no remedy.
 * @param run that its thread was in; negative when it had not begun.
 */
function withoutRun(assignment: Assignment, run: number, lost: Lost): Assignment | undefined {
  const { task, restarts } = assignment;
  if (run < 0) {
    return restarts < MOST_RESTARTS ? { ...assignment, restarts: restarts + 1 } : undefined;
  }
  if (task.kind !== 'chunk') return undefined;
  const skip = task.spec.skip ?? [];
  if (skip.some((other) => other.run === run)) return undefined;
  const { cause, reason } = lost;
  const skipped: SkippedRun = { run, cause, reason };
  return {
    ...assignment,
    task: { kind: 'chunk', spec: { ...task.spec, skip: [...skip, skipped] } },
  };
}

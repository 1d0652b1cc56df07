/**
 * Who performs the tasks of a hunt: threads, or where there can be none the calling thread itself.
 *
 * A thread that shows no sign of life for `runLimit` seconds is stuck in one instance; JavaScript
 * cannot be interrupted from within, so the thread is ended and the chunk done again without that run.
 */
import { Worker } from 'node:worker_threads';
import type { Claim } from '../claims/claim.ts';
import { PROGRESS, READY, SIGNALS, STOP_CHUNKS, STOP_SHRINKS } from './signals.ts';
import { perform, type Task, type TaskResult } from './task.ts';
import type { WorkerData } from './worker.ts';

export interface WorkerPool {
  /** How many tasks can be under way at once. */
  readonly jobs: number;
  /** Undefined when the task was given up. Rejects when falsim itself fails. */
  perform(task: Task): Promise<TaskResult | undefined>;
  /** Chunks end before their next run. */
  stopChunks(): void;
  /** Chunks and shrinking end with what they have. */
  stopAll(): void;
  /** Instances checked so far by tasks under way or done. */
  beats(): number;
  /** Ends all threads; tasks under way are given up. */
  close(): Promise<void>;
}

export interface WorkerPoolOptions {
  /** 0: in the calling thread. */
  readonly jobs: number;
  readonly claims: readonly Claim[];
  /** URL of a module that exports the same claims, for the threads. */
  readonly registry: string;
  /** Absolute paths of files with models of the user's, for the threads. */
  readonly modelFiles?: readonly string[];
  /** Seconds. */
  readonly runLimit: number;
}

export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const source = threadSource();
  return options.jobs === 0 || source === undefined
    ? runInThisThread(options.claims)
    : runInThreads(options, source);
}

/** JavaScript that a thread starts with; undefined where a thread cannot load this source. */
function threadSource(): string | undefined {
  if (!import.meta.url.endsWith('.ts')) {
    return `import(${JSON.stringify(new URL('./worker.js', import.meta.url).href)})`;
  }
  // From source, as in tests: threads need the loader for TypeScript.
  try {
    const loader = import.meta.resolve('tsx/esm/api');
    const worker = new URL('./worker.ts', import.meta.url).href;
    const [api, file] = [JSON.stringify(loader), JSON.stringify(worker)];
    return `import(${api}).then(({ register }) => { register(); return import(${file}); })`;
  } catch {
    return undefined;
  }
}

function runInThisThread(claims: readonly Claim[]): WorkerPool {
  let chunksStopped = false;
  let allStopped = false;
  let beats = 0;
  const context = {
    shouldStop: (kind: Task['kind']) => allStopped || (kind === 'chunk' && chunksStopped),
    beat: () => {
      beats++;
    },
  };
  return {
    jobs: 1,
    async perform(task) {
      // Lets timers and signals in between two tasks.
      await new Promise((resolve) => setImmediate(resolve));
      return perform(task, claims, context);
    },
    stopChunks: () => {
      chunksStopped = true;
    },
    stopAll: () => {
      chunksStopped = true;
      allStopped = true;
    },
    beats: () => beats,
    close: async () => undefined,
  };
}

interface Assignment {
  readonly task: Task;
  resolve(result: TaskResult | undefined): void;
  reject(error: unknown): void;
}

interface Thread {
  worker: Worker;
  readonly counters: Int32Array;
  assignment: Assignment | undefined;
  /** Has loaded everything: only then can it be stuck. */
  ready: boolean;
  /** Beats when the task began. */
  startBeats: number;
  /** Beats when last looked at, and the time when they had changed. */
  beats: number;
  since: number;
}

/** Milliseconds between two looks for stuck threads. */
const WATCH_INTERVAL = 250;

function runInThreads(options: WorkerPoolOptions, source: string): WorkerPool {
  const queue: Assignment[] = [];
  const threads: Thread[] = [];
  let closed = false;

  function start(counters: Int32Array): Worker {
    const workerData: WorkerData = {
      registry: options.registry,
      modelFiles: options.modelFiles ?? [],
      signals: counters.buffer as SharedArrayBuffer,
    };
    return new Worker(source, { eval: true, workerData });
  }
  function attach(thread: Thread): void {
    const { worker } = thread;
    worker.on('message', (message: TaskResult | typeof READY) => {
      thread.ready = true;
      thread.since = Date.now();
      if (message !== READY) finish(thread, (a) => a.resolve(message));
    });
    worker.on('error', (error) => {
      if (thread.worker !== worker) return;
      finish(thread, (a) => a.reject(error), false);
      revive(thread);
    });
  }
  /** A new worker in the place of one that has ended. */
  function revive(thread: Thread): void {
    if (closed) return;
    thread.ready = false;
    thread.worker = start(thread.counters);
    attach(thread);
    next(thread);
  }
  function finish(thread: Thread, settle: (a: Assignment) => void, goOn = true): void {
    const { assignment } = thread;
    thread.assignment = undefined;
    if (assignment !== undefined) settle(assignment);
    if (goOn) next(thread);
  }
  function next(thread: Thread): void {
    if (thread.assignment !== undefined) return;
    thread.assignment = queue.shift();
    if (thread.assignment === undefined) return;
    thread.beats = Atomics.load(thread.counters, PROGRESS);
    thread.startBeats = thread.beats;
    thread.since = Date.now();
    thread.worker.postMessage(thread.assignment.task);
  }
  function watch(): void {
    for (const thread of threads) {
      const beats = Atomics.load(thread.counters, PROGRESS);
      if (!thread.ready || thread.assignment === undefined || beats !== thread.beats) {
        thread.beats = beats;
        thread.since = Date.now();
      } else if (Date.now() - thread.since > 1000 * options.runLimit) {
        replaceStuck(thread);
      }
    }
  }
  function replaceStuck(thread: Thread): void {
    const assignment = thread.assignment!;
    const stuck = thread.worker;
    stuck.removeAllListeners();
    void stuck.terminate();
    thread.assignment = undefined;
    const again = withoutStuckRun(assignment.task, thread.beats - thread.startBeats);
    if (again === undefined) assignment.resolve(undefined);
    else queue.unshift({ ...assignment, task: again });
    revive(thread);
  }
  for (let j = 0; j < options.jobs; j++) {
    const counters = new Int32Array(new SharedArrayBuffer(4 * SIGNALS));
    const thread: Thread = {
      worker: start(counters),
      counters,
      assignment: undefined,
      ready: false,
      startBeats: 0,
      beats: 0,
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
    perform: (task) =>
      new Promise((resolve, reject) => {
        queue.push({ task, resolve, reject });
        for (const thread of threads) next(thread);
      }),
    stopChunks: () => raise(STOP_CHUNKS),
    stopAll: () => raise(STOP_CHUNKS, STOP_SHRINKS),
    beats: () => threads.reduce((sum, { counters }) => sum + Atomics.load(counters, PROGRESS), 0),
    async close() {
      closed = true;
      clearInterval(watcher);
      for (const { assignment } of threads) assignment?.resolve(undefined);
      for (const assignment of queue.splice(0)) assignment.resolve(undefined);
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

/** The chunk without its stuck run; undefined where that is no remedy. */
function withoutStuckRun(task: Task, beats: number): Task | undefined {
  if (task.kind !== 'chunk') return undefined;
  const skip = task.spec.skip ?? [];
  const run = beats - 1;
  if (run < 0 || skip.includes(run)) return undefined;
  return { kind: 'chunk', spec: { ...task.spec, skip: [...skip, run] } };
}

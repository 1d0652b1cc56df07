/**
 * Tasks in threads. JavaScript cannot be interrupted from within, nor go on without memory: a thread that
 * shows no sign of life for `runLimit` seconds is ended, one that ends by itself is replaced, and either
 * way the chunk is done again without the run that it was in.
 *
 * A thread holds its next task before it ends the one it has, so that it never waits for this thread. One that
 * it has not begun is taken back for a thread that has none.
 */
import { Worker } from 'node:worker_threads';
import { transformedFiles } from '../models/user-module.ts';
import type { LossCause, SkippedRun } from './outcome.ts';
import type { UnderWay, WorkerPool, WorkerPoolOptions } from './pool.ts';
import {
  begun,
  claimTicket,
  issue,
  type Order,
  PROGRESS,
  READY,
  SIGNALS,
  STOP_CHUNKS,
  STOP_SHRINKS,
} from './signals.ts';
import type { Lost, Task, TaskResult } from './task.ts';
import type { WorkerData } from './worker.ts';

interface Assignment {
  readonly task: Task;
  /** How often a thread ended with it before it had begun. */
  readonly restarts: number;
  resolve(result: TaskResult): void;
  reject(error: unknown): void;
}

interface HandedOut extends Assignment {
  readonly ticket: number;
}

/** What a thread says that goes on. */
export interface Broken extends Lost {
  /** That it was in; negative when it had not begun. */
  readonly run: number;
}

interface Thread {
  worker: Worker;
  readonly counters: Int32Array;
  /** What it does, and what it does next. */
  held: readonly HandedOut[];
  /** The last that it was given. */
  ticket: number;
  /** Has loaded everything: only then can it be stuck. */
  ready: boolean;
  /** Beats when last looked at, and the time when they had changed. */
  progress: number;
  since: number;
}

/** Milliseconds between two looks for stuck threads. */
const WATCH_INTERVAL = 250;
/** Tasks that a thread holds: the one under way and the next. */
const MOST_HELD = 2;
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
      transformed: transformedFiles(),
      signals: counters.buffer as SharedArrayBuffer,
    };
    const { memory } = options;
    const resourceLimits = memory === undefined ? {} : { maxOldGenerationSizeMb: memory };
    return new Worker(source, { eval: true, workerData, resourceLimits });
  }
  function attach(thread: Thread): void {
    const { worker } = thread;
    worker.on('message', (message: Exclude<TaskResult, Lost> | Broken | typeof READY) => {
      thread.ready = true;
      thread.since = Date.now();
      if (message === READY) return;
      if (message.kind === 'lost') giveUp(first(thread), message, message.run);
      else first(thread)?.resolve(message);
      next();
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
    revive(thread, { kind: 'lost', cause: causeOf(error), reason: String(error) });
  }
  /** Nothing can be run. */
  function failed(error: unknown): void {
    failure ??= { error };
    for (const thread of threads) {
      for (const assignment of thread.held) assignment.reject(failure.error);
      thread.held = [];
    }
    for (const assignment of queue.splice(0)) assignment.reject(failure.error);
  }
  /** A new worker in the place of one that has ended. */
  function revive(thread: Thread, lost: Lost): void {
    const { counters, held } = thread;
    for (const { ticket } of held) claimTicket(counters, ticket);
    const under = first(thread);
    queue.unshift(...thread.held);
    thread.held = [];
    giveUp(under, lost, begun(counters) - 1);
    thread.ready = false;
    thread.worker = start(thread.counters);
    attach(thread);
    next();
  }
  /** What a thread has ended with. */
  function first(thread: Thread): Assignment | undefined {
    const [assignment, ...others] = thread.held;
    thread.held = others;
    return assignment;
  }
  /** Gives threads that have nothing a task, then those that have one the next. */
  function next(): void {
    for (let count = 0; count < MOST_HELD; count++) {
      for (const thread of threads) {
        if (thread.held.length > count) continue;
        const assignment = queue.shift() ?? (count === 0 ? takenBack() : undefined);
        if (assignment === undefined) break;
        handOut(thread, assignment);
      }
    }
  }
  function handOut(thread: Thread, assignment: Assignment): void {
    if (thread.held.length === 0) {
      thread.progress = Atomics.load(thread.counters, PROGRESS);
      thread.since = Date.now();
    }
    const ticket = issue(thread.counters, thread.ticket);
    thread.ticket = ticket;
    thread.held = [...thread.held, { ...assignment, ticket }];
    thread.worker.postMessage({ ticket, task: assignment.task } satisfies Order<Task>);
  }
  /** A task that a thread holds behind another one and has not begun. */
  function takenBack(): Assignment | undefined {
    for (const thread of threads) {
      const second = thread.held.at(1);
      if (second === undefined || !claimTicket(thread.counters, second.ticket)) continue;
      thread.held = thread.held.slice(0, 1);
      return second;
    }
    return undefined;
  }
  function watch(): void {
    for (const thread of threads) {
      const progress = Atomics.load(thread.counters, PROGRESS);
      if (!thread.ready || thread.held.length === 0 || progress !== thread.progress) {
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
    revive(thread, { kind: 'lost', cause: 'time-limit', reason });
  }
  /** Has a task done again without the run that was its end, or gives it up. */
  function giveUp(assignment: Assignment | undefined, lost: Lost, run: number): void {
    if (assignment === undefined) return;
    const again = withoutRun(assignment, run, lost);
    if (again === undefined) assignment.resolve(lost);
    else queue.unshift(again);
  }
  for (let j = 0; j < options.jobs; j++) {
    const counters = new Int32Array(new SharedArrayBuffer(4 * SIGNALS));
    const thread: Thread = {
      worker: start(counters),
      counters,
      held: [],
      ticket: 0,
      ready: false,
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
    ahead: options.jobs,
    run: (task) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure.error);
          return;
        }
        queue.push({ task, restarts: 0, resolve, reject });
        next();
      }),
    // Timers of the calling thread fire while others work.
    stopAt: () => undefined,
    stopChunks: () => raise(STOP_CHUNKS),
    stopAll: () => raise(STOP_CHUNKS, STOP_SHRINKS),
    checked: () => threads.reduce((sum, { counters }) => sum + Atomics.load(counters, PROGRESS), 0),
    underWay: () => threads.flatMap(instanceOf),
    async close() {
      closed = true;
      clearInterval(watcher);
      const lost: Lost = { kind: 'lost', cause: 'time-limit', reason: 'the pool was closed' };
      for (const { held } of threads) for (const one of held) one.resolve(lost);
      for (const assignment of queue.splice(0)) assignment.resolve(lost);
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

/** The instance that a thread is in, if it is in one. */
function instanceOf({ held, counters, since, ready }: Thread): UnderWay[] {
  const task = held.at(0)?.task;
  if (task?.kind !== 'chunk') return [];
  const { claimId, dropped, skip = [] } = task.spec;
  const isIn = ready && begun(counters) > 0;
  if (!isIn && skip.length === 0) return [];
  const seconds = isIn ? (Date.now() - since) / 1000 : 0;
  return [{ claim: claimId, droppedHypotheses: dropped, seconds, givenUp: skip.length }];
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

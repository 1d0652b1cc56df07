/** What runs tasks, whoever does. */
import type { Claim } from '../claims/claim.ts';
import type { Task, TaskResult } from './task.ts';
import type { Clock } from './timer.ts';

/** An instance that was not at its end when the hunt was. Nothing of its chunk is counted. */
export interface UnderWay {
  readonly claim: string;
  readonly droppedHypotheses: readonly string[];
  /** Since it was drawn. */
  readonly seconds: number;
  /** Instances of its chunk before it that were given up. */
  readonly givenUp: number;
}

export interface WorkerPool {
  /** How many tasks can be under way at once. */
  readonly jobs: number;
  /** How many more it wants to have, so that nobody waits for the next one; absent: none. */
  readonly ahead?: number;
  /** Rejects when threads cannot even begin. */
  run(task: Task): Promise<TaskResult>;
  /** Chunks end before their next run once the clock is past `chunks`, everything past `all`. */
  stopAt(chunks: number, all: number): void;
  /** Chunks end before their next run. */
  stopChunks(): void;
  /** Chunks and shrinking end with what they have. */
  stopAll(): void;
  /** Instances checked so far by tasks under way or done. */
  checked(): number;
  /** What nobody waits for any more; absent: nobody knows. */
  underWay?(): readonly UnderWay[];
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
  /** Megabytes that a thread may use; absent: what the engine thinks right. */
  readonly memory?: number;
  /** Of the calling thread; default: that of the system. Threads have no other. */
  readonly clock?: Clock;
}

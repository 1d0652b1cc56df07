/**
 * Who gets the threads of a hunt whose budget is time: chunks, and a share for shrinking. Failures wait unshrunk
 * (their chunks are entered already); when no chunk is left to begin, what waits has all threads.
 */
import type { Instance } from '../instances/instance.ts';
import type { WorkerPool } from './pool.ts';
import type { ShrinkTask } from './shrinking.ts';
import type { Task, TaskResult } from './task.ts';
import type { Clock } from './timer.ts';

/** Of thread-seconds, while chunks are left. What is under way is not ended: a long one is paid back by those after it. */
export const SHRINK_SHARE = 0.3;

interface Waiting {
  readonly task: ShrinkTask;
  resolve(result: TaskResult | Promise<TaskResult>): void;
}

export class ShrinkShare implements Pick<WorkerPool, 'run'> {
  readonly #pool: WorkerPool;
  readonly #clock: Clock;
  readonly #begin: number;
  /** Lanes that have chunks to begin: each keeps a thread busy. */
  #lanes: number;
  #waiting: Waiting[] = [];
  /** When each began that is under way. */
  readonly #running = new Map<Waiting, number>();
  /** Milliseconds of those that have ended. */
  #spent = 0;
  /** How many were begun of each target. */
  readonly #begun = new Map<string, number>();

  /** @param lanes how many chunks there are at once until lanes are told to have ended; those beyond `pool.jobs` wait. */
  constructor(pool: WorkerPool, lanes: number, clock: Clock) {
    this.#pool = pool;
    this.#lanes = lanes;
    this.#clock = clock;
    this.#begin = clock();
  }

  run(task: Task): Promise<TaskResult> {
    if (task.kind === 'chunk') return this.#pool.run(task).finally(() => this.#look());
    return new Promise((resolve) => {
      this.#waiting.push({ task: task.task, resolve });
      this.#look();
    });
  }

  /**
   * Asks for each instance that still waits, one after the other, whenever nothing else is to be done: when no time is
   * left they are stored as they are, by names that may take long to find.
   */
  async forWaiting(ask: (instance: Instance) => void): Promise<void> {
    for (const waiting of [...this.#waiting]) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#waiting.includes(waiting)) ask(waiting.task.instance);
    }
  }

  /** A lane has no chunk left: its thread is free. */
  laneEnded(): void {
    this.#lanes--;
    this.#look();
  }

  #look(): void {
    while (this.#waiting.length > 0 && this.#mayBegin()) this.#start(this.#next());
  }

  #mayBegin(): boolean {
    const { jobs } = this.#pool;
    const free = jobs - Math.min(jobs, this.#lanes);
    const running = this.#running.size;
    if (running < free) return true;
    // Long ones on all threads at once would leave chunks none.
    if (running >= free + Math.max(1, Math.floor(SHRINK_SHARE * jobs))) return false;
    const now = this.#clock();
    let taken = this.#spent;
    for (const since of this.#running.values()) taken += now - since;
    return taken < SHRINK_SHARE * jobs * (now - this.#begin);
  }

  /** The first to wait of a target of which the fewest were begun. */
  #next(): Waiting {
    const begun = (waiting: Waiting) => this.#begun.get(keyOf(waiting)) ?? 0;
    const next = this.#waiting.reduce((a, b) => (begun(b) < begun(a) ? b : a));
    this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
    this.#begun.set(keyOf(next), begun(next) + 1);
    return next;
  }

  #start(waiting: Waiting): void {
    const since = this.#clock();
    this.#running.set(waiting, since);
    const result = this.#pool.run({ kind: 'shrink', task: waiting.task });
    const ended = (milliseconds: number) => {
      this.#running.delete(waiting);
      this.#spent += milliseconds;
      this.#look();
    };
    waiting.resolve(result);
    result.then(
      // Not the time in which it waited for a thread.
      (r) => ended(r.kind === 'shrink' ? 1000 * r.seconds : this.#clock() - since),
      () => ended(this.#clock() - since),
    );
  }
}

function keyOf({ task: { claimId, dropped, instead } }: Waiting): string {
  return JSON.stringify([claimId, dropped, instead]);
}

/** What a worker does with one job of the queue: reads it, runs its chunk, and sends what came of it. */
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Claim } from '../../claims/claim.ts';
import { InputError } from '../../errors.ts';
import { GivingUp } from '../giving-up.ts';
import type { WorkerPool } from '../pool.ts';
import type { Drivers } from './connection.ts';
import type { Identity } from './identity.ts';
import { type Order, readOrder, written } from './messages.ts';
import type { QueueEvent } from './queue-event.ts';
import { messageOf, nameHere } from './queue-names.ts';

/** Seconds for which results are kept that nobody takes. */
const KEPT = 7 * 24 * 3600;

export interface WorkDone {
  readonly chunks: number;
  /** Instances. */
  readonly tries: number;
  /** Chunks. */
  readonly underWay: number;
}

export interface ChunkJobsOptions {
  readonly drivers: Drivers;
  readonly redis: Redis;
  readonly identity: Identity;
  readonly claims: readonly Claim[];
  readonly pool: WorkerPool;
  tell(event: QueueEvent): void;
}

export class ChunkJobs {
  readonly #options: ChunkJobsOptions;
  readonly #waiting = new GivingUp();
  #done: WorkDone = { chunks: 0, tries: 0, underWay: 0 };

  constructor(options: ChunkJobsOptions) {
    this.#options = options;
  }

  /** Chunks under way are others' to do. */
  giveBack(): void {
    this.#waiting.giveUp();
  }

  get done(): WorkDone {
    return this.#done;
  }

  /** As BullMQ calls it. */
  async run(job: Job, token?: string): Promise<void> {
    const { pool, redis, drivers } = this.#options;
    const { results, spec } = this.#orderIn(job);
    this.#count({ underWay: 1 });
    try {
      const result = await this.#waiting.orGivenUp(pool.run({ kind: 'chunk', spec }));
      if (result === undefined) {
        await job.moveToWait(token);
        throw new drivers.bullmq.WaitingError();
      }
      if (result.kind === 'shrink') return;
      await redis.rpush(results, written({ id: job.id!, worker: nameHere(), result }));
      await redis.expire(results, KEPT);
      this.#count({ chunks: 1, tries: result.kind === 'chunk' ? result.result.tries : 0 });
    } finally {
      this.#count({ underWay: -1 });
    }
  }

  #count({ chunks = 0, tries = 0, underWay = 0 }: Partial<WorkDone>): void {
    const { chunks: c, tries: t, underWay: u } = this.#done;
    this.#done = { chunks: c + chunks, tries: t + tries, underWay: u + underWay };
  }

  #orderIn(job: Job): Order {
    const { identity, claims, tell, drivers } = this.#options;
    try {
      const data: unknown = job.data;
      const text = typeof data === 'object' && data !== null && 'text' in data ? data.text : null;
      return readOrder(text, identity.code, claims);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const reason = messageOf(error);
      tell({ kind: 'refused-order', reason });
      throw new drivers.bullmq.UnrecoverableError(`${nameHere()}: ${reason}`);
    }
  }
}

/**
 * A worker of a queue: takes chunks that hunts of the same code put there, runs them in its pool, and sends back
 * what they come to. It keeps nothing. A worker that is killed loses its chunks to others once their lease is over.
 */
import { randomUUID } from 'node:crypto';
import type { Claim } from '../../claims/claim.ts';
import { InputError } from '../../errors.ts';
import type { WorkerPool } from '../pool.ts';
import { type Clock, systemClock } from '../timer.ts';
import { ChunkJobs, type WorkDone } from './chunk-jobs.ts';
import { connect, loadDrivers, type QueueAddress } from './connection.ts';
import { differenceOf, type Identity, trait } from './identity.ts';
import { BEAT, type HuntPresent, Presence } from './presence.ts';
import type { QueueEvent } from './queue-event.ts';
import { messageOf, nameHere, queueName } from './queue-names.ts';
import { inTime, until, whileItAnswers } from './repeated.ts';

/** How often a chunk may be lost with its worker before its hunt runs it itself. */
const MOST_STALLS = 3;
/** Milliseconds to give back what is not done. */
const FAREWELL = 2000;

export interface WorkOptions {
  readonly address: QueueAddress;
  readonly identity: Identity;
  readonly claims: readonly Claim[];
  readonly pool: WorkerPool;
  /** Milliseconds without a sign of life after which its chunks are others'. */
  readonly lease: number;
  /** Milliseconds without any hunt after which it ends; absent: it waits for ever. */
  readonly idle?: number | undefined;
  /** It takes no more chunks, and ends with those it has. */
  readonly signal: AbortSignal;
  /** Milliseconds that these have; then they are given back. */
  readonly grace: number;
  /** Default: that of the system. */
  readonly clock?: Clock;
  tell(event: QueueEvent): void;
  /** Now and then. */
  onBeat?(done: WorkDone): void;
}

/**
 * Ends when it is told to, or has been idle for long enough.
 * @throws InputError where there is no Redis, or hunts of other code and none of this.
 */
export async function work(options: WorkOptions): Promise<WorkDone> {
  const { identity, claims, pool, signal, clock = systemClock } = options;
  let isOver = false;
  const tell = (event: QueueEvent) => {
    if (!isOver) options.tell(event);
  };
  const drivers = await loadDrivers();
  const connection = await connect(options.address, drivers, {
    away: (reason) => tell({ kind: 'away', reason }),
    back: () => tell({ kind: 'back', again: 0 }),
  });
  const { redis } = connection;
  const jobs = new ChunkJobs({ drivers, redis, identity, claims, pool, tell });
  const workers = Presence.ofWorkers(redis);
  const hunts = new KnownHunts(identity, tell);
  const name = nameHere();
  const id = randomUUID();

  let lastHunt = clock();
  /** Why it cannot go on. */
  let refusal: InputError | undefined;

  async function beat(): Promise<void> {
    const { chunks, underWay } = jobs.done;
    await workers.announce(id, { identity, name, threads: pool.jobs, chunks });
    const all = await Presence.ofHunts(redis).present();
    if (hunts.look([...all.values()]) || underWay > 0) lastHunt = clock();
  }
  async function untilTheEnd(): Promise<void> {
    // What is asked while the Redis is away has no answer until it is back.
    const stop = whileItAnswers(redis, BEAT, beat, (error) => {
      if (error instanceof InputError) refusal = error;
      else tell({ kind: 'trouble', reason: messageOf(error) });
    });
    const isIdle = () => options.idle !== undefined && clock() - lastHunt > options.idle;
    while (!signal.aborted && refusal === undefined && !isIdle()) {
      await pause(BEAT, signal);
      options.onBeat?.(jobs.done);
    }
    stop();
  }

  try {
    await beat();
    const worker = new drivers.bullmq.Worker(
      queueName(identity),
      (job, token) => jobs.run(job, token),
      {
        connection: redis,
        prefix: 'falsim',
        concurrency: pool.jobs,
        lockDuration: options.lease,
        stalledInterval: options.lease,
        maxStalledCount: MOST_STALLS,
        runRetryDelay: BEAT,
        name,
      },
    );
    // What goes wrong with the connection is told of already; jobs that are lost are done again.
    worker.on('error', () => undefined);
    await untilTheEnd();
    await worker.pause(true);
    await until(() => jobs.done.underWay === 0, options.grace);
    jobs.giveBack();
    // Without an answer BullMQ would wait for one for ever, and its timers with it.
    const isThere = redis.status === 'ready';
    const farewell = isThere ? [worker.close(), workers.withdraw(id)] : [worker.close(true)];
    await inTime(FAREWELL, Promise.all(farewell));
  } finally {
    isOver = true;
    connection.close();
  }
  if (refusal !== undefined) throw refusal;
  return jobs.done;
}

/** Hunts that come and go, as a worker sees them. */
class KnownHunts {
  readonly #identity: Identity;
  readonly #tell: (event: QueueEvent) => void;
  #own: ReadonlySet<string> = new Set();
  /** There has been one. */
  #isAccepted = false;

  constructor(identity: Identity, tell: (event: QueueEvent) => void) {
    this.#identity = identity;
    this.#tell = tell;
  }

  /**
   * @returns whether there is one of the same code.
   * @throws InputError where there never was, and there are others.
   */
  look(all: readonly HuntPresent[]): boolean {
    const own = all.filter(({ identity }) => identity.code === this.#identity.code);
    if (own.length > 0) this.#isAccepted = true;
    if (!this.#isAccepted && all.length > 0) throw this.#refusal(all[0]);
    for (const hunt of own) if (!this.#own.has(hunt.name)) this.#tell({ kind: 'hunt', hunt });
    if (own.length === 0 && this.#own.size > 0) this.#tell({ kind: 'no-hunt' });
    this.#own = new Set(own.map((hunt) => hunt.name));
    return own.length > 0;
  }

  #refusal({ identity, name }: HuntPresent): InputError {
    const difference = differenceOf(this.#identity, identity) ?? 'build';
    const expected = `${trait(difference, identity)}, as the hunt of ${name} has`;
    return new InputError('--queue', expected, trait(difference, this.#identity));
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

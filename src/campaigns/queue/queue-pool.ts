/**
 * A pool whose chunks are run by workers elsewhere: each is a job of a queue, its result comes back through a list.
 * Shrinking stays with the threads here, as the store and all files do.
 *
 * Nothing is believed to be there because it was put there. Every chunk that is wanted is looked for now and then,
 * and once the Redis is back: one that is nowhere is put there again, one that nobody brings to an end is run here.
 * Chunks are pure functions, so that one which is run twice does no harm.
 */
import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { WorkerPool } from '../pool.ts';
import type { Lost, Task, TaskResult } from '../task.ts';
import { type Clock, systemClock } from '../timer.ts';
import { connect, loadDrivers, type QueueAddress } from './connection.ts';
import type { Identity } from './identity.ts';
import { type Answer, checkResult, orderId, readAnswer, resultsKey, written } from './messages.ts';
import { BEAT, Presence, type WorkerPresent } from './presence.ts';
import type { QueueEvent } from './queue-event.ts';
import { messageOf, nameHere, queueName } from './queue-names.ts';
import { inTime, whileItAnswers } from './repeated.ts';
import { SeenWorkers } from './seen-workers.ts';

/** Chunks that are in the queue at once, at most: more than all workers together run. */
const OUTSTANDING = 256;
/** Milliseconds between two looks for chunks that are nowhere. */
const LOOK = 2000;
/** Attempts with workers before a chunk is run here. */
const MOST_ATTEMPTS = 3;
/** Seconds for which a result may block before it is asked for again: shorter than a connection may be silent. */
const BLOCK = 5;
/** Results that are there before a hunt goes on, at most. */
const MOST_EARLY = 4 * OUTSTANDING;
/** Milliseconds to take back what is not wanted any more. */
const FAREWELL = 2000;

export interface QueuePoolOptions {
  readonly address: QueueAddress;
  readonly identity: Identity;
  /** Name of the campaign's folder: who goes on with it finds what workers have done meanwhile. */
  readonly hunt: string;
  /** Shrinks failures, and runs chunks that no worker brings to an end. Closed with this one. */
  readonly local: WorkerPool;
  /** Default: that of the system. */
  readonly clock?: Clock;
  tell(event: QueueEvent): void;
}

export interface QueuePool extends WorkerPool {
  /** Those that were seen last and belong here. */
  workers(): readonly WorkerPresent[];
}

type ChunkTask = Extract<Task, { readonly kind: 'chunk' }>;

interface Wanted {
  readonly id: string;
  readonly task: ChunkTask;
  readonly text: string;
  attempts: number;
  /** Looks at which it was nowhere, one after the other. */
  missed: number;
  resolve(result: TaskResult | Promise<TaskResult>): void;
}

const ENDED: Lost = { kind: 'lost', cause: 'time-limit', reason: 'the hunt ends' };

/** @throws InputError where there is no Redis, or nothing to talk to it with. */
export async function createQueuePool(options: QueuePoolOptions): Promise<QueuePool> {
  const { identity, local } = options;
  const drivers = await loadDrivers();
  const wanted = new Map<string, Wanted>();
  /** Put there and not wanted any more. */
  const unwanted = new Set<string>();
  const results = resultsKey(options.hunt);
  const self = { identity, name: nameHere() };
  const selfId = randomUUID();
  let tries = 0;
  let ended = false;
  let closed = false;
  const tell = (event: QueueEvent) => {
    if (!closed) options.tell(event);
  };

  const connection = await connect(options.address, drivers, {
    away: (reason) => tell({ kind: 'away', reason }),
    back() {
      seen.renew();
      look(true).then((again) => tell({ kind: 'back', again }), inTrouble);
    },
  });
  const { redis } = connection;
  const blocking = redis.duplicate();
  const queue: Queue = new drivers.bullmq.Queue(queueName(identity), {
    connection: redis,
    prefix: 'falsim',
  });
  queue.on('error', () => undefined);
  const hunts = Presence.ofHunts(redis);
  const here = Presence.ofWorkers(redis);
  const seen = new SeenWorkers(identity, options.clock ?? systemClock, tell);
  const early = await leftBehind();
  let isTaking = false;

  async function put(one: Wanted): Promise<void> {
    try {
      await queue.add(
        'chunk',
        { text: one.text },
        {
          jobId: one.id,
          removeOnComplete: true,
          removeOnFail: { age: 24 * 3600, count: 1000 },
        },
      );
    } catch (error) {
      if (!closed) failed(one, messageOf(error));
    }
  }
  /** Results that came when nobody took them, by id: of this hunt, before it was gone on with. */
  async function leftBehind(): Promise<Map<string, Answer>> {
    const texts = await redis.lrange(results, 0, MOST_EARLY - 1);
    await redis.del(results);
    const answers = texts.map(answerIn).filter((answer) => answer !== undefined);
    return new Map(answers.map((answer) => [answer.id, answer]));
  }
  function answerIn(text: string): Answer | undefined {
    try {
      return readAnswer(text);
    } catch (error) {
      tell({ kind: 'refused-answer', reason: messageOf(error) });
      return undefined;
    }
  }
  /** An attempt came to nothing. */
  function failed(one: Wanted, reason: string): void {
    if (wanted.get(one.id) !== one) return;
    one.attempts++;
    const { index } = one.task.spec;
    const isLast = one.attempts >= MOST_ATTEMPTS;
    tell({ kind: 'failed', index, reason, isLast });
    if (!isLast) return void put(one);
    wanted.delete(one.id);
    one.resolve(local.run(one.task));
  }
  function arrived(answer: Answer): void {
    const one = wanted.get(answer.id);
    // What was run twice, or for somebody who is gone.
    if (one === undefined) return;
    const { result, worker } = answer;
    try {
      if (result.kind === 'chunk') checkResult(result.result, one.task.spec);
    } catch (error) {
      failed(one, `${worker}: ${messageOf(error)}`);
      return;
    }
    wanted.delete(one.id);
    if (result.kind === 'chunk') tries += result.result.tries;
    one.resolve(result);
    // Whoever it is from is there, whenever the next beat is.
    if (seen.own().length === 0) beat().catch(inTrouble);
  }
  async function take(): Promise<void> {
    while (!closed) {
      try {
        const popped = await blocking.blpop(results, BLOCK);
        const answer = popped === null ? undefined : answerIn(popped[1]);
        if (answer !== undefined) arrived(answer);
      } catch (error) {
        if (closed) return;
        tell({ kind: 'trouble', reason: messageOf(error) });
        await new Promise((resolve) => setTimeout(resolve, BEAT));
      }
    }
  }
  /**
   * Looks for every chunk that is wanted.
   * @param afresh the Redis may have lost everything; else what is nowhere may just have been done.
   * @returns how many were put there again.
   */
  async function look(afresh = false): Promise<number> {
    let again = 0;
    await Promise.all(
      [...wanted.values()].map(async (one) => {
        const state = await queue.getJobState(one.id);
        if (wanted.get(one.id) !== one) return;
        if (state === 'failed') {
          const job = await queue.getJob(one.id);
          await job?.remove();
          failed(one, job?.failedReason ?? 'it failed');
        } else if (state !== 'unknown') one.missed = 0;
        else if (++one.missed > 1 || afresh) {
          again++;
          one.missed = 0;
          await put(one);
        }
      }),
    );
    return again;
  }
  async function beat(): Promise<void> {
    await hunts.announce(selfId, self);
    seen.look(await here.present(), wanted.size > 0);
  }
  const inTrouble = (error: unknown) => tell({ kind: 'trouble', reason: messageOf(error) });
  function giveUpChunks(): void {
    ended = true;
    for (const [id, one] of wanted) {
      unwanted.add(id);
      one.resolve(ENDED);
    }
    wanted.clear();
  }

  const stops = [
    whileItAnswers(redis, BEAT, beat, inTrouble),
    whileItAnswers(redis, LOOK, () => look(), inTrouble),
  ];
  return {
    jobs: OUTSTANDING,
    run(task) {
      if (task.kind === 'shrink') return local.run(task);
      if (ended) return Promise.resolve(ENDED);
      const order = { code: identity.code, results, spec: task.spec };
      const id = orderId(order);
      return new Promise((resolve) => {
        const one = { id, task, text: written(order), attempts: 0, missed: 0, resolve };
        wanted.set(id, one);
        if (!isTaking) void take();
        isTaking = true;
        const known = early.get(id);
        early.delete(id);
        if (known !== undefined) arrived(known);
        if (wanted.has(id)) void put(one);
      });
    },
    stopAt: (chunks, all) => local.stopAt(chunks, all),
    stopChunks() {
      giveUpChunks();
      local.stopChunks();
    },
    stopAll() {
      giveUpChunks();
      local.stopAll();
    },
    checked: () => local.checked() + tries,
    workers: () => seen.own(),
    async close() {
      giveUpChunks();
      closed = true;
      for (const stop of stops) stop();
      if (redis.status === 'ready') {
        // What a worker has in hand stays; its result is there for whoever goes on.
        const takeBack = [...unwanted].map((id) => queue.remove(id).catch(() => undefined));
        await inTime(FAREWELL, Promise.all([...takeBack, hunts.withdraw(selfId)]));
      }
      connection.close();
      await local.close();
    },
  };
}

/**
 * A hunt on a queue leaves the files of one that has one machine, whatever happens to its workers, to the Redis, or
 * in it. Needs redis-server; without it the tests are shown as skipped.
 */
import type { ChildProcess } from 'node:child_process';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../errors.ts';
import { inlineJson } from '../../json/write-json.ts';
import { temporaryFolder } from '../../testing/campaign-options.ts';
import {
  filesOf,
  identityOfCode,
  inThisThread,
  poolOnQueue,
  resultsOfRuns,
  workerProcess,
  workHere,
} from '../../testing/queue-campaign.ts';
import { hasRedis, RedisServer } from '../../testing/redis-server.ts';
import type { WorkDone } from './chunk-jobs.ts';
import { loadDrivers, queueAddress } from './connection.ts';
import { orderId } from './messages.ts';
import type { QueueEvent } from './queue-event.ts';
import { queueName } from './queue-names.ts';

const server = new RedisServer();
beforeAll(() => (hasRedis ? server.start() : undefined));
afterAll(() => server.kill());

/** A busy machine takes its time. */
const PATIENT = { timeout: 20_000 };

const RUNS = 650;
let alone: { readonly [name: string]: string } | undefined;
/** Files of the campaign on one machine. */
async function expected() {
  alone ??= await filesOf(inThisThread(), RUNS);
  // campaign.json, the snapshot, and what was found.
  expect(Object.keys(alone).length).toBeGreaterThan(4);
  return alone;
}

describe.runIf(hasRedis)('a hunt on a queue', () => {
  it('ends as on one machine, with two of four workers killed and the Redis too', async () => {
    const processes: ChildProcess[] = [1, 2].map(() => workerProcess(server.address));
    const end = new AbortController();
    const here: Promise<WorkDone>[] = [];
    const events: QueueEvent[] = [];
    let restarted: Promise<void> | undefined;
    let chunks = 0;
    try {
      const pool = await poolOnQueue(server.address, RUNS, (event) => events.push(event));
      const files = await filesOf(pool, RUNS, {
        onChunk() {
          chunks++;
          if (chunks === 3) restarted = server.kill().then(() => server.start());
          if (chunks !== 9) return;
          // Each has a chunk in hand: what is left is more than they can have done.
          for (const worker of processes) worker.kill('SIGKILL');
          for (const _ of processes) here.push(workHere(server.address, end.signal));
        },
      });
      expect(files).toStrictEqual(await expected());
      end.abort();
      const done = await Promise.all(here);
      expect(done.reduce((sum, worker) => sum + worker.chunks, 0)).toBeGreaterThan(5);
    } finally {
      for (const worker of processes) worker.kill('SIGKILL');
      end.abort();
      await restarted;
    }
    const kinds = events.map(({ kind }) => kind);
    expect(kinds).toContain('joined');
    expect(kinds.filter((kind) => kind === 'away' || kind === 'back')).toEqual(['away', 'back']);
    // 7 chunks of 3 targets, each entered once.
    expect(chunks).toBe(21);
  });

  it('goes on after an interrupt, with a worker that joins late, and in spite of what is in the Redis', async () => {
    const redis = new Redis(server.address.replace('unix://', ''));
    // A hunt that has just ended may be waiting for results yet.
    await expect.poll(() => redis.client('LIST'), PATIENT).not.toContain('cmd=blpop');
    // Else a worker that was killed is there for as long as it might come back.
    await redis.flushall();
    await hostile(redis);
    const [end, folder] = [new AbortController(), temporaryFolder()];
    const events: QueueEvent[] = [];
    const own: QueueEvent[] = [];
    let worker: Promise<WorkDone> | undefined;
    const tell = (event: QueueEvent) => {
      events.push(event);
      if (event.kind === 'no-worker')
        worker ??= workHere(server.address, end.signal, (one) => own.push(one));
    };
    const interrupt = new AbortController();
    let chunks = 0;
    const onChunk = () => {
      chunks++;
      interrupt.abort();
    };
    const stop = { signal: interrupt.signal, onChunk };
    await filesOf(await poolOnQueue(server.address, RUNS, tell), RUNS, stop, folder);
    expect(chunks).toBeLessThan(21);
    const again = await poolOnQueue(server.address, RUNS, tell);
    expect(await filesOf(again, RUNS, {}, folder)).toStrictEqual(await expected());
    end.abort();
    expect(await worker).toMatchObject({ underWay: 0 });
    redis.disconnect();
    // A busy machine may lose sight of the Redis for a moment: that is no refusal.
    const reasons = (all: readonly QueueEvent[]) =>
      all.flatMap((event) => ('reason' in event && event.kind !== 'away' ? [event.reason] : []));
    expect(reasons(events)).toEqual(ANSWERS.map(([, reason]) => expect.stringContaining(reason)));
    expect(reasons(own)).toEqual(ORDERS.map(([, reason]) => expect.stringContaining(reason)));
  });

  it.each([
    [
      identityOfCode('another', '0.1.1'),
      /expected falsim 0\.1\.0, as the hunt of .+ has, received falsim 0\.1\.1/,
    ],
    // The same falsim with other models, claims or config.
    [
      { ...identityOfCode('code'), code: 'others' },
      /expected models, claims and config with the digest code, as the hunt of .+ has, received .+ digest others/,
    ],
  ])('refuses a worker of other code by name, and so does the worker', async (other, reason) => {
    const events: QueueEvent[] = [];
    const pool = await poolOnQueue(server.address, 1, (event) => events.push(event));
    const { signal } = new AbortController();
    await expect(workHere(server.address, signal, () => undefined, other)).rejects.toThrow(reason);
    await expect.poll(() => events.map(({ kind }) => kind), PATIENT).toContain('refused-worker');
    expect(pool.workers()).toEqual([]);
    await pool.close();
  });

  it('ends as on one machine where it is guided', async () => {
    const end = new AbortController();
    const worker = workHere(server.address, end.signal);
    const guided = { strategy: 'guided' } as const;
    const pool = await poolOnQueue(server.address, 200, () => undefined);
    const files = await filesOf(pool, 200, guided);
    end.abort();
    // Four chunks of each target; there may be others that nobody wants any more.
    expect((await worker).chunks).toBeGreaterThanOrEqual(12);
    expect(files).toStrictEqual(await filesOf(inThisThread(), 200, guided));
  });

  it('takes what was done while it was dead, and runs itself what three workers do not survive', async () => {
    const redis = new Redis(server.address.replace('unix://', ''));
    const results = resultsOfRuns(7);
    const own = inThisThread();
    const tasks = [0, 1].map((index) => ({ kind: 'chunk', spec: { ...spec, index } }) as const);
    const [left, lost] = await Promise.all(tasks.map((task) => own.run(task)));
    const id = (task: (typeof tasks)[number]) =>
      orderId({ code: 'code', results, spec: task.spec });
    const answer = (task: (typeof tasks)[number], result: typeof left) =>
      inlineJson({ id: id(task), worker: 'somebody', result });
    // After kill −9: a worker has brought the chunk to its end since.
    await redis.rpush(results, answer(tasks[0], left));
    const events: QueueEvent[] = [];
    const pool = await poolOnQueue(server.address, 7, (event) => events.push(event));
    const bytes = (result: typeof left) => inlineJson('result' in result ? result.result : result);
    expect(bytes(await pool.run(tasks[0]))).toBe(bytes(left));
    expect(pool.checked()).toBe(spec.runs);
    // There is no worker: three attempts come to nothing, with the result of another chunk each time.
    const run = pool.run(tasks[1]);
    await redis.rpush(results, ...Array(3).fill(answer(tasks[1], left)));
    expect(bytes(await run)).toBe(bytes(lost));
    const failed = events.flatMap((event) => (event.kind === 'failed' ? [event.isLast] : []));
    expect(failed).toEqual([false, false, true]);
    await pool.close();
    redis.disconnect();
  });

  it('has from a worker that is interrupted the chunk that it had in hand', async () => {
    const pool = await poolOnQueue(server.address, 8, () => undefined);
    const end = new AbortController();
    // It has begun, and will not end.
    const stuck = {
      ...inThisThread(),
      run() {
        end.abort();
        return new Promise<never>(() => undefined);
      },
    };
    const run = pool.run({ kind: 'chunk', spec });
    const options = { pool: stuck, grace: 50 };
    const first = workHere(server.address, end.signal, () => undefined, undefined, options);
    expect(await first).toMatchObject({ chunks: 0, underWay: 0 });
    const other = new AbortController();
    const second = workHere(server.address, other.signal);
    expect(await run).toMatchObject({ kind: 'chunk', result: { tries: spec.runs } });
    other.abort();
    expect((await second).chunks).toBeGreaterThan(0);
    await pool.close();
  });

  it('is not begun where no Redis answers', async () => {
    const refused = poolOnQueue('unix:///nowhere/at/all', 1, () => undefined);
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow('a Redis that answers at unix:///nowhere/at/all');
  });
});

const spec = { claimId: 'bounded', dropped: [], seed: 3, index: 0, runs: 50 };
const order = { code: 'code', results: 'falsim:results:x', spec };

const withSpec = (more: object) => ({ text: inlineJson({ ...order, spec: { ...spec, ...more } }) });
const noInstance = { cell: 'x', margin: 1, instance: { model: { kind: 'linear' } } };

/** Jobs that are no chunk to be run here, each with why. */
const ORDERS: readonly (readonly [unknown, string])[] = [
  [null, 'expected JSON, received object'],
  [{ text: 7 }, 'expected JSON, received number'],
  [{ text: '}{' }, 'JSON, line 1, column 1'],
  [{ text: inlineJson({ ...order, code: 'another' }) }, 'code: expected a chunk for the code here'],
  [{ text: inlineJson({ ...order, results: 'somebody:else' }) }, 'results: expected'],
  [withSpec({ runs: 1e9 }), 'spec.runs: expected'],
  [withSpec({ claimId: 'bounde' }), 'did you mean bounded?'],
  [withSpec({ dropped: ['large'] }), 'spec.dropped: expected a name that there is'],
  [withSpec({ kinds: ['lineer'] }), 'spec.kinds: expected a name that there is'],
  [withSpec({ corpus: [noInstance] }), 'spec.corpus[0].instance'],
];

const withResult = (result: object) => inlineJson({ id: 'x', worker: 'y', result });
const nothing = { survived: 0, falsified: 0, inconclusive: 0, vacuous: 0 };
const ran = {
  ...{ index: 0, tries: 1, counts: nothing, causes: {}, statuses: {}, worstMargin: null },
  ...{ reached: { drawn: {}, decided: {}, functions: {}, sizes: {} } },
  ...{ failures: [], defects: [], lost: [] },
};

/** Results that are none, each with why. */
const ANSWERS: readonly (readonly [string, string])[] = [
  ['', 'JSON, line 1, column 1: expected a JSON value'],
  ['[1, 2', 'JSON, line 1, column 6'],
  ['{ "id": "x" }', 'worker: expected'],
  [withResult({ kind: 'lost', cause: 'boredom', reason: '' }), 'result.cause: expected'],
  [withResult({ kind: 'chunk', seconds: 0, result: {} }), 'result.result.index: expected'],
  [
    withResult({ kind: 'chunk', seconds: 0, result: ran }),
    'counts that do not add up to the tries',
  ],
];

/** Fills the queue with what a worker meets first. */
async function hostile(redis: Redis): Promise<void> {
  const { Queue } = await import('bullmq');
  const name = queueName(identityOfCode('code'));
  const queue = new Queue(name, { connection: redis, prefix: 'falsim' });
  await queue.addBulk(ORDERS.map(([data]) => ({ name: 'chunk', data })));
  // What BullMQ itself cannot read, and presences that are none.
  const broken = await queue.add('chunk', {});
  await redis.hset(`falsim:${name}:${broken.id}`, 'data', '}{');
  await redis.rpush(resultsOfRuns(RUNS), ...ANSWERS.map(([text]) => text));
  await redis.set('falsim:worker:a', 'no JSON');
  await redis.set('falsim:hunt:b', inlineJson({ identity: 1, name: 'x'.repeat(1000) }));
  await redis.sadd('falsim:workers', 'a');
  await redis.sadd('falsim:hunts', 'b', 'c');
}

describe('an installation without BullMQ', () => {
  it('is told what to install; what goes wrong otherwise is told as it is', async () => {
    const failing = (code: string) => () =>
      Promise.reject(Object.assign(new Error("Cannot find package 'bullmq'"), { code }));
    const missing = loadDrivers(failing('ERR_MODULE_NOT_FOUND'));
    await expect(missing).rejects.toThrow(InputError);
    await expect(missing).rejects.toThrow('npm install bullmq ioredis');
    await expect(loadDrivers(failing('ERR_OTHER'))).rejects.toThrow('Cannot find package');
  });
});

describe('the address of a queue', () => {
  it('is told without its password', () => {
    const { target, shown } = queueAddress('rediss://me:secret@host:6380/2');
    expect(target).toBe('rediss://me:secret@host:6380/2');
    expect(shown).toBe('rediss://host:6380/2');
    expect(queueAddress('unix:///run/redis.sock').target).toBe('/run/redis.sock');
  });

  it.each(['localhost:6379', 'http://host', 'redis://', 'unix://run', '', 'redis://a:b@'])(
    'is none: %s',
    (text) => {
      expect(() => queueAddress(text)).toThrow('expected the address of a Redis');
      expect(() => queueAddress(text)).not.toThrow('a:b');
    },
  );
});

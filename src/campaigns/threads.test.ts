/** Threads that never wait for the next task, and do not keep one that another could do. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { claims } from '../testing/toy-claims.ts';
import type { WorkerPool } from './pool.ts';
import type { Task } from './task.ts';
import { createWorkerPool } from './worker-pool.ts';

const registry = new URL('../testing/toy-claims.ts', import.meta.url).href;

const chunk = (runs: number): Task => ({
  kind: 'chunk',
  spec: { claimId: 'slow', dropped: [], seed: 1, index: 0, runs },
});

let pool: WorkerPool;
beforeAll(async () => {
  pool = createWorkerPool({ jobs: 2, claims, registry, runLimit: 60 });
  await Promise.all([pool.run(chunk(1)), pool.run(chunk(1))]);
});
afterAll(() => pool.close());

it('begin the next task while nobody is there to hand one out', async () => {
  expect(pool.ahead).toBe(2);
  const before = pool.checked();
  const results = [3, 3, 3, 3].map((runs) => pool.run(chunk(runs)));
  // The calling thread does nothing else meanwhile, so that no message of a thread arrives.
  const deadline = performance.now() + 10_000;
  while (pool.checked() < before + 12 && performance.now() < deadline);
  expect(pool.checked() - before).toBe(12);
  for (const result of await Promise.all(results))
    expect(result).toMatchObject({ kind: 'chunk', result: { tries: 3 } });
});

it('give a task that waits behind a long one to a thread that has none', async () => {
  const ends: string[] = [];
  const run = (name: string, runs: number) => pool.run(chunk(runs)).then(() => ends.push(name));
  await Promise.all([run('long', 300), run('first', 1), run('behind', 1), run('last', 1)]);
  expect(ends).toHaveLength(4);
  expect(ends.at(-1)).toBe('long');
});

it('know in which instance they are, and what they gave up before it', async () => {
  const impatient = createWorkerPool({ jobs: 1, claims, registry, runLimit: 0.2 });
  const spec = { claimId: 'stuck', dropped: [], seed: 1, index: 0, runs: 20 };
  const given = impatient.run({ kind: 'chunk', spec });
  await vi.waitUntil(() => (impatient.underWay?.()[0]?.givenUp ?? 0) > 0, 20_000);
  const [{ claim, droppedHypotheses, seconds }] = impatient.underWay!();
  expect([claim, droppedHypotheses]).toEqual(['stuck', []]);
  expect(seconds).toBeLessThan(10);
  await impatient.close();
  expect(await given).toMatchObject({ kind: 'lost' });
  expect(pool.underWay!()).toEqual([]);
});

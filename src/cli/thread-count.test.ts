import { availableParallelism } from 'node:os';
import { expect, it, vi } from 'vitest';
import type { WorkerPoolOptions } from '../campaigns/pool.ts';
import { falsim, temporaryFolder } from '../testing/command-line.ts';
import { heapFor, threadsFor } from './thread-count.ts';

const heaps: (number | undefined)[] = [];
vi.mock('../campaigns/worker-pool.ts', async (original) => {
  const pools = await original<typeof import('../campaigns/worker-pool.ts')>();
  return {
    createWorkerPool: (options: WorkerPoolOptions) => {
      heaps.push(options.memory);
      return pools.createWorkerPool(options);
    },
  };
});

const GIB = 2 ** 30;

it.each([
  ['one a core where nothing is asked', undefined, 6, 16 * GIB, 6],
  ['fewer where memory is short', undefined, 6, GIB, 4],
  ['none', 0, 1, GIB, 0],
  ['four a core', 24, 6, 16 * GIB, 24],
  ['one, however little memory', 1, 2, GIB / 100, 1],
])('%s', (_, asked, cores, memory, threads) => {
  expect(threadsFor(asked, { cores, memory })).toBe(threads);
});

it.each([
  ['beyond the cores', 25, 6, 16 * GIB, 'at most 24 threads (6 cores and 16384 MiB here)'],
  ['beyond memory', 5, 6, GIB, 'at most 4 threads (6 cores and 1024 MiB here)'],
  ['on one core', 5, 1, 16 * GIB, 'at most 4 threads (1 core and 16384 MiB here)'],
])('%s it is refused with the bound', (_, asked, cores, memory, bound) => {
  expect(() => threadsFor(asked, { cores, memory })).toThrow(
    `--jobs: expected ${bound}, received ${asked}`,
  );
});

it.each(['hunt', 'necessity'])('%s begins nothing with too many threads', async (name) => {
  const jobs = String(4 * availableParallelism() + 1);
  const { code, out, err } = await falsim([name, 'bounded', '--runs', '1', '--jobs', jobs]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^falsim: --jobs: expected at most \d+ threads \(.*\), received \d+\n$/);
});

it.each([
  ['2 GiB where there is enough', 2, 6, 16 * GIB, 2048],
  ['the same with less to spare', 2, 6, 6 * GIB, 2048],
  ['an equal share of three quarters', 4, 6, 2 * GIB, 384],
  ['of what the smallest share of the memory of a machine allows', 4, 6, GIB, 192],
  ['that of one where there is none', 0, 6, GIB, 768],
])('a thread may take %s', (_, jobs, cores, memory, heap) => {
  expect(heapFor(jobs, { cores, memory })).toBe(heap);
});

it.each(['hunt', 'necessity'])('%s bounds the heap of its threads', async (name) => {
  heaps.length = 0;
  const folder = temporaryFolder();
  const words = ['bounded', '--runs', '1', '--jobs', '0', '--seed', '1', '--shrinks', '0'];
  const places = ['--out', folder, '--state', `${folder}/state`];
  const { code } = await falsim([name, ...words, ...places]);
  expect(code).toBeLessThan(4);
  expect(heaps.length).toBeGreaterThan(0);
  expect(new Set(heaps)).toEqual(new Set([heapFor(0)]));
});

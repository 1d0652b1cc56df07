import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { falsim } from '../testing/command-line.ts';
import { threadsFor } from './thread-count.ts';

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

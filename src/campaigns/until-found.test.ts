import { expect, it } from 'vitest';
import { chunkRuns, type Progress, UntilFound } from './schedule.ts';
import { IndexSet } from './store/index-set.ts';

function progress(...done: number[]) {
  const set = new IndexSet();
  for (const index of done) set.add(index);
  return { done: set, seconds: 0, hasFailed: false, once: 0 };
}

it('never begins a chunk of a target while one is under way, nor after a failure', () => {
  const [a, b, failed]: { -readonly [K in keyof Progress]: Progress[K] }[] = [
    progress(),
    progress(0),
    progress(),
  ];
  failed.hasFailed = true;
  const order = new UntilFound([a, b, failed], { runs: 25, chunkRuns: 10, untilFound: true });
  const next = () => order.next().value;
  expect(next()).toEqual({ search: a, index: 0 });
  expect(next()).toEqual({ search: b, index: 1 });
  expect(next()).toBe(undefined);
  order.release(b);
  order.release(a);
  // The last chunk is shorter, and is no more begun again than others.
  expect(next()).toEqual({ search: b, index: 2 });
  a.hasFailed = true;
  expect(next()).toBe(undefined);
  order.release(b);
  expect(next()).toBe(undefined);
});

it('gives a turn of few runs to the target that has had the least time, where time is shared', () => {
  const [a, b, c]: { -readonly [K in keyof Progress]: Progress[K] }[] = [
    progress(),
    progress(),
    progress(),
  ];
  const budget = { seconds: 9, untilFound: true } as const;
  expect(chunkRuns(budget)).toBeLessThan(chunkRuns({ seconds: 9 }));
  const order = new UntilFound([a, b, c], budget);
  const next = () => order.next().value?.search;
  expect([next(), next(), next(), next()]).toEqual([a, b, c, undefined]);
  [a.seconds, b.seconds, c.seconds] = [5, 1, 3];
  for (const search of [a, b, c]) order.release(search);
  expect(next()).toBe(b);
  b.seconds = 4;
  order.release(b);
  expect([next(), next(), next()]).toEqual([c, b, a]);
});

/** Waiting that is given up for all at once keeps nothing of what was waited for. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { GivingUp } from './giving-up.ts';

const never = () => new Promise<number>(() => undefined);

it('waits for a promise, its error too, until all are given up', async () => {
  const waiting = new GivingUp();
  expect(await waiting.orGivenUp(Promise.resolve(1))).toBe(1);
  await expect(waiting.orGivenUp(Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  const both = [waiting.orGivenUp(never()), waiting.orGivenUp(never())];
  waiting.giveUp();
  expect(await Promise.all(both)).toEqual([undefined, undefined]);
  expect(await waiting.orGivenUp(never())).toBeUndefined();
});

it('keeps no result', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const waiting = new GivingUp();
  const results: WeakRef<object>[] = [];
  const once = async () => {
    const result = await waiting.orGivenUp(Promise.resolve({ chunk: results.length }));
    results.push(new WeakRef(result!));
  };
  for (let k = 0; k < 50; k++) await once();
  // Weak references hold until the turn ends.
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect(results.filter((result) => result.deref() !== undefined)).toEqual([]);
  waiting.giveUp();
});

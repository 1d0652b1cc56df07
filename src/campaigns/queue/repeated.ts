/** What is asked of a Redis again and again, and what is waited for but not for ever. */
import type { Redis } from 'ioredis';
import { after } from '../timer.ts';

/**
 * Acts now and every so many milliseconds, while the Redis answers and never twice at once.
 * @returns ends it.
 */
export function whileItAnswers(
  redis: Redis,
  milliseconds: number,
  act: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => void {
  let isUnderWay = false;
  const turn = () => {
    if (isUnderWay || redis.status !== 'ready') return;
    isUnderWay = true;
    act()
      .catch(onError)
      .finally(() => {
        isUnderWay = false;
      });
  };
  turn();
  const timer = setInterval(turn, milliseconds);
  return () => clearInterval(timer);
}

/** Waits for the promise, but no longer; what goes wrong with it is nobody's concern. */
export async function inTime(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  let cancel: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    cancel = after(milliseconds, resolve);
  });
  await Promise.race([promise.catch(() => undefined), late]);
  cancel();
}

const GLANCE = 20;

/** Waits until it is so, but no longer. */
export async function until(isSo: () => boolean, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!isSo() && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, GLANCE));
}

/**
 * How much of what is drawn, of seeds and of recorded answers a run of the tests takes: a share, so that it ends while
 * people wait, and all of it every night, where FALSIM_TESTS=full.
 */
import process from 'node:process';

export const isFull = process.env['FALSIM_TESTS'] === 'full';

const DAY = 24 * 3600 * 1000;
/** What comes round: named by the day, or by a seed as `falsim/vitest` reads it. */
const { FALSIM_SEED = Math.floor(Date.now() / DAY) } = process.env;
export const turn = Math.abs(Number(FALSIM_SEED) | 0);

/** Whether it is the turn of the i-th of those that are looked at in so many days; a run says `turn` where it fails. */
export function isTurn(i: number, days: number): boolean {
  return isFull || i % days === turn % days;
}

/** So much of it, or all. */
export function share(some: number, all: number): number {
  return isFull ? all : some;
}

/**
 * How much of what is drawn, of seeds and of recorded answers a run of the tests takes: a share, so that it ends while
 * people wait, and all of it every night, where FALSIM_TESTS=full.
 */
import process from 'node:process';

export const isFull = process.env['FALSIM_TESTS'] === 'full';

/** So much of it, or all. */
export function share(some: number, all: number): number {
  return isFull ? all : some;
}

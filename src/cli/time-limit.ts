/**
 * A bound on the time of a computation that gives no sign of itself. The engine can end any JavaScript, loops
 * and long products as well, when a watch outside of it asks for it; `node:vm` has that watch.
 */
import { Script } from 'node:vm';
import { InterruptedError, TimeLimitError } from '../errors.ts';
import { abandonBudgets } from '../numerics/budget.ts';
import { durationOption } from './options.ts';

/** Seconds where no limit is named. */
export const DEFAULT_TIME_LIMIT = 600;

/** Arguments of the option `--time-limit`. @param what has so much time. */
export function timeLimitFor(what: string) {
  return [
    '--time-limit <time>',
    `longest time for ${what}; exit code 3 where it is not enough`,
    durationOption('--time-limit'),
    DEFAULT_TIME_LIMIT,
  ] as const;
}

export const timeLimitOption = timeLimitFor('the computation');

/** What timers of the engine can count to, in milliseconds. */
const LONGEST = 2 ** 31 - 1;
const SLOT = Symbol.for('falsim time limit');
const call = new Script(`globalThis[Symbol.for('falsim time limit')]()`);

/**
 * The value of `compute`, whose errors pass as they are. Ctrl-C ends it too, so that who asked can put things in order:
 * a computation hears no signal.
 *
 * @param seconds what it may take.
 * @throws TimeLimitError when it took longer, InterruptedError at Ctrl-C. What it was working on is then in no state to
 * go on with.
 */
export function within<T>(seconds: number, compute: () => T): T {
  const holder = globalThis as unknown as { [SLOT]?: (() => void) | undefined };
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  const outer = holder[SLOT];
  holder[SLOT] = () => {
    try {
      outcome = { value: compute() };
    } catch (error) {
      outcome = { error };
    }
  };
  try {
    const timeout = Math.max(1, Math.min(LONGEST, Math.ceil(seconds * 1000)));
    call.runInThisContext({ timeout, breakOnSigint: true });
  } catch (error) {
    const { code } = error as { readonly code?: string };
    const isInterrupted = code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
    if (!isInterrupted && code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    abandonBudgets();
    throw isInterrupted ? new InterruptedError() : new TimeLimitError(seconds);
  } finally {
    holder[SLOT] = outer;
  }
  if (outcome === undefined) throw new TimeLimitError(seconds);
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

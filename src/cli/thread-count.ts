/** How many threads a command may ask for. More than the machine can feed make nothing faster. */
import { availableParallelism, totalmem } from 'node:os';
import process from 'node:process';
import { InputError } from '../errors.ts';
import { integerOption } from './options.ts';

/** What threads share. */
export interface Machine {
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
}

const MOST_PER_CORE = 4;
/** Bytes that one thread is counted with: its engine and code, and room for what it computes. */
const MEMORY_OF_ONE = 2 ** 28;

function thisMachine(): Machine {
  // What the container allows; 0 or more than there is where it allows everything.
  const allowed = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return { cores: availableParallelism(), memory: Math.min(totalmem(), allowed) };
}

/** Arguments of the option `--jobs`. */
export function jobsOption() {
  return [
    '--jobs <n>',
    `threads, at most ${MOST_PER_CORE} a core and ${MEMORY_OF_ONE / 2 ** 20} MiB of memory each; 0: none; default: one a core`,
    integerOption('--jobs', 0, Number.MAX_SAFE_INTEGER),
  ] as const;
}

/**
 * The number of threads, from the command line or a profile.
 *
 * @param asked undefined where nothing is said: one a core, as far as memory goes.
 * @throws InputError with the bound, where more are asked for than the machine can feed. One is always allowed.
 */
export function threadsFor(asked: number | undefined, machine: Machine = thisMachine()): number {
  const { cores, memory } = machine;
  const byMemory = Math.max(1, Math.floor(memory / MEMORY_OF_ONE));
  if (asked === undefined) return Math.min(cores, byMemory);
  const most = Math.min(MOST_PER_CORE * cores, byMemory);
  if (asked <= most) return asked;
  const there = `${cores === 1 ? '1 core' : `${cores} cores`} and ${Math.floor(memory / 2 ** 20)} MiB`;
  throw new InputError('--jobs', `at most ${most} threads (${there} here)`, `${asked}`);
}

/** Of the memory that threads share; the rest is for the process around them. */
const SHARE_OF_THREADS = 3 / 4;
/** MiB that no verdict needs: what would take more is given up at the same point on every machine that has them. */
const MOST_HEAP = 2048;

/**
 * MiB of heap that each of so many threads may take. A thread that wants more is ended before the system ends the
 * process, and costs its instance.
 */
export function heapFor(jobs: number, { memory }: Machine = thisMachine()): number {
  return Math.min(MOST_HEAP, Math.floor((SHARE_OF_THREADS * memory) / 2 ** 20 / Math.max(1, jobs)));
}

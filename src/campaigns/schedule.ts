/** In which order the chunks of several targets are run, and how long each is. */
import { CHUNK_RUNS } from './chunk.ts';

export type Budget = (
  | {
      /** Instances of each target; by chunks of 100, or of fewer where they take long. */
      readonly runs: number;
      readonly chunkRuns?: number;
    }
  /** For all targets together. */
  | { readonly seconds: number }
) & {
  /** A target ends with the first chunk that holds a failure: what comes later does not count. */
  readonly untilFound?: true;
};

/** What a schedule looks at. */
export interface Progress {
  /** Chunks done, by index. */
  readonly chunks: ReadonlyMap<number, { readonly failures: { readonly length: number } }>;
  /** That they took. */
  readonly seconds: number;
}

/**
 * Short chunks where time is what is shared: they are the beginnings of the whole ones, and the small
 * instances among them.
 */
const TIMED_CHUNK_RUNS = 20;

export function chunkRuns(budget: Budget): number {
  return 'runs' in budget ? (budget.chunkRuns ?? CHUNK_RUNS) : TIMED_CHUNK_RUNS;
}

/** Runs of one chunk; fewer in the last one of a budget of runs, none beyond it. */
export function runsOf(budget: Budget, index: number): number {
  const whole = chunkRuns(budget);
  return 'runs' in budget ? Math.max(0, Math.min(whole, budget.runs - index * whole)) : whole;
}

/** Whether a chunk counts: with `untilFound` those up to the first that holds a failure. */
export function counts({ chunks }: Pick<Progress, 'chunks'>, budget: Budget, index: number) {
  if (!budget.untilFound) return true;
  return ![...chunks].some(([earlier, { failures }]) => earlier < index && failures.length > 0);
}

/**
 * Chunks that are not done yet. With a budget of runs the first of every target, then the second of
 * every target, …: equal shares. With a budget of time the target comes next that has had the least.
 */
export function* schedule<P extends Progress>(
  pursuits: readonly P[],
  budget: Budget,
): Generator<{ readonly pursuit: P; readonly index: number }> {
  if (pursuits.length === 0) return;
  if ('runs' in budget) {
    for (let index = 0; runsOf(budget, index) > 0; index++) {
      for (const pursuit of pursuits) {
        if (!pursuit.chunks.has(index) && counts(pursuit, budget, index)) yield { pursuit, index };
      }
    }
    return;
  }
  const turns = pursuits.map((pursuit) => ({ pursuit, started: pursuit.chunks.size, next: 0 }));
  /** Seconds used, and those that its chunks under way will use if they are like the others. */
  const share = ({ pursuit, started }: (typeof turns)[number]) =>
    (pursuit.seconds * started) / Math.max(1, pursuit.chunks.size);
  while (true) {
    for (const turn of turns) while (turn.pursuit.chunks.has(turn.next)) turn.next++;
    const open = turns.filter(({ pursuit, next }) => counts(pursuit, budget, next));
    if (open.length === 0) return;
    const turn = open.reduce((a, b) => {
      const difference = share(b) - share(a) || b.started - a.started;
      return difference < 0 ? b : a;
    });
    turn.started++;
    yield { pursuit: turn.pursuit, index: turn.next++ };
  }
}

/** In which order the chunks of several targets are run, and how long each is. */
import { CHUNK_RUNS } from './chunk.ts';
import { EVERY, type IndexSet, type Residues } from './store/index-set.ts';

export type Budget =
  /** Instances of each target; by chunks of 100, or of fewer where they take long. */
  | { readonly runs: number; readonly chunkRuns?: number }
  /** For all targets together. */
  | { readonly seconds: number };

/** What a schedule looks at. */
export interface Progress {
  /** Chunks done. */
  readonly done: IndexSet;
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

/**
 * Chunks that are not done yet. With a budget of runs the first of every target, then the second of
 * every target, …: equal shares. With a budget of time the target comes next that has had the least.
 *
 * @param residues those that are this machine's to do.
 */
export function* schedule<P extends Progress>(
  pursuits: readonly P[],
  budget: Budget,
  residues: Residues = EVERY,
): Generator<{ readonly pursuit: P; readonly index: number }> {
  if (pursuits.length === 0) return;
  if ('runs' in budget) {
    const missing = pursuits.map(({ done }) => done.nextMissing(0, residues));
    for (
      let index = Math.min(...missing);
      runsOf(budget, index) > 0;
      index = Math.min(...missing)
    ) {
      for (const [k, pursuit] of pursuits.entries()) {
        if (missing[k] !== index) continue;
        missing[k] = pursuit.done.nextMissing(index + 1, residues);
        yield { pursuit, index };
      }
    }
    return;
  }
  const turns = pursuits.map((pursuit) => ({ pursuit, started: pursuit.done.size, next: 0 }));
  /** Seconds used, and those that its chunks under way will use if they are like the others. */
  const share = ({ pursuit, started }: (typeof turns)[number]) =>
    (pursuit.seconds * started) / Math.max(1, pursuit.done.size);
  while (true) {
    const turn = turns.reduce((a, b) => {
      const difference = share(b) - share(a) || b.started - a.started;
      return difference < 0 ? b : a;
    });
    const index = turn.pursuit.done.nextMissing(turn.next, residues);
    turn.started++;
    turn.next = index + 1;
    yield { pursuit: turn.pursuit, index };
  }
}

/** In which order the chunks of several targets are run, and how long each is. */
import { CHUNK_RUNS } from './chunk.ts';
import { EVERY, type IndexSet, type Residues } from './store/index-set.ts';

export type Budget = (
  | {
      /** Instances of each target; by chunks of 100, or of fewer where they take long. */
      readonly runs: number;
      readonly chunkRuns?: number;
    }
  /** For all targets together. */
  | { readonly seconds: number }
) & {
  /** A target ends with the first chunk that holds a failure. */
  readonly untilFound?: true;
};

/** What a schedule looks at. */
export interface Progress {
  /** Chunks done. */
  readonly done: IndexSet;
  /** That they took. */
  readonly seconds: number;
  /** Whether one of them holds a failure. */
  readonly hasFailed: boolean;
  /** Kinds of instances that were met once (`reached.ts`). */
  readonly once: number;
}

/**
 * Short chunks where time is what is shared: they are the beginnings of the whole ones, and the small
 * instances among them.
 */
const TIMED_CHUNK_RUNS = 20;
/** A target that ends with a failure needs few runs for one, and the others are to have their turn. */
const TIMED_UNTIL_FOUND_RUNS = 4;

export function chunkRuns(budget: Budget): number {
  if ('runs' in budget) return budget.chunkRuns ?? CHUNK_RUNS;
  return budget.untilFound ? TIMED_UNTIL_FOUND_RUNS : TIMED_CHUNK_RUNS;
}

/** When a campaign's time is over, in milliseconds of its clock: starting up is part of it, as far as a tenth. */
export function endOf(budget: Budget, begin: number, began = begin): number {
  if ('runs' in budget) return Number.POSITIVE_INFINITY;
  return Math.max(began, begin - 100 * budget.seconds) + 1000 * budget.seconds;
}

/** Of a budget of time, the share that is kept for storing what was found, and the most of it in milliseconds. */
const STORING_SHARE = 0.05;
const MOST_STORING = 1000;

/** When a campaign begins no more chunks, so that what it found is stored soon after its time. */
export function searchEndOf(budget: Budget, begin: number, began = begin): number {
  const end = endOf(budget, begin, began);
  if ('runs' in budget) return end;
  return end - Math.min(MOST_STORING, 1000 * STORING_SHARE * budget.seconds);
}

/** Runs of one chunk; fewer in the last one of a budget of runs, none beyond it. */
export function runsOf(budget: Budget, index: number): number {
  const whole = chunkRuns(budget);
  return 'runs' in budget ? Math.max(0, Math.min(whole, budget.runs - index * whole)) : whole;
}

/** Of the time of a target that teaches most, how many times as much as one that teaches nothing. */
const MOST_PARTS = 3;

/**
 * How many parts of the time each target is due, from 1 for one that teaches nothing to 3. N₁ kinds of instances that were
 * met once in s seconds: the next second is expected to show N₁/s new ones (Good and Turing, `coverage.ts`). One
 * part more for as much as is taught on average.
 */
export function partsOf(searches: readonly Pick<Progress, 'once' | 'seconds'>[]): number[] {
  const rates = searches.map(({ once, seconds }) => (seconds > 0 ? once / seconds : 0));
  const mean = rates.reduce((a, b) => a + b, 0) / rates.length;
  return rates.map((rate) => (mean > 0 ? Math.min(MOST_PARTS, 1 + rate / mean) : 1));
}

/**
 * Chunks that are not done yet. With a budget of runs the first of every target, then the second of
 * every target, …: equal shares. With a budget of time the target comes next that has had the least for what it
 * still teaches; what that is, is asked again after as many chunks as there are targets. Which chunks those are
 * is for the clock to say, what is in them is not.
 *
 * @param residues those that are this machine's to do.
 */
export function* schedule<P extends Progress>(
  searches: readonly P[],
  budget: Budget,
  residues: Residues = EVERY,
): Generator<{ readonly search: P; readonly index: number }> {
  if (searches.length === 0) return;
  if ('runs' in budget) {
    const missing = searches.map(({ done }) => done.nextMissing(0, residues));
    for (
      let index = Math.min(...missing);
      runsOf(budget, index) > 0;
      index = Math.min(...missing)
    ) {
      for (const [k, search] of searches.entries()) {
        if (missing[k] !== index) continue;
        missing[k] = search.done.nextMissing(index + 1, residues);
        yield { search, index };
      }
    }
    return;
  }
  const turns = searches.map((search) => ({ search, started: search.done.size, next: 0 }));
  /** Seconds used, and those that its chunks under way will use if they are like the others. */
  const share = ({ search, started }: (typeof turns)[number]) =>
    (search.seconds * started) / Math.max(1, search.done.size);
  let parts: readonly number[] = [];
  for (let yielded = 0; ; yielded++) {
    if (yielded % searches.length === 0) parts = partsOf(searches);
    const dues = turns.map((turn, k) => share(turn) / parts[k]);
    let least = 0;
    for (const [k, { started }] of turns.entries())
      if ((dues[k] - dues[least] || started - turns[least].started) < 0) least = k;
    const turn = turns[least];
    const index = turn.search.done.nextMissing(turn.next, residues);
    turn.started++;
    turn.next = index + 1;
    yield { search: turn.search, index };
  }
}

/**
 * Chunks of a target one after the other, until one holds a failure: whatever the number of threads, no later
 * chunk is ever begun, so that what the target comes to depends on the seed alone. Targets take turns; where time is
 * what is shared, the one that has had the least comes next.
 */
export class UntilFound<P extends Progress> {
  readonly #idle: P[];
  readonly #budget: Budget;
  readonly #residues: Residues;
  /** What comes next of each. */
  readonly #next = new Map<P, number>();

  constructor(searches: readonly P[], budget: Budget, residues: Residues = EVERY) {
    this.#idle = [...searches];
    this.#budget = budget;
    this.#residues = residues;
  }

  /** A chunk of a target of which none is under way; done where there is no such. */
  next(): IteratorResult<{ readonly search: P; readonly index: number }, undefined> {
    for (let search = this.#take(); search !== undefined; search = this.#take()) {
      const index = search.done.nextMissing(this.#next.get(search) ?? 0, this.#residues);
      if (search.hasFailed || runsOf(this.#budget, index) === 0) continue;
      this.#next.set(search, index + 1);
      return { done: false, value: { search, index } };
    }
    return { done: true, value: undefined };
  }

  #take(): P | undefined {
    if ('runs' in this.#budget) return this.#idle.shift();
    let least = 0;
    for (const [k, { seconds }] of this.#idle.entries())
      if (seconds < this.#idle[least].seconds) least = k;
    return this.#idle.splice(least, 1)[0];
  }

  /** The chunk that was under way has ended. */
  release(search: P): void {
    this.#idle.push(search);
  }
}

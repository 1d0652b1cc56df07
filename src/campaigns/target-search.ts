/** What a campaign knows of one target while it runs. */
import type { Counterexample } from '../counterexamples/counterexample.ts';
import {
  parseCounterexample,
  readCounterexampleFile,
} from '../counterexamples/read-counterexample.ts';
import type { Saved } from '../counterexamples/store.ts';
import type { ChunkResult } from './chunk.ts';
import type { Discoveries } from './guided/discoveries.ts';
import type { GuidedProgress } from './guided/guided-schedule.ts';
import type { Strategy } from './guided/tries-to-failure.ts';
import type { LossCause } from './outcome.ts';
import { NOTHING_REACHED } from './reached.ts';
import { type Budget, chunkRuns, type Progress, runsOf } from './schedule.ts';
import { Aggregate } from './store/aggregate.ts';
import { EVERY, type IndexSet, type Residues } from './store/index-set.ts';
import type { StoredFailure, TargetMemory } from './store/memory.ts';
import type { Target } from './target.ts';
import { type Found, firstFailures, type LocatedFailure } from './target-report.ts';

export interface FoundFailure extends Found {
  readonly tries: number;
  /** Shrunk to the end. */
  readonly isWhole: boolean;
}

/** Of the targets that a machine has a share in, its chunks: where the search is guided, all. */
export function chunksOf(share: Residues | undefined, strategy: Strategy | undefined): Residues {
  return strategy === 'guided' || share === undefined ? EVERY : share;
}

export class TargetSearch implements Progress, GuidedProgress {
  readonly target: Target;
  /** Position among the targets of the campaign. */
  readonly of: number;
  readonly memory: TargetMemory;
  /** Failures that have been taken up, by key. */
  readonly taken = new Map<string, Promise<void>>();
  readonly found = new Map<string, FoundFailure>();
  /** Chunks that were ended early: they are told of, and done again by whoever resumes. */
  readonly broken: ChunkResult[] = [];
  readonly #budget: Budget;
  readonly #residues: Residues;
  /** Of the first failures, how many have been looked at in their order. */
  #looked = 0;

  constructor(
    target: Target,
    of: number,
    memory: TargetMemory,
    budget: Budget,
    residues: Residues,
  ) {
    this.target = target;
    this.of = of;
    this.memory = memory;
    this.#budget = budget;
    this.#residues = residues;
  }

  get done(): IndexSet {
    return this.memory.whole.done;
  }

  /** Whether the chunk is done, the last short one of a budget included. */
  has(index: number): boolean {
    const tail = this.memory.tails.get(index);
    return this.done.has(index) || (tail !== undefined && this.#counts(tail));
  }

  get discoveries(): Discoveries {
    return this.memory.whole.discoveries;
  }

  get hasFailed(): boolean {
    return this.memory.whole.failures.size > 0;
  }

  get once(): number {
    return Object.values(this.memory.whole.reached.drawn).filter((n) => n === 1).length;
  }

  get seconds(): number {
    return this.memory.seconds;
  }

  /** Failures that nothing will come before any more, each once: all chunks before theirs are done. */
  newlySettled(): LocatedFailure[] {
    const { failures } = this.memory.whole;
    if (this.#looked === failures.size) return [];
    const end = this.done.nextMissing(0, this.#residues);
    const settled = firstFailures(this.memory.whole, chunkRuns(this.#budget))
      .slice(this.#looked)
      .filter(({ index }) => index < end);
    this.#looked += settled.length;
    return settled;
  }

  /** All chunks of the budget together, with the last short one and those that were ended early. */
  everything(): Aggregate {
    const all = new Aggregate(this.memory.whole.toJSON());
    for (const tail of this.memory.tails.values()) if (this.#counts(tail)) all.add(tail);
    for (const chunk of this.broken) all.add(chunk);
    return all;
  }

  /**
   * Every failure that there is, and whether nothing can come before it any more: of the first chunk that is not
   * whole – the last one of a budget, or one that was ended early – there are the first runs.
   */
  failures(): { readonly failure: LocatedFailure; readonly settled: boolean }[] {
    const end = this.done.nextMissing(0, this.#residues);
    return firstFailures(this.everything(), chunkRuns(this.#budget)).map((failure) => ({
      failure,
      settled: failure.index <= end,
    }));
  }

  /** Whether it is the last chunk of this budget, and not of another. */
  #counts({ index, tries }: ChunkResult): boolean {
    return tries === runsOf(this.#budget, index) && !this.done.has(index);
  }
}

/** Undefined when the file is gone or another: then the failure is stored again. */
export function foundBefore({ file, digest }: StoredFailure): Found | undefined {
  try {
    const saved: Saved = { status: 'unchanged', file };
    const counterexample = readCounterexampleFile(file);
    return counterexample.digest === digest ? { counterexample, saved } : undefined;
  } catch {
    return undefined;
  }
}

/** What the store gives back is checked where it is used. */
export function asRead(counterexample: Counterexample): Counterexample {
  return parseCounterexample(counterexample) as Counterexample;
}

/** A chunk of which nothing came back. */
export function lostChunk(
  index: number,
  runs: number,
  cause: LossCause,
  reason: string,
): ChunkResult {
  return {
    index,
    tries: runs,
    counts: { survived: 0, falsified: 0, inconclusive: runs, vacuous: 0 },
    causes: { [cause]: runs },
    statuses: {},
    reached: NOTHING_REACHED,
    worstMargin: null,
    failures: [],
    defects: [`chunk ${index} was given up: ${reason}`],
    lost: [],
  };
}

/**
 * In which order the chunks of a guided campaign are run. Each target goes by generations of its own: the chunks of
 * one start from what all of the generations before had learnt, so that the next one waits for the last of them.
 * Which chunks make a generation depends on nothing but their index.
 *
 * With a budget of runs all targets get what they are due, generation by generation. With a budget of time the target
 * comes next that has had the least time for what its last generation taught: cells that were new, margins that
 * fell.
 */
import { type Budget, runsOf } from '../schedule.ts';
import type { IndexSet, Residues } from '../store/index-set.ts';
import { type Corpus, lessonOf } from './corpus.ts';
import type { Discoveries } from './discoveries.ts';

/** Runs of a chunk, so that what one learns is soon known to others. */
export const GUIDED_CHUNK_RUNS = 50;

/** Chunks of a generation. */
export const GENERATION_CHUNKS = 2;

/** The first index of the generation that a chunk belongs to. */
export const generationOf = (index: number): number => index - (index % GENERATION_CHUNKS);

/**
 * The targets that one of several machines does, each to its end: what a target learns is of all its chunks, so
 * that shares of chunks would be so many other searches.
 */
export function ownTargets<T>(targets: readonly T[], { part, of }: Residues): T[] {
  return targets.filter((_, k) => k % of === part);
}

/** What a schedule looks at. */
export interface GuidedProgress {
  readonly done: IndexSet;
  /** Whether the chunk is done, the last short one of a budget included. */
  has(index: number): boolean;
  readonly seconds: number;
  readonly discoveries: Discoveries;
}

export interface GuidedTask<P> {
  readonly search: P;
  readonly index: number;
  /** What was known when the generation began. */
  readonly corpus: Corpus;
}

interface Turn<P> {
  readonly search: P;
  next: number;
  started: number;
  readonly running: Set<number>;
}

/** @returns the next chunk; `wait` where one has to end before there is another; null where there is none. */
export function guidedSchedule<P extends GuidedProgress>(
  searches: readonly P[],
  budget: Budget,
): () => GuidedTask<P> | 'wait' | null {
  const turns = searches.map((search): Turn<P> => {
    const next = search.done.nextMissing(0);
    return { search, next, started: search.done.size, running: new Set() };
  });
  const isLeft = ({ next }: Turn<P>) => runsOf(budget, next) > 0;
  const isReady = (turn: Turn<P>) => {
    for (const index of turn.running) if (turn.search.has(index)) turn.running.delete(index);
    const own = generationOf(turn.next);
    return [...turn.running].every((index) => generationOf(index) === own);
  };
  const due = (turn: Turn<P>) => ('runs' in budget ? turn.next : share(turn) / taught(turn));

  return () => {
    const left = turns.filter(isLeft);
    const ready = left.filter(isReady);
    if (ready.length === 0) return left.length === 0 ? null : 'wait';
    const turn = ready.reduce((a, b) => (due(b) < due(a) ? b : a));
    const { search, next: index } = turn;
    turn.running.add(index);
    turn.started++;
    turn.next = search.done.nextMissing(index + 1);
    const corpus = search.discoveries.before(generationOf(index));
    return { search, index, corpus };
  };
}

/** Seconds used, and those that its chunks under way will use if they are like the others. */
function share<P extends GuidedProgress>({ search, started }: Turn<P>): number {
  // Targets that have had none come first, in turn.
  if (search.done.size === 0) return 1e-9 * started;
  return (search.seconds * started) / search.done.size;
}

/** 1 for a target whose last generation taught nothing. */
function taught<P extends GuidedProgress>({ search, next }: Turn<P>): number {
  const now = generationOf(next);
  const before = now - GENERATION_CHUNKS;
  if (before < 0) return 1;
  const { discoveries } = search;
  const { cells, lowered } = lessonOf(discoveries.before(before), discoveries.before(now));
  return 1 + cells + lowered;
}

/** What is told of one target. */
import type { StoredCounterexample } from '../counterexamples/counterexample.ts';
import type { Saved } from '../counterexamples/store.ts';
import type { ChunkFailure, ChunkResult, LostRun } from './chunk.ts';
import type { Aggregate } from './store/aggregate.ts';
import type { Target } from './target.ts';

/** A counterexample after shrinking, and what became of it in the store. */
export interface Found {
  readonly counterexample: StoredCounterexample;
  readonly saved: Saved;
}

/** Tallies of one claim with one choice of dropped hypotheses. */
export interface TargetReport
  extends Pick<
    ChunkResult,
    'tries' | 'counts' | 'causes' | 'statuses' | 'reached' | 'worstMargin'
  > {
  readonly target: Target;
  /** Time that its chunks took, summed over threads. */
  readonly seconds: number;
  readonly found: readonly Found[];
  /** Instances up to the first failure and with it, null where there is none. */
  readonly triesToFirst: number | null;
  /** What went wrong in falsim itself. */
  readonly defects: readonly string[];
  /** Instances that were given up, or met a defect: where they are, and why. */
  readonly lost: readonly LostRun[];
}

/** A failure together with how many instances come up to it. */
export interface LocatedFailure extends ChunkFailure {
  /** Of its chunk. */
  readonly index: number;
  readonly key: string;
  readonly tries: number;
}

/**
 * The first failure of every signature, in the order of their places.
 * @param chunkRuns runs of a whole chunk.
 */
export function firstFailures(all: Aggregate, chunkRuns: number): LocatedFailure[] {
  return all.failures.entries().map(([key, failure]) => ({
    ...failure,
    key,
    tries: failure.index * chunkRuns + failure.run + 1,
  }));
}

export function reportOf(
  target: Target,
  all: Aggregate,
  chunkRuns: number,
  seconds: number,
  found: readonly Found[],
): TargetReport {
  const { tries, counts, causes, statuses, reached, worstMargin } = all;
  return {
    target,
    tries,
    counts,
    causes: byCount(causes),
    statuses: byCount(statuses),
    reached,
    worstMargin,
    seconds,
    found,
    triesToFirst: firstFailures(all, chunkRuns)[0]?.tries ?? null,
    defects: all.defects.entries().map(([message]) => message),
    lost: all.lost.entries().map(([, { index: _, ...loss }]) => loss),
  };
}

/** Largest count first. */
function byCount(counts: ReadonlyMap<string, number>): { readonly [name: string]: number } {
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

/** Sums over the chunks of one target, in the order of their index. */
import type { StoredCounterexample } from '../counterexamples/counterexample.ts';
import type { Saved } from '../counterexamples/store.ts';
import type { ChunkFailure, ChunkResult, LostRun, VerdictCounts } from './chunk.ts';
import { failureKey } from './outcome.ts';
import { addReached, type Reached } from './reached.ts';
import type { Target } from './target.ts';

export interface Found {
  readonly counterexample: StoredCounterexample;
  readonly saved: Saved;
}

export interface TargetReport {
  readonly target: Target;
  readonly tries: number;
  readonly counts: VerdictCounts;
  /** Why verdicts were inconclusive or vacuous, with how often. */
  readonly causes: { readonly [cause: string]: number };
  /** How exact answers were proven, how often. */
  readonly statuses: { readonly [status: string]: number };
  readonly reached: Reached;
  /** Null where nothing was decided. */
  readonly worstMargin: number | null;
  /** Time that its chunks took, summed over threads. */
  readonly seconds: number;
  readonly found: readonly Found[];
  /** Instances tried up to the first failure, null where there is none. */
  readonly triesToFirst: number | null;
  /** What went wrong in falsim itself. */
  readonly defects: readonly string[];
  /** Instances that were given up, or met a defect: where they are, and why. */
  readonly lost: readonly LostRun[];
}

/** A failure together with how many instances had been tried when it turned up. */
export interface LocatedFailure extends ChunkFailure {
  readonly key: string;
  readonly tries: number;
}

/**
 * The first failure of every signature, in the order in which they turned up.
 * @param chunks in order of index.
 */
export function firstFailures(chunks: Iterable<ChunkResult>): LocatedFailure[] {
  const first = new Map<string, LocatedFailure>();
  let before = 0;
  for (const { tries, failures } of chunks) {
    for (const failure of failures) {
      const key = failureKey(failure.verdict);
      if (!first.has(key)) first.set(key, { ...failure, key, tries: before + failure.run + 1 });
    }
    before += tries;
  }
  return [...first.values()].sort((a, b) => a.tries - b.tries);
}

export function reportOf(
  target: Target,
  chunks: readonly ChunkResult[],
  seconds: number,
  found: readonly Found[],
): TargetReport {
  const counts = { survived: 0, falsified: 0, inconclusive: 0, vacuous: 0 };
  const causes = new Map<string, number>();
  const statuses = new Map<string, number>();
  const defects = new Set<string>();
  let tries = 0;
  let worstMargin: number | null = null;
  for (const chunk of chunks) {
    tries += chunk.tries;
    for (const kind of ['survived', 'falsified', 'inconclusive', 'vacuous'] as const) {
      counts[kind] += chunk.counts[kind];
    }
    for (const [cause, n] of Object.entries(chunk.causes)) {
      causes.set(cause, (causes.get(cause) ?? 0) + n);
    }
    for (const [status, n] of Object.entries(chunk.statuses)) {
      statuses.set(status, (statuses.get(status) ?? 0) + n);
    }
    for (const defect of chunk.defects) defects.add(defect);
    if (chunk.worstMargin !== null) {
      worstMargin = Math.min(worstMargin ?? chunk.worstMargin, chunk.worstMargin);
    }
  }
  return {
    target,
    tries,
    counts,
    causes: byCount(causes),
    statuses: byCount(statuses),
    reached: addReached(chunks.map(({ reached }) => reached)),
    worstMargin,
    seconds,
    found,
    triesToFirst: firstFailures(chunks)[0]?.tries ?? null,
    defects: [...defects],
    lost: chunks.flatMap((chunk) => chunk.lost),
  };
}

/** Largest count first. */
function byCount(counts: ReadonlyMap<string, number>): { readonly [name: string]: number } {
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

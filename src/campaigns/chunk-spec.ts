/** What a chunk of a hunt is a function of, besides the claim. */
import type { Corpus } from './guided/corpus.ts';
import type { SkippedRun } from './outcome.ts';
import type { Slice } from './sweep/small-scope.ts';
import type { Target } from './target.ts';

/** Of a sweep: there is nothing to be gained from longer ones, and they are lost with a thread. */
export const SWEEP_CHUNK_RUNS = 20;

export interface ChunkSpec {
  readonly claimId: string;
  readonly dropped: readonly string[];
  /** Kinds of models that are drawn; absent: what the claim draws. */
  readonly kinds?: readonly string[];
  readonly seed: number;
  /** 0, 1, 2, … */
  readonly index: number;
  /** At most CHUNK_RUNS; fewer in the last chunk of a hunt of so many runs. */
  readonly runs: number;
  /** Given, even if empty: what is dropped fails, these weaker forms of it hold (`weakened.ts`). */
  readonly instead?: readonly string[];
  /** What a guided search starts from; absent: every instance is drawn for itself. */
  readonly corpus?: Corpus;
  /** Whether what the claim draws is made an edge case. */
  readonly edgeCases?: true;
  /** The instances, where none are drawn; as many as there are runs. */
  readonly slices?: readonly Slice[];
  /** Runs that are drawn and not checked: a thread did not survive them. */
  readonly skip?: readonly SkippedRun[];
}

/** Names the stream of random numbers of a chunk; one chunk, one name. */
export function streamOf(spec: ChunkSpec): string {
  const { claimId, dropped, kinds = [], instead, edgeCases, seed, index } = spec;
  const beyond = instead === undefined ? [] : [['beyond', ...instead].join('+')];
  const words = [claimId, [...dropped].sort().join('+'), ...kinds, ...beyond, seed, index];
  return [...words, ...(edgeCases ? ['edge cases'] : [])].join('/');
}

/** A chunk of a target. */
export function specOf(
  target: Target,
  seed: number,
  index: number,
  runs: number,
  corpus?: Corpus,
): ChunkSpec {
  const { claim, dropped, kinds, instead, edgeCases, scope } = target;
  return {
    claimId: claim.id,
    dropped,
    ...(kinds && { kinds }),
    ...(instead && { instead }),
    ...(edgeCases && { edgeCases }),
    seed,
    index,
    runs,
    ...(corpus && { corpus }),
    ...(scope && { slices: scope.slices(index * SWEEP_CHUNK_RUNS, runs) }),
  };
}

/** What a chunk of a hunt is a function of, besides the claim. */
import type { SkippedRun } from './outcome.ts';

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
  /** Whether what the claim draws is made an edge case. */
  readonly edgeCases?: true;
  /** Runs that are drawn and not checked: a thread did not survive them. */
  readonly skip?: readonly SkippedRun[];
}

/** Names the stream of random numbers of a chunk; one chunk, one name. */
export function streamOf(spec: ChunkSpec): string {
  const { claimId, dropped, kinds = [], edgeCases, seed, index } = spec;
  const words = [claimId, [...dropped].sort().join('+'), ...kinds, seed, index];
  return [...words, ...(edgeCases ? ['edge cases'] : [])].join('/');
}

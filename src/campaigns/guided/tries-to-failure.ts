/** How many instances it takes until a claim falls, by either way of searching: what guidance is measured by. */
import type { Claim } from '../../claims/claim.ts';
import { CHUNK_RUNS, type ChunkFailure, runChunk } from '../chunk.ts';
import type { Corpus } from './corpus.ts';
import { mergeCorpora } from './corpus.ts';
import { GENERATION_CHUNKS, GUIDED_CHUNK_RUNS } from './guided-schedule.ts';
import { guidedSource } from './guided-source.ts';

export type Strategy = 'random' | 'guided';

export interface Fall {
  /** Up to the first failure; null where none came within the bound. */
  readonly tries: number | null;
  readonly failure: ChunkFailure | null;
  /** Whether margins differed; null for random search, which does not look. */
  readonly isClimbable: boolean | null;
}

/** A campaign of one target, up to its first failure. @param most instances. */
export function triesToFailure(
  claim: Claim,
  dropped: readonly string[],
  seed: number,
  strategy: Strategy,
  most: number,
): Fall {
  const whole = strategy === 'guided' ? GUIDED_CHUNK_RUNS : CHUNK_RUNS;
  let corpus: Corpus = [];
  let learnt: Corpus[] = [];
  let isClimbable = strategy === 'guided' ? false : null;
  let tries = 0;
  for (let index = 0; tries < most; index++) {
    const spec = { claimId: claim.id, dropped, seed, index, runs: Math.min(whole, most - tries) };
    const source = strategy === 'guided' ? guidedSource(claim, spec, corpus) : undefined;
    const chunk = runChunk(claim, spec, (_, failures) => failures > 0, source);
    tries += chunk.tries;
    isClimbable = source === undefined ? null : isClimbable || source.isClimbable;
    const [failure] = chunk.failures;
    if (failure !== undefined) return { tries, failure, isClimbable };
    if (source !== undefined) learnt.push(source.learnt());
    if ((index + 1) % GENERATION_CHUNKS === 0) {
      corpus = mergeCorpora([corpus, ...learnt]);
      learnt = [];
    }
  }
  return { tries: null, failure: null, isClimbable };
}

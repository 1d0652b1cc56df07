/**
 * A guided campaign goes by generations. All chunks of one start from the corpora that stood at its beginning, and
 * what they learnt comes together at its end: so a chunk is a function of its claim, seed, index and of the digest
 * of a corpus, and not of what others find at the same time.
 *
 * Which claim gets how many chunks is settled there, too, by what it still teaches: cells of its corpus that
 * were new in the last generation, and margins that fell.
 */
import type { Lesson } from './corpus.ts';

/** Runs of a chunk, so that what one learns is soon known to others. */
export const GUIDED_CHUNK_RUNS = 50;

/** Chunks of a generation, for each target on average. */
export const CHUNKS_EACH = 2;

/** What was learnt in one generation. */
export function weightOf({ cells, lowered }: Lesson): number {
  return 1 + cells + lowered;
}

/**
 * Chunks of the next generation for each target: one for every target that is not at its end, the others one
 * after the other to the one whose lessons are worth most for each chunk it has (D'Hondt).
 *
 * @param weights what each target taught, above 0.
 * @param left chunks that each target may still have, Infinity for any number.
 */
export function shares(weights: readonly number[], left: readonly number[]): number[] {
  const given = left.map((most) => Math.min(1, most));
  const hungry = left.filter((most) => most > 0).length;
  for (let n = (CHUNKS_EACH - 1) * hungry; n > 0; n--) {
    let best = -1;
    for (const [k, weight] of weights.entries()) {
      if (given[k] >= left[k]) continue;
      if (best < 0 || weight * (given[best] + 1) > weights[best] * (given[k] + 1)) best = k;
    }
    if (best < 0) break;
    given[best]++;
  }
  return given;
}

/**
 * Mini-batches: each epoch is one seeded shuffle of the data, cut into batches, the last of which may be smaller.
 */
import { indicesTo } from '../numerics/list-of.ts';
import { createRng } from '../numerics/random.ts';

export interface Batches {
  /** The data in the order of the present epoch; shared, rewritten in place. */
  readonly order: Int32Array;
  /** Where in `order` the present batch starts, and how long it is. */
  readonly from: number;
  readonly count: number;
  /** Goes on to the next batch. */
  next(): void;
}

/** `next` has to be called before the first batch. */
export function createBatches(samples: number, batch: number, seed: number | string): Batches {
  const rng = createRng(seed);
  const order = indicesTo(samples);
  let [from, count] = [samples, 0];
  return {
    order,
    get from() {
      return from;
    },
    get count() {
      return count;
    },
    next() {
      from += count;
      if (from >= samples) {
        // Fisher–Yates, in place.
        for (let i = samples - 1; i > 0; i--) {
          const j = rng.integer(0, i);
          const kept = order[i];
          order[i] = order[j];
          order[j] = kept;
        }
        from = 0;
      }
      count = Math.min(batch, samples - from);
    },
  };
}

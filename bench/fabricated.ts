/** What a campaign remembers that has gone on for long, made without going on for long. */
import type { ChunkResult } from '../src/campaigns/chunk.ts';
import { TargetMemory, type TargetMemoryJson } from '../src/campaigns/store/memory.ts';

/** A memory of so many chunks, all alike but for their index. */
export function memoryOf(chunks: number, like: ChunkResult): TargetMemory {
  const runs = like.tries;
  const one = new TargetMemory(runs);
  one.enter({ of: 0, chunk: { ...like, index: 0 }, seconds: 0 });
  const times = (value: unknown): unknown =>
    typeof value === 'number'
      ? value * chunks
      : Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, times(v)]));
  const json = one.toJSON();
  const { tries, counts, causes, statuses, reached } = json.whole;
  const sums = times({ tries, counts, causes, statuses, reached }) as object;
  const done = { step: 1, ranges: [[0, chunks]] };
  const whole = { ...json.whole, ...sums, done };
  return new TargetMemory(runs, { ...json, whole } as TargetMemoryJson);
}

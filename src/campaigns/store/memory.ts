/**
 * What a campaign remembers of its targets. It changes by entries alone, and entries are what is written down:
 * whoever enters them again remembers the same.
 */
import type { Counterexample } from '../../counterexamples/counterexample.ts';
import type { ChunkResult } from '../chunk.ts';
import { Aggregate, type AggregateJson } from './aggregate.ts';
import { comparePlaces, type Place } from './first-seen.ts';

export interface StoredFailure {
  /** File of the counterexample. */
  readonly file: string;
  /** Of the counterexample: a file with another one was put there by someone else. */
  readonly digest: string;
  /** False where shrinking ended early, or an earlier chunk may hold another instance of it. */
  readonly complete: boolean;
}

/** What shrinking the failure in that place came to at its end, with at most so many candidates. */
export interface ShrunkFailure extends Place {
  readonly most: number;
  readonly counterexample: Counterexample;
}

/** A change; `of` is the position of the target among those of the campaign. */
export type Entry =
  /** A chunk that is done, and the time that it took. */
  | { readonly of: number; readonly chunk: ChunkResult; readonly seconds: number }
  | { readonly of: number; readonly failure: string; readonly shrunk: ShrunkFailure }
  /** What is stored of a failure, or about to be; null for nothing. */
  | { readonly of: number; readonly failure: string; readonly stored: StoredFailure | null };

export interface TargetMemoryJson {
  readonly whole: AggregateJson;
  /** Last chunks of budgets of runs, shorter than the others. */
  readonly tails: readonly ChunkResult[];
  readonly shrunk: { readonly [failure: string]: ShrunkFailure };
  readonly stored: { readonly [failure: string]: StoredFailure };
}

export class TargetMemory {
  readonly whole: Aggregate;
  readonly tails: Map<number, ChunkResult>;
  /** By key of the failure. */
  readonly shrunk: Map<string, ShrunkFailure>;
  readonly stored: Map<string, StoredFailure>;
  /** That its chunks took. */
  seconds: number;
  readonly #chunkRuns: number;

  /** @param chunkRuns runs of a whole chunk. */
  constructor(chunkRuns: number, json?: TargetMemoryJson, seconds = 0) {
    this.#chunkRuns = chunkRuns;
    this.whole = new Aggregate(json?.whole);
    this.tails = new Map((json?.tails ?? []).map((tail) => [tail.index, tail]));
    this.shrunk = new Map(Object.entries(json?.shrunk ?? {}));
    this.stored = new Map(Object.entries(json?.stored ?? {}));
    this.seconds = seconds;
  }

  /** @returns what it takes to make the same change again. */
  enter(entry: Entry): Entry {
    if ('chunk' in entry) return { ...entry, chunk: this.#enterChunk(entry.chunk, entry.seconds) };
    const { failure } = entry;
    if ('shrunk' in entry) {
      const before = this.shrunk.get(failure);
      if (before === undefined || comparePlaces(entry.shrunk, before) <= 0)
        this.shrunk.set(failure, entry.shrunk);
    } else if (entry.stored === null) this.stored.delete(failure);
    else this.stored.set(failure, entry.stored);
    return entry;
  }

  #enterChunk(chunk: ChunkResult, seconds: number): ChunkResult {
    this.seconds += seconds;
    if (chunk.tries < this.#chunkRuns) {
      this.tails.set(chunk.index, chunk);
      return chunk;
    }
    this.tails.delete(chunk.index);
    return this.whole.add(chunk);
  }

  /** Takes over what another remembers of chunks that are none of this one's, but no files of it. */
  takeOver(other: TargetMemory): void {
    this.whole.addAll(other.whole.toJSON());
    this.seconds += other.seconds;
    for (const [index, tail] of other.tails) this.tails.set(index, tail);
    for (const [failure, shrunk] of other.shrunk) this.enter({ of: 0, failure, shrunk });
  }

  /** The same targets, the same chunks, the same text. */
  toJSON(): TargetMemoryJson {
    return {
      whole: this.whole.toJSON(),
      tails: [...this.tails.values()].sort((a, b) => a.index - b.index),
      shrunk: sorted(this.shrunk),
      stored: sorted(this.stored),
    };
  }
}

function sorted<T>(entries: ReadonlyMap<string, T>): { readonly [name: string]: T } {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

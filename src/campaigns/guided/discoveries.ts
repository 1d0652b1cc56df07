/**
 * What guided chunks of one target have learnt, so that what was known at the beginning of any generation can be
 * had again, in whatever order chunks are entered: of every cell the entries that were the best up to some chunk.
 */
import { type Corpus, type CorpusEntry, mergeCorpora, precedes } from './corpus.ts';

/** An entry and the chunk that it came from. */
export interface Discovery extends CorpusEntry {
  readonly index: number;
}

export class Discoveries {
  /** Of each cell, by index; margins fall. */
  readonly #byCell = new Map<string, Discovery[]>();

  constructor(all: readonly Discovery[] = []) {
    for (const one of all) this.#enter(one);
  }

  /** Enters what a chunk learnt. @returns those that are kept. */
  add(index: number, learnt: Corpus): Corpus {
    return learnt.filter((entry) => this.#enter({ ...entry, index }));
  }

  /** What chunks of smaller indices than `end` had come to. */
  before(end: number): Corpus {
    const known: CorpusEntry[] = [];
    for (const found of this.#byCell.values()) {
      const last = found.findLast(({ index }) => index < end);
      if (last === undefined) continue;
      const { index: _, ...entry } = last;
      known.push(entry);
    }
    return mergeCorpora([known]);
  }

  /** The same chunks, the same list. */
  toJSON(): readonly Discovery[] {
    return [...this.#byCell].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, found]) => found);
  }

  #enter(one: Discovery): boolean {
    const found = this.#byCell.get(one.cell) ?? [];
    const isBehind = (a: Discovery, b: Discovery) =>
      b.index <= a.index && (precedes(b, a) || (b.index < a.index && !precedes(a, b)));
    if (found.some((other) => isBehind(one, other))) return false;
    const kept = found.filter((other) => !isBehind(other, one));
    if (kept.some(({ index }) => index === one.index)) return false;
    this.#byCell.set(
      one.cell,
      [...kept, one].sort((a, b) => a.index - b.index),
    );
    return true;
  }
}

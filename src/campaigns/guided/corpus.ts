/**
 * What a guided search has to start from: the instance with the lowest margin of every cell that was met, kind of
 * model × type of point × class of functions (`reached.ts`). Keeping one of each cell keeps what is on the way to
 * somewhere, though something elsewhere is nearer to failing (Mouret, Clune, arXiv:1504.04909).
 */
import { createHash } from 'node:crypto';
import type { Instance } from '../../instances/instance.ts';
import { canonicalJson } from '../../json/canonical-json.ts';

export interface CorpusEntry {
  readonly cell: string;
  /** Positive: the claim survived on it. */
  readonly margin: number;
  readonly instance: Instance;
}

/** At most one entry a cell, in the order of their cells. */
export type Corpus = readonly CorpusEntry[];

/** Cells that are kept; of more the ones with the lowest margins. */
const MOST_CELLS = 256;

/** The same in whatever order they come, and however they are put together. */
export function mergeCorpora(corpora: readonly Corpus[]): Corpus {
  const best = new Map<string, CorpusEntry>();
  for (const entry of corpora.flat()) {
    const known = best.get(entry.cell);
    if (known === undefined || precedes(entry, known)) best.set(entry.cell, entry);
  }
  return [...best.values()]
    .sort((a, b) => a.margin - b.margin || order(a.cell, b.cell))
    .slice(0, MOST_CELLS)
    .sort((a, b) => order(a.cell, b.cell));
}

/** Whether of two entries of a cell this one is kept. */
export function precedes(a: CorpusEntry, b: CorpusEntry): boolean {
  if (a.margin !== b.margin) return a.margin < b.margin;
  return canonicalJson(a.instance) < canonicalJson(b.instance);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of equal corpora the same, 16 hexadecimal digits. */
export function corpusDigest(corpus: Corpus): string {
  return createHash('sha256').update(canonicalJson(corpus)).digest('hex').slice(0, 16);
}

export interface Lesson {
  /** Cells that were not met before. */
  readonly cells: number;
  /** Cells with a lower margin than before. */
  readonly lowered: number;
}

/** What came with a generation. */
export function lessonOf(before: Corpus, after: Corpus): Lesson {
  const known = new Map(before.map(({ cell, margin }) => [cell, margin]));
  let [cells, lowered] = [0, 0];
  for (const { cell, margin } of after) {
    const old = known.get(cell);
    if (old === undefined) cells++;
    else if (margin < old) lowered++;
  }
  return { cells, lowered };
}

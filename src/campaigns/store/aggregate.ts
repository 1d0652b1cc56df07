/**
 * What all chunks of a target come to: counts, worst margin, and the first of everything that is kept as it
 * was. It takes no more room for more chunks, and is the same in whatever order they are entered.
 */
import type { ChunkFailure, ChunkResult, LostRun, VerdictCounts } from '../chunk.ts';
import { Discoveries, type Discovery } from '../guided/discoveries.ts';
import { failureKey } from '../outcome.ts';
import { addReached, NOTHING_REACHED, type Reached } from '../reached.ts';
import { FirstSeen, type Place } from './first-seen.ts';
import { IndexSet, type IndexSetJson } from './index-set.ts';

/** Kinds of failure of one target that are followed. */
const MOST_FAILURES = 100;
const MOST_DEFECTS = 20;
const MOST_LOST = 100;

export interface KnownFailure extends ChunkFailure, Place {}

interface Defect extends Place {
  readonly message: string;
}

interface LocatedLoss extends LostRun, Place {}

export interface Counts {
  readonly [name: string]: number;
}

/** Plain data, keys sorted: the same chunks, the same text. */
export interface AggregateJson {
  readonly done: IndexSetJson;
  readonly tries: number;
  readonly counts: VerdictCounts;
  readonly causes: Counts;
  readonly statuses: Counts;
  readonly reached: Reached;
  readonly worstMargin: number | null;
  readonly failures: readonly KnownFailure[];
  readonly defects: readonly Defect[];
  readonly lost: readonly LocatedLoss[];
  /** Of a guided search; absent where there is none. */
  readonly discoveries?: readonly Discovery[];
}

export const NO_COUNTS: VerdictCounts = {
  survived: 0,
  falsified: 0,
  inconclusive: 0,
  vacuous: 0,
};

export class Aggregate {
  readonly done: IndexSet;
  tries: number;
  counts: VerdictCounts;
  worstMargin: number | null;
  readonly causes: Map<string, number>;
  readonly statuses: Map<string, number>;
  reached: Reached;
  readonly failures: FirstSeen<KnownFailure>;
  readonly defects: FirstSeen<Defect>;
  readonly lost: FirstSeen<LocatedLoss>;
  readonly discoveries: Discoveries;

  constructor(json?: AggregateJson) {
    this.done = new IndexSet(json?.done);
    this.tries = json?.tries ?? 0;
    this.counts = json?.counts ?? NO_COUNTS;
    this.worstMargin = json?.worstMargin ?? null;
    this.causes = new Map(Object.entries(json?.causes ?? {}));
    this.statuses = new Map(Object.entries(json?.statuses ?? {}));
    this.reached = json?.reached ?? NOTHING_REACHED;
    this.failures = new FirstSeen(MOST_FAILURES, (json?.failures ?? []).map(keyedFailure));
    this.defects = new FirstSeen(
      MOST_DEFECTS,
      (json?.defects ?? []).map((d) => [d.message, d]),
    );
    this.lost = new FirstSeen(MOST_LOST, (json?.lost ?? []).map(keyedLoss));
    this.discoveries = new Discoveries(json?.discoveries);
  }

  /**
   * Enters a chunk.
   * @returns the chunk without what is kept of others: entering that comes to the same.
   */
  add(chunk: ChunkResult): ChunkResult {
    const { index } = chunk;
    this.done.add(index);
    this.#count(chunk);
    const failures = chunk.failures.filter((failure) =>
      this.failures.enter(failureKey(failure.verdict), { ...failure, index }),
    );
    const defects = chunk.defects.filter((message, run) =>
      this.defects.enter(message, { index, run, message }),
    );
    const lost = chunk.lost.filter((loss) => this.lost.enter(...keyedLoss({ ...loss, index })));
    if (chunk.corpus === undefined) return { ...chunk, failures, defects, lost };
    const corpus = this.discoveries.add(index, chunk.corpus);
    return { ...chunk, failures, defects, lost, corpus };
  }

  /** Whether an instance that the chunk gave up would be among the first that are kept. */
  wantsLost(index: number): boolean {
    const [, last] = this.lost.entries().at(-1) ?? [];
    return this.lost.size < MOST_LOST || last === undefined || index <= last.index;
  }

  /** Enters all chunks of another, none of which is in this one. */
  addAll(other: AggregateJson): void {
    this.done.addAll(new IndexSet(other.done));
    this.#count(other);
    for (const failure of other.failures) this.failures.enter(...keyedFailure(failure));
    for (const defect of other.defects) this.defects.enter(defect.message, defect);
    for (const loss of other.lost) this.lost.enter(...keyedLoss(loss));
    for (const { index, ...entry } of other.discoveries ?? []) this.discoveries.add(index, [entry]);
  }

  #count(
    more: Pick<
      AggregateJson,
      'tries' | 'counts' | 'causes' | 'statuses' | 'reached' | 'worstMargin'
    >,
  ) {
    this.tries += more.tries;
    this.counts = sumOf(this.counts, more.counts);
    addTo(this.causes, more.causes);
    addTo(this.statuses, more.statuses);
    this.reached = addReached([this.reached, more.reached]);
    if (more.worstMargin !== null)
      this.worstMargin = Math.min(this.worstMargin ?? more.worstMargin, more.worstMargin);
  }

  toJSON(): AggregateJson {
    const discoveries = this.discoveries.toJSON();
    return {
      done: this.done.toJSON(),
      tries: this.tries,
      counts: this.counts,
      causes: sorted(this.causes),
      statuses: sorted(this.statuses),
      reached: this.reached,
      worstMargin: this.worstMargin,
      failures: this.failures.entries().map(([, failure]) => failure),
      defects: this.defects.entries().map(([, defect]) => defect),
      lost: this.lost.entries().map(([, loss]) => loss),
      ...(discoveries.length > 0 && { discoveries }),
    };
  }
}

/** @param chunks whole ones, each once. */
export function aggregateOf(chunks: Iterable<ChunkResult>): Aggregate {
  const aggregate = new Aggregate();
  for (const chunk of chunks) aggregate.add(chunk);
  return aggregate;
}

function keyedFailure(failure: KnownFailure): [string, KnownFailure] {
  return [failureKey(failure.verdict), failure];
}

function keyedLoss(loss: LocatedLoss): [string, LocatedLoss] {
  return [`${loss.index}/${loss.run}`, loss];
}

function sumOf(a: VerdictCounts, b: VerdictCounts): VerdictCounts {
  return {
    survived: a.survived + b.survived,
    falsified: a.falsified + b.falsified,
    inconclusive: a.inconclusive + b.inconclusive,
    vacuous: a.vacuous + b.vacuous,
  };
}

function addTo(counts: Map<string, number>, more: Counts): void {
  for (const [name, n] of Object.entries(more)) counts.set(name, (counts.get(name) ?? 0) + n);
}

function sorted<T>(entries: ReadonlyMap<string, T>): { readonly [name: string]: T } {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

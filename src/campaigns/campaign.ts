/**
 * A campaign: chunks of all targets in turn, run by a pool, their results entered as they arrive. With a budget of runs,
 * the outcome and every stored file depend on the seed alone: not on threads, time, interruptions. What is entered comes
 * to the same in whatever order (`store/aggregate.ts`), and takes no more time or room for more chunks.
 *
 * Every signature of failure is shrunk and stored as soon as no earlier chunk can hold another instance
 * of it; with a budget of time, when its share of the threads allows (`shrink-share.ts`). When the campaign
 * is aborted or its time is over, chunks end where they are and what was found is stored as far as it has
 * been shrunk. That is entered before such a file is written; whoever resumes replaces it.
 */
import { existsSync } from 'node:fs';
import { type Canonical, fileOf, remembered, save } from '../counterexamples/store.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { type Disk, removeFile } from '../json/write-file.ts';
import type { ChunkResult } from './chunk.ts';
import { specOf } from './chunk-spec.ts';
import { GivingUp } from './giving-up.ts';
import type { Corpus } from './guided/corpus.ts';
import { guidedSchedule, ownTargets } from './guided/guided-schedule.ts';
import type { Strategy } from './guided/tries-to-failure.ts';
import { knownWitness } from './known-witness.ts';
import { located, storeLost } from './lost-instances.ts';
import type { UnderWay, WorkerPool } from './pool.ts';
import { type Budget, chunkRuns, runsOf, schedule, searchEndOf, UntilFound } from './schedule.ts';
import { ShrinkShare } from './shrink-share.ts';
import { type ShrinkTask, unshrunk } from './shrinking.ts';
import { type CampaignStore, storeInMemory } from './store/campaign-store.ts';
import { EVERY, type Residues } from './store/index-set.ts';
import type { Target } from './target.ts';
import { type Found, type LocatedFailure, reportOf, type TargetReport } from './target-report.ts';
import { asRead, chunksOf, foundBefore, lostChunk, TargetSearch } from './target-search.ts';
import { claimOf } from './task.ts';
import { after, type Clock, systemClock } from './timer.ts';

export interface CampaignOptions {
  readonly targets: readonly Target[];
  readonly seed: number;
  /** Runs for each target, or seconds for all of them together. */
  readonly budget: Budget;
  /** Bound on evaluations while shrinking one failure. */
  readonly maxEvaluations: number;
  /** Folder of counterexamples. */
  readonly folder: string;
  readonly canonical: Canonical;
  /** Where that folder is; default: that of the system. */
  readonly disk?: Disk;
  /** What is remembered of this campaign, and where; absent: nothing, and nowhere. */
  readonly store?: CampaignStore;
  /** Default `random`: every instance is drawn for itself. */
  readonly strategy?: Strategy;
  /** The chunks that are to be done, of a guided search the targets; default: all. */
  readonly residues?: Residues;
  /** No chunks are done: what is remembered is shrunk, stored and told of. */
  readonly withoutChunks?: true;
  readonly signal: AbortSignal;
  /** Milliseconds that tasks under way have to end after an abort. */
  readonly grace: number;
  /** That of the pool, for a budget of time; default: that of the system. */
  readonly clock?: Clock;
  /** When a budget of time began to run, by the clock; default: with the campaign. */
  readonly began?: number;
  onFound(found: Found): void;
  /** So many tries of a target are remembered from before. */
  onEarlier?(target: Target, tries: number): void;
  /** A chunk is done, or was ended early. */
  onChunk?(target: Target, chunk: ChunkResult): void;
  /** A failure is about to be shrunk. */
  onFailure?(target: Target, failure: LocatedFailure): void;
}

/** What a hunt did: tallies of each target, and how it ended. */
export interface CampaignReport {
  readonly targets: readonly TargetReport[];
  readonly seconds: number;
  /** Instances tried in these seconds; what is remembered from before is in the targets alone. */
  readonly tries: number;
  /** Failures that are stored as they were met or half shrunk; whoever resumes goes on with them. */
  readonly unshrunk: number;
  /** Instances that were not at their end, of which nothing is counted. */
  readonly underWay: readonly UnderWay[];
  readonly interrupted: boolean;
  /** Draws of a guided search depend on each other: `coverage.ts` says nothing of them. */
  readonly strategy: Strategy;
}

/** Milliseconds after its time is over in which a campaign ends shrinking, and gives it up. */
const SHRINK_TIME = 500;
const GIVE_UP_TIME = 900;

export async function campaign(
  pool: WorkerPool,
  options: CampaignOptions,
): Promise<CampaignReport> {
  const { budget, seed, signal, targets, clock = systemClock, residues = EVERY } = options;
  const { strategy = 'random', store = storeInMemory(targets.length, chunkRuns(budget)) } = options;
  const canonical = remembered(options.canonical);
  const begin = clock();
  const end = searchEndOf(budget, begin, options.began);
  const searches = targets.map(
    (target, of) =>
      new TargetSearch(target, of, store.memories[of], budget, chunksOf(residues, strategy)),
  );
  // With a budget of runs everything is shrunk whatever the order: the sooner, the sooner it is told.
  const lanes = options.withoutChunks ? 0 : pool.jobs + (pool.ahead ?? 0);
  const share = 'seconds' in budget ? new ShrinkShare(pool, lanes, clock) : undefined;
  const threads = share ?? pool;
  let tries = 0;
  let outOfTime = false;
  /** Shrinking has been told to end. */
  let cutShort = false;
  /** The first error of falsim itself, or of the disk. It ends the campaign. */
  let failure: { readonly error: unknown } | undefined;
  const cut = () => {
    cutShort = true;
    pool.stopAll();
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    cut();
  };
  const ended = () => signal.aborted || outOfTime || clock() > end || failure !== undefined;

  const waiting = new GivingUp();
  const giveUp = () => waiting.giveUp();
  const timers: (() => void)[] = [];
  const onAbort = () => {
    cut();
    timers.push(after(options.grace, giveUp));
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  const outOfChunks = () => {
    outOfTime = true;
    pool.stopChunks();
  };
  if ('seconds' in budget) {
    const time = end - begin;
    pool.stopAt(end, end + SHRINK_TIME);
    timers.push(
      after(time, outOfChunks, clock),
      after(time + SHRINK_TIME, cut, clock),
      after(time + GIVE_UP_TIME, giveUp, clock),
    );
  }

  function takeUp(search: TargetSearch, failure: LocatedFailure, isSettled: boolean): void {
    if (search.taken.has(failure.key)) return;
    const stored = search.memory.stored.get(failure.key);
    const before = stored?.complete ? foundBefore(stored) : undefined;
    if (before !== undefined)
      search.found.set(failure.key, { ...before, tries: failure.tries, isWhole: true });
    else options.onFailure?.(search.target, failure);
    const done = before ? undefined : shrinkAndStore(search, failure, isSettled).catch(fail);
    search.taken.set(failure.key, Promise.resolve(done));
    share?.forWaiting(canonical).catch(fail);
  }
  function takeUpSettled(search: TargetSearch): void {
    for (const failure of search.newlySettled()) takeUp(search, failure, true);
  }
  /** @param isSettled whether no earlier chunk can hold another instance of the failure. */
  async function shrinkAndStore(
    search: TargetSearch,
    failure: LocatedFailure,
    isSettled: boolean,
  ): Promise<void> {
    const { of } = search;
    const { key, tries } = failure;
    const { counterexample, isWhole } = await shrunk(search, failure);
    const complete = isSettled && isWhole;
    const { digest } = counterexample;
    removeUnfinished(search, key);
    const file = fileOf(options.folder, counterexample, canonical);
    if (!complete && !existsSync(file))
      store.enter({ of, failure: key, stored: { file, digest, complete } }, true);
    const saved = save(options.folder, counterexample, canonical, options.disk);
    if (complete) store.enter({ of, failure: key, stored: { file: saved.file, digest, complete } });
    search.found.set(key, { counterexample, saved, tries, isWhole });
    options.onFound({ counterexample, saved });
  }
  /** The smallest of the failure; `isWhole` where shrinking came to its end. */
  async function shrunk(search: TargetSearch, failure: LocatedFailure) {
    const { of, memory, target } = search;
    const { key, index, run, tries } = failure;
    const { maxEvaluations: most } = options;
    const before = memory.shrunk.get(key);
    if (before?.index === index && before.run === run && before.most === most)
      return { counterexample: asRead(before.counterexample), isWhole: true };
    const { claim, dropped, instead } = target;
    const task: ShrinkTask = {
      claimId: claim.id,
      dropped,
      ...(instead && { instead }),
      seed,
      tries,
      instance: parseInstance(failure.instance, 'instance'),
      verdict: failure.verdict,
      maxEvaluations: most,
    };
    const known = knownWitness(options.folder, claimOf(task, [claim]), task, canonical);
    if (known !== undefined) return { counterexample: known, isWhole: true };
    const result = await waiting.orGivenUp(threads.run({ kind: 'shrink', task }));
    const counterexample =
      result?.kind === 'shrink' ? result.counterexample : unshrunk(claimOf(task, [claim]), task);
    // A failure on which shrinking itself was lost is not shrunk by trying again.
    // In this thread no timer cuts it short, but the pool does at the same time.
    const inTime = !cutShort && clock() <= end + SHRINK_TIME;
    const isWhole = inTime && result !== undefined;
    if (isWhole) store.enter({ of, failure: key, shrunk: { index, run, most, counterexample } });
    return { counterexample, isWhole };
  }
  /** Removes what was stored of a failure before it was shrunk to the end, unless someone changed it. */
  function removeUnfinished({ of, memory }: TargetSearch, key: string): void {
    const stored = memory.stored.get(key);
    if (stored === undefined || stored.complete) return;
    if (foundBefore(stored) !== undefined) removeFile(stored.file, options.disk);
    store.enter({ of, failure: key, stored: null });
  }
  async function runOne(search: TargetSearch, index: number, corpus?: Corpus): Promise<void> {
    const runs = runsOf(budget, index);
    const spec = specOf(search.target, seed, index, runs, corpus);
    const result = await waiting.orGivenUp(threads.run({ kind: 'chunk', spec }));
    const { of } = search;
    const isUnbegun = result?.kind === 'chunk' && result.result.tries === 0;
    if (isUnbegun && ended()) return;
    if (result?.kind === 'chunk') {
      const folder = search.memory.whole.wantsLost(index) ? store.lostFolder : undefined;
      const chunk = storeLost(result.result, spec, folder);
      if (chunk.tries === runs) store.enter({ of, chunk, seconds: result.seconds });
      else search.broken.push(chunk);
      tries += chunk.tries;
      options.onChunk?.(search.target, chunk);
    } else if (result?.kind === 'lost' && !ended()) {
      const chunk = lostChunk(index, runs, result.cause, result.reason);
      store.enter({ of, chunk, seconds: 0 });
      tries += runs;
    } else return;
    takeUpSettled(search);
  }

  const order = budget.untilFound
    ? new UntilFound(searches, budget, residues)
    : schedule(searches, budget, residues);
  async function lane(): Promise<void> {
    while (!ended()) {
      const next = order.next();
      if (next.done === true) return;
      const { search, index } = next.value;
      await runOne(search, index).catch(fail);
      if (order instanceof UntilFound) order.release(search);
    }
  }
  const guidedOrder = guidedSchedule(ownTargets(searches, residues), budget);
  const running = new Set<Promise<void>>();
  async function guidedLane(): Promise<void> {
    while (!ended()) {
      const next = guidedOrder();
      if (next === null) return;
      if (next === 'wait') {
        await Promise.race(running);
        continue;
      }
      const task = runOne(next.search, next.index, next.corpus)
        .catch(fail)
        .finally(() => running.delete(task));
      running.add(task);
      await task;
    }
  }
  try {
    for (const { target, memory } of searches)
      if (memory.whole.tries > 0) options.onEarlier?.(target, memory.whole.tries);
    for (const search of searches) takeUpSettled(search);
    const ownLane = strategy === 'guided' ? guidedLane : lane;
    const work = () => ownLane().finally(() => share?.laneEnded());
    await Promise.all(Array.from({ length: lanes }, work));
    for (const search of searches)
      for (const { failure, settled } of search.failures()) takeUp(search, failure, settled);
    await Promise.all(searches.flatMap((search) => [...search.taken.values()]));
  } finally {
    for (const cancel of timers) cancel();
    signal.removeEventListener('abort', onAbort);
  }
  if (failure !== undefined) throw failure.error;
  store.finish();

  return {
    targets: searches.map((search) => {
      const found = [...search.found.values()].sort((a, b) => a.tries - b.tries);
      const all = search.everything();
      const report = reportOf(search.target, all, chunkRuns(budget), search.seconds, found);
      return { ...report, lost: located(report.lost, store.lostFolder) };
    }),
    tries,
    unshrunk: searches.flatMap(({ found }) => [...found.values()]).filter((f) => !f.isWhole).length,
    underWay: pool.underWay?.() ?? [],
    seconds: (clock() - begin) / 1000,
    interrupted: signal.aborted,
    strategy,
  };
}

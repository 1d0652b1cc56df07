/**
 * A campaign: chunks of all targets in turn, performed by a pool, their results taken in order of index
 * whatever the order in which they arrive. With a budget of runs, the outcome and every stored file
 * depend on the seed alone: not on the number of threads, nor on time, nor on how often the campaign was
 * interrupted and resumed.
 *
 * Every signature of failure is shrunk and stored as soon as no earlier chunk can hold another instance
 * of it. When the campaign is aborted or its time is over, chunks end where they are and what was found
 * is stored as far as it has been shrunk. The state says so before such a file is written; whoever
 * resumes replaces it.
 */
import { existsSync, rmSync } from 'node:fs';
import { type Canonical, fileOf, save } from '../counterexamples/store.ts';
import { type CampaignState, recordOf } from './campaign-state.ts';
import type { ChunkResult } from './chunk.ts';
import type { ChunkSpec } from './chunk-spec.ts';
import { storeLost } from './lost-instances.ts';
import type { WorkerPool } from './pool.ts';
import { foundBefore, inOrder, lostChunk, type Pursuit, pursuitOf, settled } from './pursuit.ts';
import { type Budget, chunkRuns, runsOf, schedule } from './schedule.ts';
import { counterexampleOf, type ShrinkTask } from './shrinking.ts';
import type { Target } from './target.ts';
import {
  type Found,
  firstFailures,
  type LocatedFailure,
  reportOf,
  type TargetReport,
} from './target-report.ts';
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
  readonly state: CampaignState;
  /** Whether to go on from `state`. */
  readonly resume: boolean;
  /** Folder of instances that were given up or met a defect; absent: they are not kept. */
  readonly lostFolder?: string;
  readonly signal: AbortSignal;
  /** Milliseconds that tasks under way have to end after an abort. */
  readonly grace: number;
  /** That of the pool, for a budget of time; default: that of the system. */
  readonly clock?: Clock;
  onFound(found: Found): void;
}

export interface CampaignReport {
  readonly targets: readonly TargetReport[];
  readonly seconds: number;
  readonly interrupted: boolean;
}

/** Milliseconds between two writings of the state, at least. */
const FLUSH_INTERVAL = 2000;
/** Share of the time that may go into writing it. */
const FLUSH_SHARE = 0.05;

/** Milliseconds after its time is over in which a campaign ends shrinking, and gives it up. */
const SHRINK_TIME = 600;
const GIVE_UP_TIME = 1100;

export async function campaign(
  pool: WorkerPool,
  options: CampaignOptions,
): Promise<CampaignReport> {
  const { budget, seed, signal, state, clock = systemClock } = options;
  const begin = clock();
  const end = 'seconds' in budget ? begin + 1000 * budget.seconds : Number.POSITIVE_INFINITY;
  const pursuits = options.targets.map((target) =>
    pursuitOf(target, seed, budget, state, options.resume),
  );
  state.begin({ seed, budget, targets: options.targets.map(recordOf) });
  let outOfTime = false;
  /** Shrinking has been told to end. */
  let cutShort = false;
  let nextFlush = performance.now() + FLUSH_INTERVAL;
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

  let giveUp: () => void = () => undefined;
  const abandoned = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
  });
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
    const time = 1000 * budget.seconds;
    pool.stopAt(end, end + SHRINK_TIME);
    timers.push(
      after(time, outOfChunks, clock),
      after(time + SHRINK_TIME, cut, clock),
      after(time + GIVE_UP_TIME, giveUp, clock),
    );
  }

  function takeUp(pursuit: Pursuit, chunks: readonly ChunkResult[], final: boolean): void {
    for (const found of firstFailures(chunks)) {
      if (!pursuit.taken.has(found.key)) {
        pursuit.taken.set(found.key, shrinkAndStore(pursuit, found, final).catch(fail));
      }
    }
  }
  /** @param settled whether no earlier chunk can hold another instance of the failure. */
  async function shrinkAndStore(
    pursuit: Pursuit,
    { key, instance, verdict, tries }: LocatedFailure,
    settled: boolean,
  ): Promise<void> {
    const { claim, dropped } = pursuit.target;
    const { maxEvaluations } = options;
    const task: ShrinkTask = {
      claimId: claim.id,
      dropped,
      seed,
      tries,
      instance,
      verdict,
      maxEvaluations,
    };
    const result = await Promise.race([pool.perform({ kind: 'shrink', task }), abandoned]);
    const isShrunk = result?.kind === 'shrink';
    const counterexample = isShrunk
      ? result.counterexample
      : counterexampleOf(claim, { ...task, maxEvaluations: 0 });
    // A failure on which shrinking itself was lost is not shrunk by trying again.
    const complete = settled && !cutShort && result !== undefined;
    const { digest } = counterexample;
    removeUnfinished(pursuit, key);
    const file = fileOf(options.folder, counterexample, options.canonical);
    if (!complete && !existsSync(file)) {
      pursuit.stored.set(key, { file, digest, complete });
      remember(pursuit, true);
    }
    const saved = save(options.folder, counterexample, options.canonical);
    if (complete) pursuit.stored.set(key, { file: saved.file, digest, complete });
    pursuit.found.set(key, { counterexample, saved, tries });
    remember(pursuit);
    options.onFound({ counterexample, saved });
  }
  function remember(pursuit: Pursuit, now = false): void {
    const whole = inOrder(pursuit).filter(({ index, tries }) => tries === runsOf(budget, index));
    state.write(pursuit.target, seed, chunkRuns(budget), {
      chunks: whole,
      seconds: pursuit.seconds,
      stored: Object.fromEntries(pursuit.stored),
    });
    const time = performance.now();
    if (!now && time < nextFlush) return;
    state.flush();
    const took = performance.now() - time;
    nextFlush = performance.now() + Math.max(FLUSH_INTERVAL, took / FLUSH_SHARE);
  }
  async function runOne(pursuit: Pursuit, index: number): Promise<void> {
    const runs = runsOf(budget, index);
    const spec = specOf(pursuit.target, seed, index, runs);
    const result = await Promise.race([pool.perform({ kind: 'chunk', spec }), abandoned]);
    if (result?.kind === 'chunk') {
      pursuit.chunks.set(index, storeLost(result.result, spec, options.lostFolder));
      pursuit.seconds += result.seconds;
    } else if (result?.kind === 'lost' && !ended()) {
      pursuit.chunks.set(index, lostChunk(index, runs, result.cause, result.reason));
    } else return;
    remember(pursuit);
    takeUp(pursuit, settled(pursuit, budget), true);
  }

  const order = schedule(pursuits, budget);
  async function lane(): Promise<void> {
    while (!ended()) {
      const next = order.next();
      if (next.done === true) return;
      await runOne(next.value.pursuit, next.value.index).catch(fail);
    }
  }
  try {
    for (const pursuit of pursuits) takeUp(pursuit, settled(pursuit, budget), true);
    await Promise.all(Array.from({ length: pool.jobs }, lane));
    for (const pursuit of pursuits) {
      takeUp(pursuit, settled(pursuit, budget), true);
      takeUp(pursuit, inOrder(pursuit), false);
    }
    await Promise.all(pursuits.flatMap((pursuit) => [...pursuit.taken.values()]));
  } finally {
    for (const cancel of timers) cancel();
    signal.removeEventListener('abort', onAbort);
  }
  if (failure !== undefined) throw failure.error;
  state.flush();

  return {
    targets: pursuits.map((pursuit) => {
      const found = [...pursuit.found.values()].sort((a, b) => a.tries - b.tries);
      return reportOf(pursuit.target, inOrder(pursuit), pursuit.seconds, found);
    }),
    seconds: (clock() - begin) / 1000,
    interrupted: signal.aborted,
  };
}

function specOf(target: Target, seed: number, index: number, runs: number): ChunkSpec {
  const { claim, dropped, kinds, edgeCases } = target;
  return {
    claimId: claim.id,
    dropped,
    ...(kinds && { kinds }),
    ...(edgeCases && { edgeCases }),
    seed,
    index,
    runs,
  };
}

/** Removes what was stored of a failure before it was shrunk to the end, unless someone changed it. */
function removeUnfinished(pursuit: Pursuit, key: string): void {
  const stored = pursuit.stored.get(key);
  if (stored === undefined || stored.complete) return;
  if (foundBefore(stored) !== undefined) rmSync(stored.file);
  pursuit.stored.delete(key);
}

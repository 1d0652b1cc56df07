/**
 * A campaign: chunks of all targets in turn, performed by a pool, their results taken in order of index
 * whatever the order in which they arrive. With a budget of runs, the outcome and every stored file
 * depend on the seed alone: not on the number of threads, nor on time.
 *
 * Every signature of failure is shrunk and stored as soon as no earlier chunk can hold another instance
 * of it. When the campaign is aborted, chunks end where they are and what was found is stored as far
 * as it has been shrunk.
 */
import { rmSync } from 'node:fs';
import { digestOf } from '../counterexamples/counterexample.ts';
import { readCounterexampleFile } from '../counterexamples/read-counterexample.ts';
import { type Canonical, type Saved, save } from '../counterexamples/store.ts';
import type { CampaignState } from './campaign-state.ts';
import { CHUNK_RUNS, type ChunkResult } from './chunk.ts';
import { counterexampleOf, type ShrinkTask } from './shrinking.ts';
import type { Target } from './target.ts';
import {
  type Found,
  firstFailures,
  type LocatedFailure,
  reportOf,
  type TargetReport,
} from './target-report.ts';
import type { WorkerPool } from './worker-pool.ts';

export type Budget = { readonly runs: number } | { readonly seconds: number };

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
  readonly signal: AbortSignal;
  /** Milliseconds that tasks under way have to end after an abort. */
  readonly grace: number;
  onFound(found: Found): void;
}

export interface CampaignReport {
  readonly targets: readonly TargetReport[];
  readonly seconds: number;
  readonly interrupted: boolean;
}

interface FoundFailure extends Found {
  readonly tries: number;
  /** False when shrinking was interrupted. */
  readonly complete: boolean;
}

interface Pursuit {
  readonly target: Target;
  /** By index. */
  readonly chunks: Map<number, ChunkResult>;
  /** Failures that have been taken up, by key. */
  readonly taken: Map<string, Promise<void>>;
  readonly found: Map<string, FoundFailure>;
  /** Files of an interrupted hunt that wait to be shrunk to the end, by key. */
  readonly unfinished: Map<string, string>;
  seconds: number;
}

const TIMED_CHUNK_RUNS = 20;

/** Milliseconds between two writings of the state. */
const FLUSH_INTERVAL = 2000;

export async function campaign(
  pool: WorkerPool,
  options: CampaignOptions,
): Promise<CampaignReport> {
  const { budget, seed, signal, state } = options;
  const begin = performance.now();
  const pursuits = options.targets.map((target) => resumed(target, options));
  let outOfTime = false;
  let flushed = begin;
  /** The first error of falsim itself, or of the disk. It ends the campaign. */
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
    pool.stopAll();
  };
  const ended = () => signal.aborted || outOfTime || failure !== undefined;

  let giveUp: () => void = () => undefined;
  const abandoned = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
  });
  const onAbort = () => {
    pool.stopAll();
    setTimeout(giveUp, options.grace).unref();
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  const timer =
    'seconds' in budget
      ? setTimeout(() => {
          outOfTime = true;
          pool.stopChunks();
        }, 1000 * budget.seconds)
      : undefined;

  /** The first chunks, as far as there are no gaps; all of them when no more will come. */
  function settled(pursuit: Pursuit, final: boolean): ChunkResult[] {
    const inOrder = [...pursuit.chunks.values()].sort((a, b) => a.index - b.index);
    return final ? inOrder : inOrder.filter((chunk, i) => chunk.index === i);
  }
  function takeUp(pursuit: Pursuit, final: boolean): void {
    for (const failure of firstFailures(settled(pursuit, final))) {
      if (!pursuit.taken.has(failure.key)) {
        pursuit.taken.set(failure.key, shrinkAndStore(pursuit, failure).catch(fail));
      }
    }
  }
  async function shrinkAndStore(pursuit: Pursuit, failure: LocatedFailure): Promise<void> {
    const { claim, dropped } = pursuit.target;
    const task: ShrinkTask = {
      claimId: claim.id,
      dropped,
      seed,
      tries: failure.tries,
      instance: failure.instance,
      verdict: failure.verdict,
      maxEvaluations: options.maxEvaluations,
    };
    const result = await Promise.race([pool.perform({ kind: 'shrink', task }), abandoned]);
    const counterexample =
      result?.kind === 'shrink'
        ? result.counterexample
        : counterexampleOf(claim, { ...task, maxEvaluations: 0 });
    const saved = save(options.folder, counterexample, options.canonical);
    const found = { counterexample, saved, tries: failure.tries, complete: !signal.aborted };
    pursuit.found.set(failure.key, found);
    const unfinished = pursuit.unfinished.get(failure.key);
    if (unfinished !== undefined && unfinished !== saved.file) removeUnedited(unfinished);
    remember(pursuit);
    options.onFound(found);
  }
  function remember(pursuit: Pursuit): void {
    const stored = [...pursuit.found].map(([key, { saved, complete }]) => [
      key,
      { file: saved.file, complete },
    ]);
    state.write(pursuit.target, seed, {
      chunks: [...pursuit.chunks.values()].filter((c) => c.tries === chunkRuns(budget)),
      seconds: pursuit.seconds,
      stored: Object.fromEntries(stored),
    });
    if (performance.now() - flushed < FLUSH_INTERVAL) return;
    flushed = performance.now();
    state.flush();
  }
  async function runOne(pursuit: Pursuit, index: number): Promise<void> {
    const { claim, dropped, kinds } = pursuit.target;
    const whole = chunkRuns(budget);
    const runs = 'runs' in budget ? Math.min(whole, budget.runs - index * whole) : whole;
    const spec = { claimId: claim.id, dropped, ...(kinds && { kinds }), seed, index, runs };
    const result = await Promise.race([pool.perform({ kind: 'chunk', spec }), abandoned]);
    if (result?.kind === 'chunk') {
      pursuit.chunks.set(index, result.result);
      pursuit.seconds += result.seconds;
      remember(pursuit);
      takeUp(pursuit, false);
    } else if (!signal.aborted) {
      pursuit.chunks.set(index, lostChunk(index, runs));
    }
  }

  const order = schedule(pursuits, budget);
  async function lane(): Promise<void> {
    while (!ended()) {
      const next = order.next();
      if (next.done === true) return;
      await runOne(next.value.pursuit, next.value.index).catch(fail);
    }
  }
  await Promise.all(Array.from({ length: pool.jobs }, lane));
  clearTimeout(timer);
  for (const pursuit of pursuits) takeUp(pursuit, true);
  await Promise.all(pursuits.flatMap((pursuit) => [...pursuit.taken.values()]));
  signal.removeEventListener('abort', onAbort);
  state.flush();
  if (failure !== undefined) throw failure.error;

  return {
    targets: pursuits.map((pursuit) => {
      const found = [...pursuit.found.values()].sort((a, b) => a.tries - b.tries);
      return reportOf(pursuit.target, settled(pursuit, true), pursuit.seconds, found);
    }),
    seconds: (performance.now() - begin) / 1000,
    interrupted: signal.aborted,
  };
}

/** A pursuit with what the state remembers of it. */
function resumed(target: Target, options: CampaignOptions): Pursuit {
  const pursuit: Pursuit = {
    target,
    chunks: new Map(),
    taken: new Map(),
    found: new Map(),
    unfinished: new Map(),
    seconds: 0,
  };
  const before = options.resume ? options.state.read(target, options.seed) : undefined;
  if (before === undefined) return pursuit;
  const rounds = roundsOf(options.budget);
  const chunks = before.chunks
    .filter((c) => c.index < rounds && c.tries === chunkRuns(options.budget))
    .sort((a, b) => a.index - b.index);
  for (const chunk of chunks) pursuit.chunks.set(chunk.index, chunk);
  pursuit.seconds = before.seconds;
  for (const { key, tries } of firstFailures(chunks)) {
    const stored = before.stored[key];
    if (stored === undefined) continue;
    if (!stored.complete) pursuit.unfinished.set(key, stored.file);
    const found = stored.complete ? foundBefore(stored.file) : undefined;
    if (found === undefined) continue;
    pursuit.found.set(key, { ...found, tries, complete: true });
    pursuit.taken.set(key, Promise.resolve());
  }
  return pursuit;
}

/** Undefined when the file is gone: then the failure is shrunk and stored again. */
function foundBefore(file: string): Found | undefined {
  try {
    const saved: Saved = { status: 'unchanged', file };
    return { counterexample: readCounterexampleFile(file), saved };
  } catch {
    return undefined;
  }
}

/**
 * Short chunks where time is what is shared: they are the beginnings of the whole ones, and the small
 * instances among them.
 */
function chunkRuns(budget: Budget): number {
  return 'runs' in budget ? CHUNK_RUNS : TIMED_CHUNK_RUNS;
}

function roundsOf(budget: Budget): number {
  return 'runs' in budget ? Math.ceil(budget.runs / CHUNK_RUNS) : Number.MAX_SAFE_INTEGER;
}

/** Removes a counterexample that has been replaced by a smaller one, unless someone changed it. */
function removeUnedited(file: string): void {
  const before = foundBefore(file);
  if (before === undefined) return;
  const { counterexample } = before;
  if (digestOf(counterexample) === counterexample.digest) rmSync(file);
}

/**
 * Chunks that are not done yet. With a budget of runs the first of every target, then the second of
 * every target, …; with a budget of time the target comes next that has had the least.
 */
function* schedule(pursuits: readonly Pursuit[], budget: Budget) {
  if (pursuits.length === 0) return;
  if ('runs' in budget) {
    for (let index = 0; index < roundsOf(budget); index++) {
      for (const pursuit of pursuits) {
        if (!pursuit.chunks.has(index)) yield { pursuit, index };
      }
    }
    return;
  }
  const started = new Map(pursuits.map((pursuit) => [pursuit, pursuit.chunks.size]));
  const next = new Map(pursuits.map((pursuit) => [pursuit, 0]));
  /** Seconds used, and those that its chunks under way will use if they are like the others. */
  const share = (pursuit: Pursuit) =>
    (pursuit.seconds * started.get(pursuit)!) / Math.max(1, pursuit.chunks.size);
  while (true) {
    const pursuit = pursuits.reduce((a, b) => {
      const difference = share(b) - share(a) || started.get(b)! - started.get(a)!;
      return difference < 0 ? b : a;
    });
    let index = next.get(pursuit)!;
    while (pursuit.chunks.has(index)) index++;
    next.set(pursuit, index + 1);
    started.set(pursuit, started.get(pursuit)! + 1);
    yield { pursuit, index };
  }
}

/** A chunk that even without its stuck runs did not end. */
function lostChunk(index: number, runs: number): ChunkResult {
  return {
    index,
    tries: runs,
    counts: { survived: 0, falsified: 0, inconclusive: runs, vacuous: 0 },
    causes: { 'time-limit': runs },
    statuses: {},
    worstMargin: null,
    failures: [],
    defects: ['a chunk did not end and was given up'],
  };
}

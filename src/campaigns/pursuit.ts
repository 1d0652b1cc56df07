/** What a campaign knows of one target while it runs, and what it takes over from one before. */
import { readCounterexampleFile } from '../counterexamples/read-counterexample.ts';
import type { Saved } from '../counterexamples/store.ts';
import { parseInstance } from '../instances/read-instance.ts';
import type { CampaignState, StoredFailure, TargetState } from './campaign-state.ts';
import type { ChunkResult } from './chunk.ts';
import type { LossCause } from './outcome.ts';
import { NOTHING_REACHED } from './reached.ts';
import { type Budget, chunkRuns, runsOf } from './schedule.ts';
import type { Target } from './target.ts';
import { type Found, firstFailures } from './target-report.ts';

export interface FoundFailure extends Found {
  readonly tries: number;
}

export interface Pursuit {
  readonly target: Target;
  /** By index. */
  readonly chunks: Map<number, ChunkResult>;
  /** Failures that have been taken up, by key. */
  readonly taken: Map<string, Promise<void>>;
  readonly found: Map<string, FoundFailure>;
  /** What the state remembers of failures, by key. */
  readonly stored: Map<string, StoredFailure>;
  seconds: number;
}

/**
 * A pursuit with what the state remembers of it. What was stored unfinished is remembered even where
 * nothing else is to be resumed: its file is this campaign's to replace.
 */
export function pursuitOf(
  target: Target,
  seed: number,
  budget: Budget,
  state: CampaignState,
  resume: boolean,
): Pursuit {
  const pursuit: Pursuit = {
    target,
    chunks: new Map(),
    taken: new Map(),
    found: new Map(),
    stored: new Map(),
    seconds: 0,
  };
  const before = state.read(target, seed, chunkRuns(budget));
  if (before === undefined) return pursuit;
  for (const [key, stored] of Object.entries(before.stored)) {
    if (!stored.complete) pursuit.stored.set(key, stored);
  }
  if (resume) takeOver(pursuit, before, budget);
  return pursuit;
}

function takeOver(pursuit: Pursuit, before: TargetState, budget: Budget): void {
  for (const chunk of before.chunks) {
    if (chunk.tries === runsOf(budget, chunk.index)) pursuit.chunks.set(chunk.index, chunk);
  }
  pursuit.seconds = before.seconds;
  for (const { key, tries, instance } of firstFailures(settled(pursuit, budget))) {
    parseInstance(instance, 'instance of the state');
    const stored = before.stored[key];
    const found = stored?.complete ? foundBefore(stored) : undefined;
    if (stored === undefined || found === undefined) continue;
    pursuit.stored.set(key, stored);
    pursuit.found.set(key, { ...found, tries });
    pursuit.taken.set(key, Promise.resolve());
  }
}

/** Chunks in order of their index. */
export function inOrder({ chunks }: Pursuit): ChunkResult[] {
  return [...chunks.values()].sort((a, b) => a.index - b.index);
}

/**
 * The first chunks, as far as there are no gaps: nothing will come before what they found. The last one
 * may have been stopped before its end.
 */
export function settled(pursuit: Pursuit, budget: Budget): ChunkResult[] {
  const first: ChunkResult[] = [];
  for (const chunk of inOrder(pursuit)) {
    if (chunk.index !== first.length) break;
    first.push(chunk);
    if (chunk.tries < runsOf(budget, chunk.index)) break;
  }
  return first;
}

/** Undefined when the file is gone or another: then the failure is shrunk and stored again. */
export function foundBefore({ file, digest }: StoredFailure): Found | undefined {
  try {
    const saved: Saved = { status: 'unchanged', file };
    const counterexample = readCounterexampleFile(file);
    return counterexample.digest === digest ? { counterexample, saved } : undefined;
  } catch {
    return undefined;
  }
}

/** A chunk of which nothing came back. */
export function lostChunk(
  index: number,
  runs: number,
  cause: LossCause,
  reason: string,
): ChunkResult {
  return {
    index,
    tries: runs,
    counts: { survived: 0, falsified: 0, inconclusive: runs, vacuous: 0 },
    causes: { [cause]: runs },
    statuses: {},
    reached: NOTHING_REACHED,
    worstMargin: null,
    failures: [],
    defects: [`chunk ${index} was given up: ${reason}`],
    lost: [],
  };
}

/**
 * A chunk of a hunt: up to CHUNK_RUNS instances of one claim, a pure function of claim, dropped
 * hypotheses, seed and index. That is what makes a hunt deterministic whatever the number of workers,
 * and easy to stop and to resume.
 *
 * fast-check draws the instances; the bias it gives to small values fades with the run index, so each
 * chunk starts small again. Verdicts are counted, never thrown: fast-check's own shrinking stays out.
 */
import fc from 'fast-check';
import type { Claim } from '../claims/claim.ts';
import { marginOf, marginOfDecision } from '../claims/margin.ts';
import { judge } from '../claims/scope.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { signatureOf } from '../claims/signature.ts';
import {
  brokenOff,
  clauseOf,
  type Falsified,
  orbitStatusOf,
  type Verdict,
  vacuous,
} from '../claims/verdict.ts';
import { UnsupportedError } from '../errors.ts';
import { hostile } from '../generation/edge-cases.ts';
import { drawArbitrary } from '../generation/fast-check.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { inlineJson } from '../json/write-json.ts';
import { undefinedAt } from '../models/undefined-at.ts';
import { createRng, type Rng } from '../numerics/random.ts';

export const CHUNK_RUNS = 100;

export interface ChunkSpec {
  readonly claimId: string;
  readonly dropped: readonly string[];
  /** Kinds of models that are drawn; absent: what the claim draws. */
  readonly kinds?: readonly string[];
  readonly seed: number;
  /** 0, 1, 2, … */
  readonly index: number;
  /** At most CHUNK_RUNS; fewer in the last chunk of a hunt of so many runs. */
  readonly runs: number;
  /** Whether what the claim draws is made an edge case. */
  readonly edgeCases?: true;
  /** Runs that are drawn and not checked: a thread did not survive them. */
  readonly skip?: readonly SkippedRun[];
}

export interface SkippedRun {
  /** From 0, within the chunk. */
  readonly run: number;
  readonly cause: LossCause;
  readonly reason: string;
}

/** Why an instance has no verdict, and nobody's fault but falsim's or the claim's. */
export type LossCause = 'time-limit' | 'out-of-memory' | 'crashed' | 'defect' | 'flaky';

/** An instance that cost more than it should, for whoever wants to look into it. */
export interface LostRun extends SkippedRun {
  /** Absent where it could not be drawn, or is no JSON. */
  readonly instance?: Instance;
  /** Where it is stored. */
  readonly file?: string;
}

/** The first failure with its signature in the chunk. */
export interface ChunkFailure {
  /** From 0, within the chunk. */
  readonly run: number;
  readonly instance: Instance;
  readonly verdict: Falsified;
}

export interface VerdictCounts {
  readonly survived: number;
  readonly falsified: number;
  readonly inconclusive: number;
  readonly vacuous: number;
}

export interface ChunkResult {
  readonly index: number;
  /** Instances checked; fewer than `runs` when the chunk was interrupted. */
  readonly tries: number;
  readonly counts: VerdictCounts;
  /** Clauses of what was inconclusive or vacuous, with how often. */
  readonly causes: { readonly [cause: string]: number };
  /** How exact answers were proven (certified, explained, stationary …), how often. */
  readonly statuses: { readonly [status: string]: number };
  /** Smallest margin among decided verdicts; null when there is none. */
  readonly worstMargin: number | null;
  readonly failures: readonly ChunkFailure[];
  /** What went wrong in falsim itself, first message of each kind. */
  readonly defects: readonly string[];
  /** At most MOST_LOST; of defects the first of each message. */
  readonly lost: readonly LostRun[];
}

const MOST_LOST = 5;

/** Called before every run; true ends the chunk there. */
export type ShouldStop = (runsDone: number) => boolean;

interface Tally {
  readonly counts: { -readonly [K in keyof VerdictCounts]: number };
  readonly causes: Map<string, number>;
  readonly statuses: Map<string, number>;
  readonly failures: Map<string, ChunkFailure>;
  readonly defects: Set<string>;
  readonly lost: Map<string, LostRun>;
  tries: number;
  worstMargin: number | null;
}

/** An instance, or why there is none. */
type Draw = { readonly instance: Instance } | { readonly defect: string };

/** The 31-bit seed that fast-check gets for the chunk. */
export function chunkSeed(spec: ChunkSpec): number {
  const { claimId, dropped, kinds = [], edgeCases, seed, index } = spec;
  const words = [claimId, [...dropped].sort().join('+'), ...kinds, seed, index];
  const name = [...words, ...(edgeCases ? ['edge cases'] : [])].join('/');
  return createRng(name).integer(0, 0x7fffffff);
}

export function runChunk(
  claim: Claim,
  spec: ChunkSpec,
  shouldStop: ShouldStop = () => false,
): ChunkResult {
  const dropped = new Set(spec.dropped);
  const tally: Tally = {
    counts: { survived: 0, falsified: 0, inconclusive: 0, vacuous: 0 },
    causes: new Map(),
    statuses: new Map(),
    failures: new Map(),
    defects: new Set(),
    lost: new Map(),
    tries: 0,
    worstMargin: null,
  };
  let stopped = false;
  const draws = drawArbitrary((rng, size): Draw => {
    try {
      return { instance: drawn(claim, spec, dropped, rng, size) };
    } catch (error) {
      return { defect: `generate: ${messageOf(error)}` };
    }
  });
  fc.check(
    fc.property(draws, (draw) => {
      // A failure ends the chunk: being stopped is the only one that fast-check gets to see.
      stopped ||= shouldStop(tally.tries);
      if (stopped) return false;
      const skipped = spec.skip?.find(({ run }) => run === tally.tries);
      record(tally, draw, outcomeOf(claim, draw, dropped, skipped), causeOf(spec));
      return true;
    }),
    { seed: chunkSeed(spec), numRuns: spec.runs, endOnFailure: true },
  );
  return {
    index: spec.index,
    tries: tally.tries,
    counts: tally.counts,
    causes: sortedCounts(tally.causes),
    statuses: sortedCounts(tally.statuses),
    worstMargin: tally.worstMargin,
    failures: [...tally.failures.values()],
    defects: [...tally.defects],
    lost: [...tally.lost.values()].slice(0, MOST_LOST),
  };
}

/** Half of the edge cases are as large as they get. */
function drawn(
  claim: Claim,
  { kinds, edgeCases }: ChunkSpec,
  dropped: ReadonlySet<string>,
  rng: Rng,
  size: number,
): Instance {
  if (!edgeCases) return claim.generate(rng, { dropped, size, kinds });
  const large = rng.chance(0.5);
  return hostile(rng, claim.generate(rng, { dropped, size: large ? 1 : size, kinds }));
}

function sortedCounts(counts: ReadonlyMap<string, number>): { readonly [name: string]: number } {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The verdict, or the cause why there is none. */
type Outcome =
  | Verdict
  | { readonly kind: 'no-verdict'; readonly cause: LossCause; readonly reason: string }
  /** The claim says nothing about such a model. */
  | { readonly kind: 'no-verdict'; readonly cause: 'unsupported' };

function outcomeOf(
  claim: Claim,
  draw: Draw,
  dropped: ReadonlySet<string>,
  skipped: SkippedRun | undefined,
): Outcome {
  if (skipped) return { kind: 'no-verdict', cause: skipped.cause, reason: skipped.reason };
  if ('defect' in draw) return { kind: 'no-verdict', cause: 'defect', reason: draw.defect };
  return verdictOn(claim, draw.instance, dropped);
}

/**
 * A failure is believed when it happens twice in the same way. One that does not is a defect of falsim
 * (a claim that is no function of the instance), reported as `flaky`.
 */
function verdictOn(claim: Claim, instance: Instance, dropped: ReadonlySet<string>): Outcome {
  const subject = open(instance);
  const check = () => judge(claim, subject, { dropped, strictness: 0 });
  try {
    const nowhere = undefinedAt(subject.model, subject.exact);
    if (nowhere !== null) return vacuous({ reason: 'undefined', why: nowhere.reason });
    const verdict = check();
    const wrong = misshapen(verdict);
    if (wrong !== undefined) return { kind: 'no-verdict', cause: 'defect', reason: wrong };
    if (verdict.kind !== 'falsified') return verdict;
    const again = check();
    const same =
      again.kind === 'falsified' &&
      failureKey(again) === failureKey(verdict) &&
      Object.is(marginOf(again), marginOf(verdict));
    if (same) return verdict;
    return { kind: 'no-verdict', cause: 'flaky', reason: `flaky: ${sentenceOf(verdict)}` };
  } catch (error) {
    if (error instanceof UnsupportedError) {
      return { kind: 'no-verdict', cause: 'unsupported' };
    }
    return { kind: 'no-verdict', cause: 'defect', reason: messageOf(error) };
  }
}

/**
 * What a verdict that decides nothing is counted under: what it says; for edge cases also of which kind it
 * is and how the integration ended.
 */
function causeOf({ edgeCases }: ChunkSpec): (verdict: Verdict) => string {
  if (!edgeCases) return clauseOf;
  return (verdict) => {
    const end = brokenOff(verdict);
    return `${verdict.kind}: ${clauseOf(verdict)}${end === undefined ? '' : `, ${end}`}`;
  };
}

const KINDS: readonly unknown[] = ['survived', 'falsified', 'inconclusive', 'vacuous'];

/**
 * What is wrong with what a claim calls its verdict; claims are the user's, and not all are checked by a
 * compiler. Evidence of a failure is sent between threads and stored, so it has to be JSON.
 */
function misshapen(value: unknown): string | undefined {
  // A check that is asynchronous has no verdict; should it fail later, that is no news.
  if (value instanceof Promise) value.catch(() => undefined);
  const kind = (value as Partial<Verdict> | undefined)?.kind;
  if (!KINDS.includes(kind)) return 'check: what it returned is no verdict';
  const { by, because } = value as { readonly by?: unknown; readonly because?: unknown };
  const told = kind === 'survived' || kind === 'falsified' ? by : because;
  if (typeof told !== 'object' || told === null) {
    return `check: a verdict "${kind}" that does not say what decided, or why nothing did`;
  }
  if (kind !== 'falsified') return undefined;
  try {
    inlineJson(value);
    return undefined;
  } catch (error) {
    return `check: evidence that is no JSON: ${messageOf(error)}`;
  }
}

function record(
  tally: Tally,
  draw: Draw,
  outcome: Outcome,
  causeOfVerdict: (verdict: Verdict) => string,
): void {
  const run = tally.tries;
  tally.tries++;
  const count = (cause: string) => tally.causes.set(cause, (tally.causes.get(cause) ?? 0) + 1);
  if (outcome.kind !== 'no-verdict') {
    const status = orbitStatusOf(outcome);
    if (status !== undefined) {
      tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
    }
  }
  switch (outcome.kind) {
    case 'no-verdict':
      tally.counts.inconclusive++;
      count(outcome.cause);
      if (outcome.cause !== 'unsupported') lose(tally, { ...outcome, run, draw });
      return;
    case 'inconclusive':
    case 'vacuous':
      tally.counts[outcome.kind]++;
      count(causeOfVerdict(outcome));
      return;
    case 'survived':
    case 'falsified': {
      tally.counts[outcome.kind]++;
      const margin = marginOfDecision(outcome.by);
      tally.worstMargin = Math.min(tally.worstMargin ?? margin, margin);
      if (outcome.kind === 'survived' || !('instance' in draw)) return;
      const signature = failureKey(outcome);
      if (!tally.failures.has(signature)) {
        tally.failures.set(signature, { run, instance: draw.instance, verdict: outcome });
      }
      return;
    }
  }
}

interface Loss extends SkippedRun {
  readonly draw: Draw;
}

/** Keeps the instance; of those that were lost in the same way to a defect only the first. */
function lose(tally: Tally, { run, cause, reason, draw }: Loss): void {
  const isDefect = cause === 'defect' || cause === 'flaky';
  if (isDefect) tally.defects.add(reason);
  const key = isDefect ? reason : `run ${run}`;
  if (tally.lost.has(key)) return;
  const instance = 'instance' in draw && isJson(draw.instance) ? { instance: draw.instance } : {};
  tally.lost.set(key, { run, cause, reason, ...instance });
}

function isJson(value: unknown): boolean {
  try {
    inlineJson(value);
    return true;
  } catch {
    return false;
  }
}

/** What tells failures of one claim apart. */
export function failureKey({ by }: Falsified): string {
  return signatureOf(by);
}

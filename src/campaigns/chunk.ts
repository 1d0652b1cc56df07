/**
 * A chunk of a hunt: up to CHUNK_RUNS instances of one claim, a pure function of claim, dropped
 * hypotheses, seed and index. That is what makes a hunt deterministic whatever the number of workers,
 * and easy to stop and to resume.
 *
 * A source draws the instances (`source.ts`), how large they are is for the schedule to say (`growth.ts`).
 * Verdicts are counted, never thrown.
 */
import type { Claim } from '../claims/claim.ts';
import { marginOfDecision } from '../claims/margin.ts';
import { sentenceOf } from '../claims/sentence.ts';
import {
  brokenOff,
  clauseOf,
  type Falsified,
  isTooCostly,
  orbitStatusOf,
  type Verdict,
} from '../claims/verdict.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import type { ChunkSpec } from './chunk-spec.ts';
import type { Corpus } from './guided/corpus.ts';
import { guidedSource } from './guided/guided-source.ts';
import {
  type Draw,
  failureKey,
  misdrawn,
  type Outcome,
  outcomeOf,
  type SkippedRun,
} from './outcome.ts';
import { type Reached, ReachedTally } from './reached.ts';
import { type InstanceSource, listedSource, randomSource } from './source.ts';

export const CHUNK_RUNS = 100;

/** An instance that cost more than it should, for whoever wants to look into it. */
export interface LostRun extends SkippedRun {
  /** Absent where it could not be drawn, or what was drawn is none. */
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
  readonly reached: Reached;
  /** Smallest margin among decided verdicts; null when there is none. */
  readonly worstMargin: number | null;
  readonly failures: readonly ChunkFailure[];
  /** What went wrong in falsim itself, first message of each kind. */
  readonly defects: readonly string[];
  /** At most MOST_LOST; of defects the first of each message. */
  readonly lost: readonly LostRun[];
  /** Of a guided search: instances nearer to failing than what it started from. */
  readonly corpus?: Corpus;
}

const MOST_LOST = 5;

/** Called before every run; true ends the chunk there. */
export type ShouldStop = (runsDone: number, failures: number) => boolean;

interface OpenReport {
  readonly counts: { -readonly [K in keyof VerdictCounts]: number };
  readonly causes: Map<string, number>;
  readonly statuses: Map<string, number>;
  readonly reached: ReachedTally;
  readonly failures: Map<string, ChunkFailure>;
  readonly defects: Set<string>;
  readonly lost: Map<string, LostRun>;
  tries: number;
  worstMargin: number | null;
}

export function runChunk(
  claim: Claim,
  spec: ChunkSpec,
  shouldStop: ShouldStop = () => false,
  source: InstanceSource = sourceOf(claim, spec),
): ChunkResult {
  const dropped = new Set(spec.dropped);
  const report: OpenReport = {
    counts: { survived: 0, falsified: 0, inconclusive: 0, vacuous: 0 },
    causes: new Map(),
    statuses: new Map(),
    reached: new ReachedTally(),
    failures: new Map(),
    defects: new Set(),
    lost: new Map(),
    tries: 0,
    worstMargin: null,
  };
  for (let run = 0; run < spec.runs; run++) {
    if (shouldStop(run, report.counts.falsified)) break;
    const draw = source.draw(run);
    const skipped = spec.skip?.find((other) => other.run === run);
    const outcome = outcomeOf(claim, draw, dropped, skipped);
    record(report, draw, outcome, causeOf(spec));
    source.learn?.(run, draw, outcome);
  }
  return {
    index: spec.index,
    tries: report.tries,
    counts: report.counts,
    causes: sortedCounts(report.causes),
    statuses: sortedCounts(report.statuses),
    reached: report.reached.total(),
    worstMargin: report.worstMargin,
    failures: [...report.failures.values()],
    defects: [...report.defects],
    lost: [...report.lost.values()].slice(0, MOST_LOST),
    ...(source.learnt && { corpus: source.learnt() }),
  };
}

function sourceOf(claim: Claim, spec: ChunkSpec): InstanceSource {
  if (spec.slices !== undefined) return listedSource(spec.slices);
  return spec.corpus === undefined
    ? randomSource(claim, spec)
    : guidedSource(claim, spec, spec.corpus);
}

function sortedCounts(counts: ReadonlyMap<string, number>): { readonly [name: string]: number } {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
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

function record(
  report: OpenReport,
  draw: Draw,
  outcome: Outcome,
  causeOfVerdict: (verdict: Verdict) => string,
): void {
  const run = report.tries;
  report.tries++;
  const count = (cause: string) => report.causes.set(cause, (report.causes.get(cause) ?? 0) + 1);
  if (outcome.kind !== 'no-verdict') {
    const status = orbitStatusOf(outcome);
    if (status !== undefined) {
      report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
    }
    if ('instance' in draw) report.reached.add(open(draw.instance), isDecision(outcome));
  }
  switch (outcome.kind) {
    case 'no-verdict':
      report.counts.inconclusive++;
      count(outcome.cause);
      if (outcome.cause !== 'unsupported') lose(report, { ...outcome, run, draw });
      return;
    case 'inconclusive':
    case 'vacuous':
      report.counts[outcome.kind]++;
      count(causeOfVerdict(outcome));
      if (isTooCostly(outcome))
        lose(report, { run, cause: 'too-costly', reason: sentenceOf(outcome), draw });
      return;
    case 'survived':
    case 'falsified': {
      report.counts[outcome.kind]++;
      const margin = marginOfDecision(outcome.by);
      report.worstMargin = Math.min(report.worstMargin ?? margin, margin);
      if (outcome.kind === 'survived' || !('instance' in draw)) return;
      const signature = failureKey(outcome);
      if (!report.failures.has(signature)) {
        report.failures.set(signature, { run, instance: draw.instance, verdict: outcome });
      }
      return;
    }
  }
}

function isDecision({ kind }: Verdict): boolean {
  return kind === 'survived' || kind === 'falsified';
}

interface Loss extends SkippedRun {
  readonly draw: Draw;
}

/** Keeps the instance; of those that were lost in the same way to a defect only the first. */
function lose(report: OpenReport, { run, cause, reason, draw }: Loss): void {
  const isDefect = cause === 'defect' || cause === 'flaky';
  if (isDefect) report.defects.add(reason);
  const key = isDefect ? reason : `run ${run}`;
  if (report.lost.has(key)) return;
  const instance =
    'instance' in draw && misdrawn(draw.instance) === undefined ? { instance: draw.instance } : {};
  report.lost.set(key, { run, cause, reason, ...instance });
}

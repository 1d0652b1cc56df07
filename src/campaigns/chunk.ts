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
} from '../claims/verdict.ts';
import { UnsupportedError } from '../errors.ts';
import { drawArbitrary } from '../generation/fast-check.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { createRng } from '../numerics/random.ts';

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
  /** Whether instances are edge cases, many of which decide nothing: then causes say more. */
  readonly edgeCases?: true;
  /** Runs that are drawn and not checked: they exceeded the time limit before. */
  readonly skip?: readonly number[];
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
}

/** Called before every run; true ends the chunk there. */
export type ShouldStop = (runsDone: number) => boolean;

interface Tally {
  readonly counts: { -readonly [K in keyof VerdictCounts]: number };
  readonly causes: Map<string, number>;
  readonly statuses: Map<string, number>;
  readonly failures: Map<string, ChunkFailure>;
  readonly defects: Set<string>;
  tries: number;
  worstMargin: number | null;
}

/** An instance, or why there is none. */
type Draw = { readonly instance: Instance } | { readonly defect: string };

/** The 31-bit seed that fast-check gets for the chunk. */
export function chunkSeed({ claimId, dropped, kinds = [], seed, index }: ChunkSpec): number {
  const name = [claimId, [...dropped].sort().join('+'), ...kinds, seed, index].join('/');
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
    tries: 0,
    worstMargin: null,
  };
  let stopped = false;
  const draws = drawArbitrary((rng, size): Draw => {
    try {
      return { instance: claim.generate(rng, { dropped, size, kinds: spec.kinds }) };
    } catch (error) {
      return { defect: `generate: ${messageOf(error)}` };
    }
  });
  fc.check(
    fc.property(draws, (draw) => {
      // A failure ends the chunk: being stopped is the only one that fast-check gets to see.
      stopped ||= shouldStop(tally.tries);
      if (stopped) return false;
      record(
        tally,
        draw,
        outcomeOf(claim, draw, dropped, spec.skip?.includes(tally.tries) ?? false),
        causeOf(spec),
      );
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
  };
}

function sortedCounts(counts: ReadonlyMap<string, number>): { readonly [name: string]: number } {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The verdict, or the cause why there is none. */
type Outcome = Verdict | { readonly kind: 'no-verdict'; cause: string; defect: string | null };

const OVERTIME: Outcome = { kind: 'no-verdict', cause: 'time-limit', defect: null };

function outcomeOf(
  claim: Claim,
  draw: Draw,
  dropped: ReadonlySet<string>,
  skipped: boolean,
): Outcome {
  if (skipped) return OVERTIME;
  if ('defect' in draw) return { kind: 'no-verdict', cause: 'defect', defect: draw.defect };
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
    const verdict = check();
    if (verdict.kind !== 'falsified') return verdict;
    const again = check();
    const same =
      again.kind === 'falsified' &&
      failureKey(again) === failureKey(verdict) &&
      Object.is(marginOf(again), marginOf(verdict));
    if (same) return verdict;
    const defect = `flaky: ${sentenceOf(verdict)}`;
    return { kind: 'no-verdict', cause: 'flaky', defect };
  } catch (error) {
    if (error instanceof UnsupportedError) {
      return { kind: 'no-verdict', cause: 'unsupported', defect: null };
    }
    return { kind: 'no-verdict', cause: 'defect', defect: messageOf(error) };
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
      if (outcome.defect !== null) tally.defects.add(outcome.defect);
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

/** What tells failures of one claim apart. */
export function failureKey({ by }: Falsified): string {
  return signatureOf(by);
}

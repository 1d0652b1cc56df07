/**
 * Soak: a long look for false alarms. Claims held to be true meet instances made hostile
 * (`soak-claims.ts`); none may be falsified, and few may stay inconclusive. A soak is a list of small
 * chunks, each a pure function of seed and index, so that it can be stopped, resumed and shared out.
 */

import type { Claim } from '../claims/claim.ts';
import { meaningOf } from '../claims/status.ts';
import { CHUNK_RUNS, type ChunkResult, type ChunkSpec } from './chunk.ts';
import { reportOf, type TargetReport } from './target-report.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Instances a chunk; fast-check's bias makes the first ones of each small. */
export const SOAK_RUNS = Math.min(25, CHUNK_RUNS);

/** Share of inconclusive verdicts that is still acceptable, for each claim. */
export const INCONCLUSIVE_BELOW = 0.05;

/** How often a claim has its turn: those that integrate cost twenty times as much as the others. */
const TURNS: { readonly [claimId: string]: number } = {
  'affine-sim-discrete': 4,
  'two-layer-exhaustive': 4,
  'conservation-laws': 2,
};
const USUAL_TURNS = 2;

/** Claims in the order of their turns, over and over. */
function rota(claims: readonly Claim[]): Claim[] {
  const turns = claims.map((claim) => TURNS[claim.id] ?? USUAL_TURNS);
  return Array.from({ length: Math.max(...turns) }, (_, round) =>
    claims.filter((_claim, i) => round < turns[i]!),
  ).flat();
}

export interface Soak {
  readonly claims: readonly Claim[];
  readonly cases: number;
  readonly seed: number;
}

export function chunkCount({ cases }: Soak): number {
  return Math.ceil(cases / SOAK_RUNS);
}

/** Chunk number 0 … chunkCount − 1. */
export function soakChunk({ claims, cases, seed }: Soak, index: number): ChunkSpec {
  const order = rota(claims);
  const { id } = order[index % order.length]!;
  const runs = Math.min(SOAK_RUNS, cases - index * SOAK_RUNS);
  return { claimId: id, dropped: [], seed, index, runs, edgeCases: true };
}

export interface SoakOptions {
  /** Chunks done before, by index. */
  readonly done: ReadonlyMap<number, ChunkResult>;
  readonly signal: AbortSignal;
  onChunk(index: number, result: ChunkResult): void;
}

/** @returns all chunks there are then; fewer than `chunkCount` after an abort. */
export async function runSoak(
  pool: WorkerPool,
  soak: Soak,
  { done, signal, onChunk }: SoakOptions,
): Promise<Map<number, ChunkResult>> {
  const results = new Map(done);
  let next = 0;
  async function work(): Promise<void> {
    while (!signal.aborted && next < chunkCount(soak)) {
      const index = next++;
      if (results.has(index)) continue;
      const spec = soakChunk(soak, index);
      const outcome = await pool.perform({ kind: 'chunk', spec });
      if (outcome?.kind !== 'chunk' || outcome.result.tries < spec.runs) continue;
      results.set(index, outcome.result);
      onChunk(index, outcome.result);
    }
  }
  const stop = () => pool.stopAll();
  signal.addEventListener('abort', stop);
  try {
    await Promise.all(Array.from({ length: pool.jobs }, work));
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return results;
}

export interface SoakReport extends TargetReport {
  /** Inconclusive verdicts over all. */
  readonly inconclusiveShare: number;
  readonly failures: readonly { readonly index: number; readonly failure: Failure }[];
}

type Failure = ChunkResult['failures'][number];

/** A theorem has fallen. What falsifies a conjecture is a finding, and no alarm. */
export function isAlarm({ target, failures }: Pick<SoakReport, 'target' | 'failures'>): boolean {
  return failures.length > 0 && meaningOf(target.claim.status) === 'alarm';
}

/** One report for each claim that had a turn. */
export function soakReports(soak: Soak, results: ReadonlyMap<number, ChunkResult>): SoakReport[] {
  const sorted = [...results].sort(([a], [b]) => a - b);
  return soak.claims.flatMap((claim) => {
    const own = sorted.filter(([index]) => soakChunk(soak, index).claimId === claim.id);
    if (own.length === 0) return [];
    const target = { claim, dropped: [] };
    const report = reportOf(
      target,
      own.map(([, result]) => result),
      0,
      [],
    );
    const failures = own.flatMap(([index, result]) =>
      result.failures.map((failure) => ({ index, failure })),
    );
    return [{ ...report, failures, inconclusiveShare: report.counts.inconclusive / report.tries }];
  });
}

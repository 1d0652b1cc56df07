/**
 * The schedule that looks for false alarms: claims held to be true, with all their hypotheses in force, on
 * instances made edge cases, in equal shares. A theorem that is falsified is an alarm, and a claim of which
 * much stays inconclusive is not being watched. Everything else is a campaign like any other.
 */
import { meaningOf } from '../claims/status.ts';
import type { Budget } from './schedule.ts';
import type { Target } from './target.ts';
import type { TargetReport } from './target-report.ts';

/** Instances a chunk: edge cases take long, and a chunk that is interrupted is done again. */
const CHUNK_RUNS = 25;

/** Share of inconclusive verdicts that is still acceptable, for each claim. */
export const INCONCLUSIVE_BELOW = 0.05;

export function onEdgeCases(targets: readonly Target[]): Target[] {
  return targets.map((target) => ({ ...target, edgeCases: true }));
}

/** Instances of all targets together, in equal shares. */
export function equalShares(cases: number, targets: readonly Target[]): Budget {
  return { runs: Math.ceil(cases / Math.max(1, targets.length)), chunkRuns: CHUNK_RUNS };
}

/** Inconclusive verdicts over all; 0 where there is none. */
export function inconclusiveShare({ counts, tries }: TargetReport): number {
  return tries === 0 ? 0 : counts.inconclusive / tries;
}

/** A theorem has fallen. What falsifies a conjecture is a finding, and no alarm. */
export function isAlarm({ target, counts }: Pick<TargetReport, 'target' | 'counts'>): boolean {
  return counts.falsified > 0 && meaningOf(target.claim.status) === 'alarm';
}

/** Whether enough was decided. */
export function isWatched(report: TargetReport): boolean {
  return report.tries > 0 && inconclusiveShare(report) < INCONCLUSIVE_BELOW;
}

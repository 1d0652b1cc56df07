/** A hunt as a function: the campaign behind `falsim hunt`, with defaults. */
import type { Claim } from '../claims/claim.ts';
import { canonicalInstance } from '../counterexamples/canonical-instance.ts';
import { type CampaignReport, campaign } from './campaign.ts';
import { GUIDED_CHUNK_RUNS } from './guided/guided-schedule.ts';
import type { Strategy } from './guided/tries-to-failure.ts';
import { MAX_EVALUATIONS } from './shrinking.ts';
import { chooseTargets } from './target.ts';
import type { Found } from './target-report.ts';
import { createWorkerPool } from './worker-pool.ts';

/** What is hunted, for how long, and where counterexamples are stored. */
export interface HuntOptions {
  readonly claims: readonly Claim[];
  /** Hypotheses to drop together, or `each`, one after the other. */
  readonly drop?: readonly string[] | 'each';
  /** Draw models of these kinds only. */
  readonly kinds?: readonly string[];
  readonly seed: number;
  /** Default `random`: every instance is drawn for itself. */
  readonly strategy?: Strategy;
  /** Instances of each claim; default 300. */
  readonly runs?: number;
  /** Time for all claims together, instead. */
  readonly seconds?: number;
  /** Folder that counterexamples are stored in. */
  readonly folder: string;
  /** Bound on candidates checked while shrinking one failure; default 20 000. */
  readonly maxEvaluations?: number;
  /** Threads, and the URL of a module that exports the same claims as `claims`; default: none. */
  readonly threads?: { readonly jobs: number; readonly registry: string };
  readonly signal?: AbortSignal;
  readonly onFound?: (found: Found) => void;
}

/** Milliseconds that tasks under way have to end after an abort. */
const GRACE = 10_000;
/** Seconds for one instance, in threads. */
const RUN_LIMIT = 120;

/**
 * Draws instances, shrinks and stores what fails. With `runs` the outcome depends on the seed alone.
 *
 * @throws InputError for names that do not exist.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { claimById, hunt } from 'falsim';
 *
 * const report = await hunt({
 *   claims: [claimById('diagonal-linear')!],
 *   drop: ['only-critical-point-at-zero'],
 *   seed: 1,
 *   runs: 20,
 *   folder: mkdtempSync(`${tmpdir()}/counterexamples-`),
 * });
 * report.targets[0].counts.falsified > 0; // true
 * ```
 */
export async function hunt(options: HuntOptions): Promise<CampaignReport> {
  const { claims, drop = [], kinds = [], seed, runs = 300, seconds, folder, threads } = options;
  const { strategy = 'random' } = options;
  const chunks = strategy === 'guided' ? { chunkRuns: GUIDED_CHUNK_RUNS } : {};
  const ids = claims.map(({ id }) => id);
  const targets = chooseTargets(claims, { claims: ids, drop, kinds, knownFalse: true });
  const pool = createWorkerPool({
    jobs: threads?.jobs ?? 0,
    claims,
    registry: threads?.registry ?? '',
    runLimit: RUN_LIMIT,
  });
  try {
    return await campaign(pool, {
      targets,
      seed,
      budget: seconds === undefined ? { runs, ...chunks } : { seconds },
      strategy,
      maxEvaluations: options.maxEvaluations ?? MAX_EVALUATIONS,
      folder,
      canonical: canonicalInstance,
      signal: options.signal ?? new AbortController().signal,
      grace: GRACE,
      onFound: options.onFound ?? (() => undefined),
    });
  } finally {
    await pool.close();
  }
}

/** Which shares of a hunt there can be. */
import type { Strategy } from '../campaigns/guided/tries-to-failure.ts';
import { type Budget, chunkRuns } from '../campaigns/schedule.ts';
import type { Residues } from '../campaigns/store/index-set.ts';
import { InputError } from '../errors.ts';

export interface Shared {
  readonly targets: readonly unknown[];
  readonly budget: Budget;
  readonly strategy?: Strategy;
  /** Absent: all chunks. */
  readonly shard?: Residues | undefined;
}

/** @throws InputError where a share would have nothing to do. */
export function requireShares({ targets, budget, strategy, shard }: Shared): void {
  if (shard === undefined) return;
  if (strategy === 'guided') {
    if (shard.of <= targets.length) return;
    throw new InputError(
      '--shard with --strategy guided',
      `as many shares as claims, ${targets.length}, at most: each has whole claims`,
      `${shard.of}; or use --queue, or other seeds`,
    );
  }
  if (!('runs' in budget)) return;
  const each = chunkRuns(budget);
  const chunks = Math.ceil(budget.runs / each);
  if (shard.of <= chunks) return;
  throw new InputError(
    '--shard',
    `as many shares as chunks of ${each} instances in --runs ${budget.runs}, ${chunks}, at most`,
    `${shard.of}; or use more --runs, or --queue`,
  );
}

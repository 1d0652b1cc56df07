/** A sweep: the campaign that checks every instance of a small scope once, in the order of simplicity. */

import { resolveFunction } from '../../analytic/registry.ts';
import type { Claim } from '../../claims/claim.ts';
import type { VerdictCounts } from '../chunk.ts';
import { SWEEP_CHUNK_RUNS } from '../chunk-spec.ts';
import type { Budget } from '../schedule.ts';
import { chooseTargets, type Target } from '../target.ts';
import { type SmallScope, smallScope } from './small-scope.ts';

export interface SweepChoice {
  readonly drop: readonly string[];
  readonly kinds: readonly string[];
  /** None: all that have a name. */
  readonly functions: readonly string[];
}

export interface ScopedTarget extends Target {
  readonly scope: SmallScope;
}

/**
 * Counts the instances before any is checked.
 * @throws InputError for names that do not exist, and for a scope that is too large.
 */
export function sweepTarget(
  claims: readonly Claim[],
  claim: string,
  { drop, kinds, functions }: SweepChoice,
  complexity: number,
): ScopedTarget {
  const [target] = chooseTargets(claims, { claims: [claim], drop, kinds, knownFalse: true });
  for (const name of functions) resolveFunction(name);
  const choice = {
    dropped: new Set(target.dropped),
    kinds: target.kinds,
    ...(functions.length > 0 && { functions: [...new Set(functions)].sort() }),
  };
  return { ...target, scope: smallScope(target.claim, choice, complexity) };
}

export function sweepBudget({ scope }: ScopedTarget): Budget {
  return { runs: scope.count, chunkRuns: SWEEP_CHUNK_RUNS };
}

/** What a sweep says of its scope. */
export type SweepResult =
  /** Some instance fails. */
  | 'fails'
  /** Not all were checked. */
  | 'unfinished'
  /** All were, some could not be decided. */
  | 'undecided'
  /** The claim says nothing of any of them. */
  | 'nothing-said'
  /** It holds wherever it says anything. */
  | 'none-fails';

export function sweepResult(
  { count }: Pick<SmallScope, 'count'>,
  tries: number,
  counts: VerdictCounts,
): SweepResult {
  if (counts.falsified > 0) return 'fails';
  if (tries < count) return 'unfinished';
  if (counts.inconclusive > 0) return 'undecided';
  return counts.survived === 0 ? 'nothing-said' : 'none-fails';
}

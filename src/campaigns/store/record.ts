/** A campaign by its arguments, and the name of the folder in which it is kept. */
import { canonicalJson, sha256 } from '../../json/canonical-json.ts';
import { type Budget, chunkRuns } from '../schedule.ts';
import type { Target } from '../target.ts';
import type { Residues } from './index-set.ts';

export interface CampaignRecord {
  /** Digest of the code that computes: results of another build are not believed. */
  readonly code: string;
  readonly seed: number;
  readonly budget: Budget;
  readonly targets: readonly TargetRecord[];
  /** Absent: every instance is drawn for itself. */
  readonly strategy?: 'guided' | undefined;
  /** Which of its chunks this machine does; absent: all. */
  readonly shard?: Residues | undefined;
}

export interface TargetRecord {
  readonly claim: string;
  readonly dropped: readonly string[];
  readonly kinds?: readonly string[] | undefined;
  readonly instead?: readonly string[] | undefined;
  readonly edgeCases?: true | undefined;
  /** Of a sweep: every instance up to a complexity. */
  readonly scope?: ScopeRecord | undefined;
}

export interface ScopeRecord {
  readonly complexity: number;
  /** Functions that are asked for; absent: all of the domain that have a name. */
  readonly functions?: readonly string[] | undefined;
}

export function recordOf(target: Target): TargetRecord {
  const { claim, dropped, kinds, instead, edgeCases, scope } = target;
  return {
    claim: claim.id,
    dropped,
    ...(kinds !== undefined && { kinds }),
    ...(instead !== undefined && { instead }),
    ...(edgeCases !== undefined && { edgeCases }),
    ...(scope && { scope: scopeRecordOf(scope) }),
  };
}

function scopeRecordOf({ complexity, functions }: ScopeRecord): ScopeRecord {
  return { complexity, ...(functions && { functions }) };
}

const LONGEST_NAME = 60;

/**
 * Of the folder: `<first target>--seed-<seed>--<digest>`. Campaigns that differ in nothing but how long they are
 * have one folder.
 */
export function folderNameOf(record: CampaignRecord): string {
  const { budget, ...identity } = record;
  const { untilFound } = budget;
  const kept = { ...identity, chunkRuns: chunkRuns(budget), ...(untilFound && { untilFound }) };
  const digest = sha256(canonicalJson(kept)).slice(0, 12);
  const [first, ...others] = record.targets;
  const words = first === undefined ? 'nothing' : [first.claim, ...first.dropped].join('+');
  const more = others.length === 0 ? '' : `-and-${others.length}-more`;
  const plain = words
    .toLowerCase()
    .replace(/[^a-z0-9+]+/g, '-')
    .slice(0, LONGEST_NAME);
  return `${plain}${more}--seed-${record.seed}--${digest}`;
}

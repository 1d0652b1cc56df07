/** Which campaign is meant by going on, when its seed is not named. */
import { join } from 'node:path';
import type { Claim } from '../claims/claim.ts';
import { InputError } from '../errors.ts';
import { located } from './lost-instances.ts';
import { type Budget, chunkRuns } from './schedule.ts';
import { type KeptCampaign, memoriesOf } from './store/kept-campaign.ts';
import type { TargetMemory } from './store/memory.ts';
import { type CampaignRecord, recordOf, type TargetRecord } from './store/record.ts';
import { type Target, targetKey } from './target.ts';
import { reportOf, type TargetReport } from './target-report.ts';
import { chunksOf, TargetSearch } from './target-search.ts';

/** Campaigns that an error lists. */
const MOST_LISTED = 10;

/**
 * The last campaign of this build; the last with the given targets where there are some.
 *
 * @param code digest of the code that computes.
 * @param root folder of the campaigns, for errors.
 * @throws InputError that lists the campaigns there are.
 */
export function lastCampaign(
  kept: readonly KeptCampaign[],
  code: string,
  targets: readonly Target[] | undefined,
  root: string,
): CampaignRecord {
  const key = (records: readonly TargetRecord[]) => JSON.stringify(records);
  const wanted = targets === undefined ? undefined : key(targets.map(recordOf));
  const campaigns = kept.map(({ record }) => record).filter((record) => record.code === code);
  const last = campaigns.filter((c) => wanted === undefined || key(c.targets) === wanted).at(-1);
  if (last !== undefined) return last;
  if (campaigns.length === 0) {
    const received = kept.length > 0 ? 'hunts of another build of falsim only' : 'none';
    throw new InputError('--resume', `a hunt in ${root}`, received);
  }
  const known = campaigns.slice(-MOST_LISTED).map(described).reverse();
  throw new InputError(
    '--resume',
    `--seed, or one of the hunts in ${root}: ${known.join('; ')}`,
    (targets ?? []).map(targetKey).join(', ') || 'no claims',
  );
}

function described({ seed, targets, shard }: CampaignRecord): string {
  const names = targets.map(({ claim, dropped }) => [claim, ...dropped].join(' --drop '));
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
  const share = shard === undefined ? '' : ` --shard ${shard.part + 1}/${shard.of}`;
  return `${shown} --seed ${seed}${share}`;
}

/** @throws InputError when a claim of it is not there. */
export function targetsOf(record: CampaignRecord, claims: readonly Claim[]): Target[] {
  return record.targets.map(({ claim: id, dropped, kinds, instead, edgeCases }) => {
    const claim = claims.find((c) => c.id === id);
    if (claim === undefined)
      throw new InputError('--resume', `the claim ${id}`, 'none of that name');
    return {
      claim,
      dropped,
      ...(kinds && { kinds }),
      ...(instead && { instead }),
      ...(edgeCases && { edgeCases }),
    };
  });
}

/** What the last campaign counted so far; null where there is none. Counterexamples are not told. */
export function lastCounts(
  kept: readonly KeptCampaign[],
  code: string,
  claims: readonly Claim[],
): { readonly seed: number; readonly targets: readonly TargetReport[] } | null {
  const last = kept.filter(({ record }) => record.code === code).at(-1);
  if (last === undefined) return null;
  const { record, folder } = last;
  const { memories } = memoriesOf(folder, record);
  const targets = record.targets.flatMap((target, k) => {
    if (!claims.some(({ id }) => id === target.claim)) return [];
    const [aim] = targetsOf({ ...record, targets: [target] }, claims);
    const { budget, shard, strategy } = record;
    const search = new TargetSearch(aim, k, memories[k], budget, chunksOf(shard, strategy));
    const all = search.everything();
    const report = reportOf(aim, all, chunkRuns(record.budget), search.seconds, []);
    return [{ ...report, lost: located(report.lost, join(folder, 'lost')) }];
  });
  return { seed: record.seed, targets };
}

/** How many instances are remembered of a target where the budget has fewer; else 0. */
export function doneBeyond(budget: Budget, memories: readonly TargetMemory[]): number {
  const most = Math.max(0, ...memories.map(({ whole }) => whole.tries));
  return 'runs' in budget && most > budget.runs ? most : 0;
}

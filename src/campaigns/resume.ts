/** Which campaign is meant by going on, when its seed is not named. */
import type { Claim } from '../claims/claim.ts';
import { InputError } from '../errors.ts';
import {
  type CampaignRecord,
  type CampaignState,
  recordOf,
  type TargetRecord,
} from './campaign-state.ts';
import { chunkRuns } from './schedule.ts';
import { type Target, targetKey } from './target.ts';
import { reportOf, type TargetReport } from './target-report.ts';

/** Campaigns that an error lists. */
const MOST_LISTED = 10;

/**
 * The last campaign; the last with the given targets where there are some.
 *
 * @param file of the state, for errors.
 * @throws InputError that lists the campaigns there are.
 */
export function lastCampaign(
  { campaigns, outdated }: CampaignState,
  targets: readonly Target[] | undefined,
  file: string,
): CampaignRecord {
  const key = (records: readonly TargetRecord[]) => JSON.stringify(records);
  const wanted = targets === undefined ? undefined : key(targets.map(recordOf));
  const last = campaigns.filter((c) => wanted === undefined || key(c.targets) === wanted).at(-1);
  if (last !== undefined) return last;
  if (campaigns.length === 0) {
    const received = outdated ? 'hunts of another build of falsim only' : 'none';
    throw new InputError('--resume', `a hunt in ${file}`, received);
  }
  const known = campaigns.slice(-MOST_LISTED).map(described).reverse();
  throw new InputError(
    '--resume',
    `--seed, or one of the hunts in ${file}: ${known.join('; ')}`,
    (targets ?? []).map(targetKey).join(', ') || 'no claims',
  );
}

function described({ seed, targets }: CampaignRecord): string {
  const names = targets.map(({ claim, dropped }) => [claim, ...dropped].join(' --drop '));
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
  return `${shown} --seed ${seed}`;
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
  state: CampaignState,
  claims: readonly Claim[],
): { readonly seed: number; readonly targets: readonly TargetReport[] } | null {
  const record = state.campaigns.at(-1);
  if (record === undefined) return null;
  const known = {
    ...record,
    targets: record.targets.filter(({ claim }) => claims.some((c) => c.id === claim)),
  };
  const targets = targetsOf(known, claims).flatMap((target) => {
    const found = state.read(target, record.seed, chunkRuns(record.budget));
    return found === undefined ? [] : [reportOf(target, found.chunks, found.seconds, [])];
  });
  return { seed: record.seed, targets };
}

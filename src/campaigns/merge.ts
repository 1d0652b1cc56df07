/**
 * What several machines did of one campaign, each its share of the chunks, as the one campaign that it is: the
 * same snapshot and the same files as if one machine had done it all. Merging is done anew from all the shares
 * each time, so it may be repeated, with shares that have gone on meanwhile, and with some missing: what is missing
 * is for `--resume` of the whole to do.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../errors.ts';
import { readTextFile } from '../json/json-file.ts';
import { writeWhole } from '../json/write-file.ts';
import { type Budget, chunkRuns, runsOf } from './schedule.ts';
import type { CampaignStore } from './store/campaign-store.ts';
import { campaignsIn, type KeptCampaign, keptIn, memoriesOf } from './store/kept-campaign.ts';
import { TargetMemory } from './store/memory.ts';
import { type CampaignRecord, folderNameOf } from './store/record.ts';

/** Shares of one campaign. */
export interface Shares {
  /** Of the whole. */
  readonly record: CampaignRecord;
  readonly kept: readonly KeptCampaign[];
}

/**
 * The campaigns in folders, those of one campaign together.
 *
 * @param folders of campaigns, or folders that hold such folders.
 * @param code digest of the code that computes.
 * @throws InputError for a folder without campaigns, or of another build.
 */
export function sharesIn(folders: readonly string[], code: string): Shares[] {
  const kept = folders.flatMap((folder) => {
    const found = existsSync(join(folder, 'campaign.json'))
      ? [keptIn(folder)]
      : campaignsIn(folder);
    if (found.length === 0)
      throw new InputError(folder, 'a folder of a campaign, or of several', 'none');
    return found.filter((one) => one !== undefined);
  });
  const groups = new Map<string, KeptCampaign[]>();
  for (const one of kept) {
    if (one.record.code !== code)
      throw new InputError(
        one.folder,
        'a campaign of this build of falsim',
        'one of another build',
      );
    const key = folderNameOf({ ...one.record, shard: undefined });
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((shares) => {
    const { shard: _, ...first } = shares[0].record;
    return { record: { ...first, budget: longest(shares) }, kept: distinct(shares) };
  });
}

/** The largest budget of them. */
function longest(kept: readonly KeptCampaign[]): Budget {
  const size = (budget: Budget) => ('runs' in budget ? budget.runs : budget.seconds);
  const budgets = kept.map(({ record }) => record.budget);
  return budgets.reduce((a, b) => (size(b) > size(a) ? b : a));
}

/** Of several copies of one folder, each once. */
function distinct(kept: readonly KeptCampaign[]): KeptCampaign[] {
  return [...new Map(kept.map((one) => [one.folder, one])).values()];
}

/**
 * What all shares together remember.
 *
 * @param before what the whole remembers already: of an earlier merge, or of going on after one.
 * @throws InputError where two of them did the same chunks and each has some of its own.
 */
export function mergedMemories(
  { record, kept }: Shares,
  before: readonly TargetMemory[],
): TargetMemory[] {
  const shares = kept.map(({ folder, record: own }) => ({
    folder,
    memories: memoriesOf(folder, own).memories,
  }));
  return record.targets.map((_, k) => {
    const merged = new TargetMemory(chunkRuns(record.budget));
    // Of two copies of one share the larger one first: then the other adds nothing.
    const ordered = shares
      .map(({ folder, memories }) => ({ folder, memory: memories[k] }))
      .sort((a, b) => b.memory.whole.done.size - a.memory.whole.done.size);
    for (const { folder, memory } of ordered) takeOver(merged, memory, folder);
    const whole = joined(merged, before[k]);
    for (const [key, stored] of before[k].stored) whole.stored.set(key, stored);
    return whole;
  });
}

function takeOver(merged: TargetMemory, memory: TargetMemory, folder: string): void {
  const { done } = memory.whole;
  const known = merged.whole.done.overlap(done);
  if (known === 0) merged.takeOver(memory);
  else if (known < done.size) throw overlapping(folder);
  else for (const [index, tail] of memory.tails) merged.tails.set(index, tail);
}

/** The larger of two, one of which has all chunks of the other. */
function joined(merged: TargetMemory, before: TargetMemory): TargetMemory {
  const [a, b] = [merged.whole.done, before.whole.done];
  const both = a.overlap(b);
  if (both === b.size) return merged;
  if (both === a.size) return before;
  throw overlapping('the campaign that is merged into');
}

function overlapping(folder: string): InputError {
  return new InputError(
    folder,
    'chunks that no other folder has, or only such',
    'both; merge into another --state',
  );
}

/** Copies the instances that were given up to where the whole keeps its own. @throws InputError, DiskError */
export function copyLost({ kept }: Shares, { memories, lostFolder }: CampaignStore): void {
  if (lostFolder === undefined) return;
  const names = memories.flatMap(({ whole, tails }) =>
    [...whole.lost.entries().map(([, loss]) => loss), ...[...tails.values()].flatMap((t) => t.lost)]
      .map(({ file }) => file)
      .filter((file) => file !== undefined),
  );
  for (const name of names) {
    const from = kept.map(({ folder }) => join(folder, 'lost', name)).find(existsSync);
    const to = join(lostFolder, name);
    if (from !== undefined && !existsSync(to)) writeWhole(to, readTextFile(from, 'JSON'));
  }
}

/** How many chunks of each target the budget has, and how many of them are done; null where it has no end. */
export function missingChunks(
  { budget }: CampaignRecord,
  memories: readonly TargetMemory[],
): { readonly missing: number; readonly of: number } | null {
  if (!('runs' in budget) || budget.untilFound) return null;
  const each = Math.ceil(budget.runs / chunkRuns(budget));
  const done = memories.reduce((sum, memory) => {
    const tail = memory.tails.get(each - 1);
    const hasTail = tail !== undefined && tail.tries === runsOf(budget, each - 1);
    const isWhole = memory.whole.done.has(each - 1);
    return sum + memory.whole.done.size + (hasTail && !isWhole ? 1 : 0);
  }, 0);
  const of = each * memories.length;
  return { missing: Math.max(0, of - done), of };
}

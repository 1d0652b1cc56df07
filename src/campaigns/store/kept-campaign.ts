/** Campaigns as they are on disk, for whoever goes on with one, and whoever only looks. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { InputError } from '../../errors.ts';
import { obstacle } from '../../json/json-file.ts';
import { readLog } from '../../json/record-log.ts';
import { readState, type StateFormat } from '../../json/state-file.ts';
import { chunkRuns } from '../schedule.ts';
import { TargetMemory, type TargetMemoryJson } from './memory.ts';
import type { CampaignRecord } from './record.ts';
import { entryShape, recordShape, snapshotShape, type Timings, timingsShape } from './schema.ts';

const VERSION = 3;

function formatOf<T>(
  what: string,
  content: StateFormat<T>['content'],
  code: string,
): StateFormat<T> {
  return { name: `${what} of a falsim campaign`, version: VERSION, code, content };
}

export const recordFormat = formatOf('the arguments', recordShape, '');
export const timingsFormat = formatOf('the timings', timingsShape, '');
export const snapshotFormat = (code: string) => formatOf('the snapshot', snapshotShape, code);

/** A campaign that is kept in `folder`, as far as anyone reads it who does not work on it. */
export interface KeptCampaign {
  readonly folder: string;
  readonly record: CampaignRecord;
  /** When it was last begun or gone on with, in milliseconds. */
  readonly begun: number;
}

/**
 * The campaigns in a folder, the last one last.
 * @throws InputError where one is damaged, or the folder is none.
 */
export function campaignsIn(root: string): KeptCampaign[] {
  if (!existsSync(root)) return [];
  let names: string[];
  try {
    names = readdirSync(root);
  } catch (error) {
    const received =
      error instanceof Error && 'code' in error && error.code === 'ENOTDIR'
        ? 'a file'
        : obstacle(error);
    throw new InputError(root, 'a folder of campaigns', received);
  }
  const kept = names.sort().flatMap((name) => keptIn(join(root, name)) ?? []);
  return kept.sort((a, b) => a.begun - b.begun);
}

/** Undefined where the folder is not that of a campaign. @throws InputError where it is damaged. */
export function keptIn(folder: string): KeptCampaign | undefined {
  const stored = readState(join(folder, 'campaign.json'), recordFormat);
  if (stored.kind !== 'present') return undefined;
  return { folder, record: stored.content, begun: timingsOf(folder).begun };
}

/** Whether the campaign is kept, but only as other builds computed it. */
export function isOfAnotherBuild(record: CampaignRecord, kept: readonly KeptCampaign[]): boolean {
  const key = ({ seed, targets, strategy, shard }: CampaignRecord) =>
    JSON.stringify([seed, targets, strategy, shard]);
  const same = kept.filter((other) => key(other.record) === key(record));
  return same.length > 0 && same.every((other) => other.record.code !== record.code);
}

function timingsOf(folder: string): Timings {
  try {
    const stored = readState(join(folder, 'timings.json'), timingsFormat);
    if (stored.kind === 'present') return stored.content;
  } catch {
    // Nothing depends on them but who comes first and what is printed of speed.
  }
  return { begun: 0, seconds: [] };
}

/** The log that goes on from the snapshot of that checksum. */
export function logFile(folder: string, checksum: string): string {
  return join(folder, `log-${checksum.slice(0, 16)}.jsonl`);
}

interface Kept {
  readonly memories: TargetMemory[];
  /** Of the snapshot; '' where there is none. */
  readonly checksum: string;
}

/**
 * What is remembered in the folder of a campaign.
 * @throws InputError where something in it was edited or is damaged.
 */
export function memoriesOf(folder: string, record: CampaignRecord): Kept {
  const file = join(folder, 'snapshot.json');
  const stored = readState(file, snapshotFormat(record.code));
  const present = stored.kind === 'present';
  const { seconds } = timingsOf(folder);
  const content: readonly (TargetMemoryJson | undefined)[] = present
    ? stored.content
    : record.targets.map(() => undefined);
  if (content.length !== record.targets.length)
    throw new InputError(file, `${record.targets.length} targets`, String(content.length));
  const runs = chunkRuns(record.budget);
  const memories = content.map((json, k) => new TargetMemory(runs, json, seconds[k]));
  if (!present) return { memories, checksum: '' };
  const log = logFile(folder, stored.checksum);
  for (const [line, json] of readLog(log, stored.checksum).entries()) {
    const { success, output, issues } = v.safeParse(entryShape, json);
    const path = `${log}, line ${line + 1}`;
    if (!success) throw new InputError(path, 'an entry of a campaign', issues[0].message);
    const memory = memories[output.of];
    if (memory === undefined) throw new InputError(path, 'a target of the campaign', 'another');
    if ('chunk' in output && memory.whole.done.has(output.chunk.index))
      throw new InputError(path, 'every chunk once', 'a chunk that is there twice');
    memory.enter(output);
  }
  return { memories, checksum: stored.checksum };
}

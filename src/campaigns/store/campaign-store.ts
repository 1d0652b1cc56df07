/**
 * Where a campaign keeps what it knows, a folder of its own:
 *
 *   campaign.json   what it is: seed, budget, targets, the code that computes
 *   snapshot.json   what its chunks came to, written whole
 *   log-….jsonl     what has been entered since, a line an entry, named after the snapshot that it goes on from
 *   timings.json    when it began and how long it took: what two runs of one campaign need not agree on
 *   lost/           instances that were given up
 *
 * Every entry is handed to the system when it is made, so that a process that is killed loses nothing but the
 * chunks under way; it is on disk some seconds later. When the log has grown longer than a few snapshots, a new
 * snapshot is written and the log begins anew. So neither what an entry costs nor what it takes to go on depends
 * on how many chunks there are.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lock } from '../../json/lock-file.ts';
import { beginLog, type RecordLog } from '../../json/record-log.ts';
import { checksumOf, writeState } from '../../json/state-file.ts';
import { type Disk, fileSystem, removeFile } from '../../json/write-file.ts';
import { chunkRuns } from '../schedule.ts';
import { type Clock, systemClock } from '../timer.ts';
import {
  campaignsIn,
  isOfAnotherBuild,
  logFile,
  memoriesOf,
  recordFormat,
  snapshotFormat,
  timingsFormat,
} from './kept-campaign.ts';
import { type Entry, TargetMemory } from './memory.ts';
import { type CampaignRecord, folderNameOf } from './record.ts';

export interface CampaignStore {
  /** What is remembered of each target. */
  readonly memories: readonly TargetMemory[];
  /** Folder for instances that are given up; absent: they are not kept. */
  readonly lostFolder?: string;
  /** Remembers it. @param now whether it has to be on disk before anything else is done. */
  enter(entry: Entry, now?: boolean): void;
  /** Has all that is remembered on disk, as one snapshot. */
  finish(): void;
  /** Lets others have it. */
  close(): void;
}

/** Milliseconds between two waits for the disk, at least. */
const FLUSH_INTERVAL = 2000;
/** Share of the time that may go into waiting for it. */
const FLUSH_SHARE = 0.02;
/** Bytes of a log that is short however small the snapshot is, and of one that is long however large. */
const SHORT_LOG = 2 ** 18;
const LONG_LOG = 2 ** 24;
/** In snapshots: how long a log may be. */
const LOG_IN_SNAPSHOTS = 4;

/** Keeps nothing on disk. */
export function storeInMemory(targets: number, chunkRunsOf: number): CampaignStore {
  const memories = Array.from({ length: targets }, () => new TargetMemory(chunkRunsOf));
  return {
    memories,
    enter: (entry) => {
      memories[entry.of].enter(entry);
    },
    finish: () => undefined,
    close: () => undefined,
  };
}

export interface OpenedCampaign extends CampaignStore {
  readonly folder: string;
  /** There was one already, but only as other builds computed it: nothing of it is used. */
  readonly isOfAnotherBuild: boolean;
}

export interface OpenOptions {
  /** Whether to go on from what is there; else all is forgotten but what was stored unfinished. */
  readonly resume: boolean;
  /** What there is in the place of what is there; goes before `resume`. */
  readonly memories?: (before: readonly TargetMemory[]) => readonly TargetMemory[];
  readonly disk?: Disk;
  readonly clock?: Clock;
  /** The time, in milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Opens the campaign in its folder below `root`, for this process alone.
 *
 * @throws InputError for one that is damaged, or that another process works on.
 * @throws DiskError
 */
export function openCampaign(
  root: string,
  given: CampaignRecord,
  options: OpenOptions,
): OpenedCampaign {
  const { resume, disk = fileSystem, clock = systemClock, now = Date.now } = options;
  const { code, seed, budget, targets, strategy, shard } = given;
  // In one order: the same campaign, the same text.
  const record: CampaignRecord = {
    ...{ code, seed, budget, targets },
    ...(strategy && { strategy }),
    ...(shard && { shard }),
  };
  const others = campaignsIn(root);
  const begun = Math.max(now(), ...others.map((other) => other.begun + 1));
  const folder = join(root, folderNameOf(record));
  const unlock = lock(join(folder, 'campaign'), disk);
  try {
    const before = memoriesOf(folder, record);
    const anew = resume ? before.memories : before.memories.map(forgotten(record));
    const memories = options.memories?.(before.memories) ?? anew;
    const same = others.find((other) => other.folder === folder);
    if (same === undefined || checksumOf(same.record) !== checksumOf(record))
      writeState(join(folder, 'campaign.json'), recordFormat, record, disk);
    const store = opened({ folder, record, memories, begun, disk, clock }, before.checksum);
    const close = () => {
      store.close();
      unlock();
    };
    return { ...store, folder, isOfAnotherBuild: isOfAnotherBuild(record, others), close };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** What was stored unfinished is remembered by whoever begins anew: its file is theirs to replace. */
function forgotten({ budget }: CampaignRecord): (memory: TargetMemory) => TargetMemory {
  return ({ stored }) => {
    const fresh = new TargetMemory(chunkRuns(budget));
    for (const [key, one] of stored) if (!one.complete) fresh.stored.set(key, one);
    return fresh;
  };
}

interface Opened {
  readonly folder: string;
  readonly record: CampaignRecord;
  readonly memories: readonly TargetMemory[];
  readonly begun: number;
  readonly disk: Disk;
  readonly clock: Clock;
}

/** @param present checksum of the snapshot that is there. */
function opened(
  { folder, record, memories, begun, disk, clock }: Opened,
  present: string,
): CampaignStore {
  const file = join(folder, 'snapshot.json');
  let log: RecordLog | undefined;
  let checksum = present;
  let longest = SHORT_LOG;
  let nextFlush = clock() + FLUSH_INTERVAL;

  function snapshot(): void {
    log?.close();
    log = undefined;
    const seconds = memories.map((memory) => memory.seconds);
    writeState(join(folder, 'timings.json'), timingsFormat, { begun, seconds }, disk);
    const content = memories.map((memory) => memory.toJSON());
    if (checksumOf(content) !== checksum)
      checksum = writeState(file, snapshotFormat(record.code), content, disk);
    // Others are no longer gone on from, and this one goes on from now.
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (!entry.isDirectory() && /^log-.*\.jsonl$/.test(entry.name))
        removeFile(join(folder, entry.name), disk);
    longest = Math.min(LONG_LOG, Math.max(SHORT_LOG, LOG_IN_SNAPSHOTS * disk.read(file).length));
  }
  function flush(): void {
    const begin = clock();
    log?.flush();
    const end = clock();
    nextFlush = end + Math.max(FLUSH_INTERVAL, (end - begin) / FLUSH_SHARE);
  }
  snapshot();
  return {
    memories,
    lostFolder: join(folder, 'lost'),
    enter(entry, atOnce = false) {
      const change = memories[entry.of].enter(entry);
      log ??= beginLog(logFile(folder, checksum), checksum, disk);
      log.append(change);
      if (atOnce || clock() > nextFlush) flush();
      if (log.size > longest) snapshot();
    },
    finish: snapshot,
    close: () => log?.close(),
  };
}

/**
 * A log of JSON records, one a line, that only grows. A line is
 *
 *   <checksum> {"at":…,"durable":…,"record":…}
 *
 * with the first 16 hexadecimal digits of SHA-256 of the log's name and what follows, the byte at which the line
 * begins, and how much of the log was known to be on disk when it was written. Whoever is killed leaves at most
 * a torn last line; a machine that loses power may leave anything after the last byte that is known to be on disk.
 * Both are dropped, since what is lost there can be computed again. Anything else that is wrong was edited or
 * is damaged, and is refused.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DiskError, InputError } from '../errors.ts';
import { sha256 } from './canonical-json.ts';
import { faultOf, isObstacle, obstacle, readBytes } from './json-file.ts';
import { parseJson } from './json-text.ts';
import { makeFolder } from './make-folder.ts';
import { type Disk, fileSystem, flushFolder, rmIfThere, writeAll } from './write-file.ts';
import { inlineJson } from './write-json.ts';

export interface RecordLog {
  /** Bytes. */
  readonly size: number;
  /** Hands the record to the system: it survives the end of the process. @throws DiskError */
  append(record: unknown): void;
  /** Has everything on disk: it survives the end of the machine. @throws DiskError */
  flush(): void;
  close(): void;
}

const DIGITS = 16;

function checksumOf(name: string, text: string): string {
  return sha256(`${name}\n${text}`).slice(0, DIGITS);
}

/**
 * Begins a log, in the place of a file of that name.
 *
 * @param name of the log, part of every checksum: records of one log are none of another.
 * @throws InputError, DiskError
 */
export function beginLog(file: string, name: string, disk: Disk = fileSystem): RecordLog {
  const descriptor = guarded(file, () => {
    makeFolder(dirname(file));
    rmIfThere(file, disk);
    const opened = disk.open(file, 'wx');
    flushFolder(dirname(file), disk);
    return opened;
  });
  let size = 0;
  let durable = 0;
  /** After a write that failed nobody knows what is in the file. */
  let broken = false;
  const attempt = (act: () => void) => {
    if (broken) throw new DiskError(file, 'an earlier write failed');
    broken = true;
    guarded(file, act);
    broken = false;
  };
  return {
    get size() {
      return size;
    },
    append(record) {
      const text = inlineJson({ at: size, durable, record });
      const bytes = Buffer.from(`${checksumOf(name, text)} ${text}\n`);
      attempt(() => writeAll(file, descriptor, bytes, disk));
      size += bytes.length;
    },
    flush() {
      if (durable === size) return;
      attempt(() => disk.flush(descriptor));
      durable = size;
    },
    close: () => disk.close(descriptor),
  };
}

/**
 * The records of a log, in order; none where there is no such file.
 * @throws InputError that names the byte at which something other than its torn end is wrong.
 */
export function readLog(file: string, name: string): unknown[] {
  if (!existsSync(file)) return [];
  const read = readBytes(file, 'log');
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  const records: unknown[] = [];
  /** Where the first line begins that is none. */
  let torn: number | undefined;
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline;
    const line = newline < 0 ? undefined : lineOf(bytes.toString('utf8', at, end), name);
    if (torn !== undefined) {
      // Was on disk once.
      if (line !== undefined && line.durable > torn) throw damaged(file, torn);
    } else if (line === undefined) torn = at;
    // A whole line out of its place is no accident.
    else if (line.at !== at) throw damaged(file, at);
    else records.push(line.record);
    at = end + 1;
  }
  return records;
}

function damaged(file: string, at: number): InputError {
  return new InputError(
    `${file}, byte ${at}`,
    'a record with a checksum that fits it',
    'another: it was edited or is damaged; remove its folder to start anew',
  );
}

interface Line {
  readonly at: number;
  readonly durable: number;
  readonly record: unknown;
}

/** Undefined for what is no line of the log. */
function lineOf(text: string, name: string): Line | undefined {
  const json = text.slice(DIGITS + 1);
  if (text[DIGITS] !== ' ' || checksumOf(name, json) !== text.slice(0, DIGITS)) return undefined;
  return parseJson(json, 'record') as Line;
}

function guarded<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof DiskError || !(error instanceof Error && 'code' in error)) throw error;
    if (isObstacle(error))
      throw new InputError(file, 'a file that can be written', obstacle(error));
    throw new DiskError(file, `${faultOf(error)}; what was entered before is kept`);
  }
}

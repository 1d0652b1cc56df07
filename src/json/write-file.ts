/**
 * How falsim puts a file on disk: whole or not at all. The bytes go into a new file beside the old one, are
 * flushed, read back, and only then take its name; at every moment the name leads to the old content or to the
 * new one. Logs, which only grow, are the exception (`record-log.ts`), by the same few operations.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { DiskError, InputError } from '../errors.ts';
import { faultOf, isObstacle, obstacle } from './json-file.ts';
import { makeFolder } from './make-folder.ts';
import { isRunning } from './running.ts';

/** What is asked of the file system, so that tests can make every one of them fail. */
export interface Disk {
  open(file: string, flags: 'wx' | 'w' | 'r'): number;
  /** @returns how many bytes were taken. */
  write(descriptor: number, bytes: Uint8Array): number;
  flush(descriptor: number): void;
  close(descriptor: number): void;
  read(file: string): Uint8Array;
  /** The next bytes of an open file. @returns how many; 0 at its end. */
  readInto(descriptor: number, bytes: Uint8Array): number;
  rename(from: string, to: string): void;
  remove(file: string): void;
}

export const fileSystem: Disk = {
  open: (file, flags) => openSync(file, flags),
  write: (descriptor, bytes) => writeSync(descriptor, bytes),
  flush: fsyncSync,
  close: closeSync,
  read: (file) => readFileSync(file),
  readInto: (descriptor, bytes) => readSync(descriptor, bytes),
  rename: renameSync,
  remove: unlinkSync,
};

/**
 * Writes a file; its folder is made where there is none.
 *
 * @throws InputError when there can be no such file: no folder, no right to write, a folder of that name.
 * @throws DiskError when the disk fails: it is full, it reports an error, or gives back other bytes. What
 *   was there before is unchanged.
 */
export function writeWhole(file: string, content: string, disk: Disk = fileSystem): void {
  const growing = beginWhole(file, disk);
  growing.add(content);
  growing.finish();
}

/** A file that is written piece by piece, however long, and is there whole or not at all. */
export interface GrowingFile {
  /** @throws DiskError; the file is given up then. */
  add(text: string): void;
  /** It takes its name. @throws DiskError */
  finish(): void;
  /** It is given up, unless it has its name already. */
  discard(): void;
}

/** @throws InputError, DiskError as `writeWhole`, of which this is the beginning. */
export function beginWhole(file: string, disk: Disk = fileSystem): GrowingFile {
  return told(file, () => {
    makeFolder(dirname(file));
    const before = statSync(file, { throwIfNoEntry: false });
    // A device or a pipe cannot be replaced; what it is given is gone at once.
    if (before !== undefined && !before.isFile() && !before.isDirectory())
      return beginInto(file, disk);
    return beginBeside(before === undefined ? file : realpathSync(file), before, disk);
  });
}

/**
 * Removes a file that is there.
 *
 * @throws InputError, DiskError
 */
export function removeFile(file: string, disk: Disk = fileSystem): void {
  told(file, () => disk.remove(file), 'removed');
}

/** What the system says, as an error of falsim's. @throws InputError, DiskError */
export function told<T>(file: string, work: () => T, done: 'written' | 'removed' = 'written'): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DiskError) throw error;
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (isObstacle(error))
      throw new InputError(file, `a file that can be ${done}`, obstacle(error));
    throw new DiskError(file, faultOf(error), done);
  }
}

const UNCHANGED = 'what was there before is unchanged';

function beginBeside(file: string, before: Stats | undefined, disk: Disk): GrowingFile {
  const folder = dirname(file);
  const beside = join(folder, `.${basename(file)}.${process.pid}.tmp`);
  let descriptor: number | undefined;
  const closed = () => {
    const open = descriptor;
    descriptor = undefined;
    if (open !== undefined) disk.close(open);
  };
  const discard = () => {
    try {
      closed();
    } finally {
      rmIfThere(beside, disk);
    }
  };
  const orNothing = <T>(work: () => T): T =>
    told(file, () => {
      try {
        return work();
      } catch (error) {
        discard();
        if (error instanceof DiskError || isObstacle(error)) throw error;
        throw new DiskError(file, `${faultOf(error)}; ${UNCHANGED}`);
      }
    });
  const written = createHash('sha256');
  return orNothing(() => {
    for (const left of leftBy(folder, basename(file))) rmIfThere(left, disk);
    const opened = disk.open(beside, 'wx');
    descriptor = opened;
    if (before?.isFile()) fchmodSync(opened, before.mode);
    return {
      add: (text) =>
        orNothing(() => {
          const bytes = Buffer.from(text);
          written.update(bytes);
          writeAll(beside, opened, bytes, disk);
        }),
      finish() {
        orNothing(() => {
          disk.flush(opened);
          closed();
          if (digestOf(beside, disk) !== written.digest('hex'))
            throw new DiskError(file, `what is read back is not what was written; ${UNCHANGED}`);
          disk.rename(beside, file);
        });
        told(file, () => flushFolder(folder, disk));
      },
      discard,
    };
  });
}

/** Bytes that are read at once. */
const PIECE = 2 ** 16;

function digestOf(file: string, disk: Disk): string {
  const hash = createHash('sha256');
  const bytes = Buffer.allocUnsafe(PIECE);
  const descriptor = disk.open(file, 'r');
  try {
    for (;;) {
      const taken = disk.readInto(descriptor, bytes);
      if (taken === 0) return hash.digest('hex');
      hash.update(bytes.subarray(0, taken));
    }
  } finally {
    disk.close(descriptor);
  }
}

/** Files beside the one of that name that processes left when they were killed. */
function leftBy(folder: string, name: string): string[] {
  return readdirSync(folder).flatMap((entry) => {
    if (!entry.startsWith(`.${name}.`) || !entry.endsWith('.tmp')) return [];
    const pid = Number(entry.slice(name.length + 2, -4));
    return Number.isInteger(pid) && (pid === process.pid || !isRunning(pid))
      ? [join(folder, entry)]
      : [];
  });
}

/** All of the bytes, however few the system takes at once. @throws DiskError when it takes none. */
export function writeAll(file: string, descriptor: number, bytes: Uint8Array, disk: Disk): void {
  for (let done = 0; done < bytes.length; ) {
    const taken = disk.write(descriptor, bytes.subarray(done));
    if (taken <= 0) throw new DiskError(file, `only ${done} of ${bytes.length} bytes were taken`);
    done += taken;
  }
}

function beginInto(file: string, disk: Disk): GrowingFile {
  const descriptor = disk.open(file, 'w');
  let isOpen = true;
  const discard = () => {
    if (isOpen) disk.close(descriptor);
    isOpen = false;
  };
  return {
    add: (text) =>
      told(file, () => {
        try {
          writeAll(file, descriptor, Buffer.from(text), disk);
        } catch (error) {
          discard();
          throw error;
        }
      }),
    finish: discard,
    discard,
  };
}

export function rmIfThere(file: string, disk: Disk): void {
  try {
    disk.remove(file);
  } catch {
    // It is not there, or the disk is beyond help: the error that led here says more.
  }
}

/** Makes the new name last. Some systems cannot flush a folder; their files have been flushed. */
export function flushFolder(folder: string, disk: Disk): void {
  let descriptor: number;
  try {
    descriptor = disk.open(folder, 'r');
  } catch {
    return;
  }
  try {
    disk.flush(descriptor);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EIO' || code === 'ENOSPC') throw error;
  } finally {
    disk.close(descriptor);
  }
}

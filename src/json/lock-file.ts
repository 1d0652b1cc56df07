/** A file that says which process works on another one, so that no second one does. */
import { dirname, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';
import { beginOf, isRunning } from './running.ts';
import { type Disk, fileSystem, rmIfThere, told, writeAll } from './write-file.ts';

/** Locks that this process holds, by absolute path. */
const held = new Set<string>();

/**
 * Takes `<file>.lock`. One that a process left when it was killed is taken over.
 *
 * @returns gives the lock back.
 * @throws InputError when another process, or another part of this one, has it, or where there can be no such file.
 * @throws DiskError when the disk fails; there is no lock then.
 */
export function lock(file: string, disk: Disk = fileSystem): () => void {
  const path = resolve(`${file}.lock`);
  if (held.has(path)) throw inUse(file, process.pid);
  told(path, () => makeFolder(dirname(path)));
  if (!create(path, disk)) {
    const owner = ownerOf(path, disk);
    if (owner !== undefined && isAlive(owner)) throw inUse(file, owner.pid);
    takeAway(path, disk);
    if (!create(path, disk)) throw inUse(file, ownerOf(path, disk)?.pid ?? 0);
  }
  held.add(path);
  return () => {
    if (held.delete(path)) takeAway(path, disk);
  };
}

interface Owner {
  readonly pid: number;
  /** When it began, in the system's own count; '' where the system does not tell. */
  readonly begin: string;
}

/** Whether there was none. */
function create(path: string, disk: Disk): boolean {
  return told(path, () => {
    const descriptor = orNone('EEXIST', () => disk.open(path, 'wx'));
    if (descriptor === undefined) return false;
    try {
      try {
        const owner = `${process.pid} ${beginOf(process.pid)}\n`;
        writeAll(path, descriptor, Buffer.from(owner), disk);
      } finally {
        disk.close(descriptor);
      }
    } catch (error) {
      // One without an owner would be anybody's.
      rmIfThere(path, disk);
      throw error;
    }
    return true;
  });
}

/** Somebody else may have been faster. */
function takeAway(path: string, disk: Disk): void {
  told(path, () => orNone('ENOENT', () => disk.remove(path)), 'removed');
}

/** Undefined where the system says that. */
function orNone<T>(code: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined;
    throw error;
  }
}

function ownerOf(path: string, disk: Disk): Owner | undefined {
  try {
    const [, pid, begin] =
      /^(\d+) (\d*)\n$/.exec(Buffer.from(disk.read(path)).toString('utf8')) ?? [];
    return pid === undefined ? undefined : { pid: Number(pid), begin: begin ?? '' };
  } catch {
    return undefined;
  }
}

/** Numbers of processes are used again: one that began at another time is another one. */
function isAlive({ pid, begin }: Owner): boolean {
  if (pid === process.pid || !isRunning(pid)) return false;
  return begin === '' || begin === beginOf(pid);
}

function inUse(file: string, pid: number): InputError {
  return new InputError(
    file,
    'a state on which nothing else works',
    `one on which process ${pid} does; if there is none, remove ${file}.lock`,
  );
}

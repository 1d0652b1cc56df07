/** A file that says which process works on another one, so that no second one does. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { obstacle } from './json-file.ts';
import { makeFolder } from './make-folder.ts';
import { beginOf, isRunning } from './running.ts';

/** Locks that this process holds, by absolute path. */
const held = new Set<string>();

/**
 * Takes `<file>.lock`. One that a process left when it was killed is taken over.
 *
 * @returns gives the lock back.
 * @throws InputError when another process, or another part of this one, has it, or where there can be no such file.
 */
export function lock(file: string): () => void {
  const path = resolve(`${file}.lock`);
  if (held.has(path)) throw inUse(file, process.pid);
  try {
    makeFolder(dirname(path));
  } catch (error) {
    throw new InputError(path, 'a file that can be written', obstacle(error));
  }
  if (!create(path)) {
    const owner = ownerOf(path);
    if (owner !== undefined && isAlive(owner)) throw inUse(file, owner.pid);
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw new InputError(path, 'a file that can be written', obstacle(error));
    }
    if (!create(path)) throw inUse(file, ownerOf(path)?.pid ?? 0);
  }
  held.add(path);
  return () => {
    if (held.delete(path)) rmSync(path, { force: true });
  };
}

interface Owner {
  readonly pid: number;
  /** When it began, in the system's own count; '' where the system does not tell. */
  readonly begin: string;
}

/** Whether there was none. */
function create(path: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'wx');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new InputError(path, 'a file that can be written', obstacle(error));
  }
  writeSync(descriptor, `${process.pid} ${beginOf(process.pid)}\n`);
  closeSync(descriptor);
  return true;
}

function ownerOf(path: string): Owner | undefined {
  try {
    const [, pid, begin] = /^(\d+) (\d*)\n$/.exec(readFileSync(path, 'utf8')) ?? [];
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

/** JSON from files, with the file's name in every error. */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { InputError } from '../errors.ts';
import { parseJson } from './json-text.ts';

/** Bound on a file that is read, in bytes: as JSON it takes some 40 times as much memory, as CSV 20 times. */
export const LARGEST_FILE = { JSON: 2 ** 25, other: 2 ** 26 };

/** The text of a file in UTF-8. @param what it should be, e.g. `JSON`. @throws InputError */
export function readTextFile(file: string, what: string): string {
  return textOf(readBytes(file, what), file, `a ${what} file`);
}

/**
 * What is in a file, a pipe or a device, of which no more than the bound is read.
 *
 * @param what it should be, e.g. `JSON`.
 * @throws InputError
 */
export function readBytes(file: string, what: string): Uint8Array {
  const most = what === 'JSON' ? LARGEST_FILE.JSON : LARGEST_FILE.other;
  const refuse = (length: string) =>
    new InputError(file, `a ${what} file of at most ${most / 2 ** 20} MiB`, length);
  try {
    // Before it is opened: that a directory can be, and a pipe waits for a writer.
    if (statSync(file).isDirectory()) throw new InputError(file, readable(what), 'a directory');
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      if (size > most) throw refuse(`one of ${Math.ceil(size / 2 ** 20)} MiB`);
      const bytes = upTo(handle, most + 1, size + 1);
      if (bytes.length > most) throw refuse('one that is longer');
      return bytes;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(file, readable(what), obstacle(error));
  }
}

const readable = (what: string) => `a readable ${what} file`;

/** Bytes that are read at once where the system does not tell how many there are. */
const PIECE = 2 ** 16;

/** What is left of an open file, at most `most` bytes. @param likely how many there may be; of a pipe nobody knows. */
function upTo(handle: number, most: number, likely: number): Uint8Array {
  let bytes = new Uint8Array(Math.min(most, Math.max(likely, PIECE)));
  for (let length = 0; ; ) {
    const got = readSync(handle, bytes, length, bytes.length - length, null);
    length += got;
    if (got === 0 || length === most) return bytes.subarray(0, length);
    if (length < bytes.length) continue;
    const longer = new Uint8Array(Math.min(most, 2 * length));
    longer.set(bytes);
    bytes = longer;
  }
}

/** Bytes as text in UTF-8. @param what they should be, e.g. `a header`. @throws InputError */
export function textOf(bytes: Uint8Array, file: string, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(file, `${what} in UTF-8`, 'bytes that are not UTF-8');
  }
}

/** The JSON value in a file. @throws InputError when it cannot be read or is no JSON. */
export function readJsonFile(file: string): unknown {
  return parseJson(readTextFile(file, 'JSON'), file);
}

/** Runs `read`; paths of its InputErrors get the file's name in front. */
export function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const path = error.path === '' ? file : `${file}: ${error.path}`;
    throw new InputError(path, error.expected, error.received);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** What stands in the way of a file of that name: the name is at fault, or the rights. */
const OBSTACLES = new Map([
  ['EISDIR', 'a directory'],
  ['ERR_FS_EISDIR', 'a directory'],
  ['ENOENT', 'no such file'],
  ['ENOTDIR', 'no such file'],
  ['EEXIST', 'a file where a folder should be'],
  ['EACCES', 'a file to which there is no right'],
  ['EPERM', 'a file to which there is no right'],
  ['EROFS', 'a read-only file system'],
  ['ENXIO', 'a socket, or a device that is not there'],
  ['ENAMETOOLONG', 'a name that is too long'],
  ['ELOOP', 'a link that leads back to itself'],
]);

/** Faults of the disk or the system. */
const FAULTS = new Map([
  ['ENOSPC', 'no space is left'],
  ['EDQUOT', 'the quota is used up'],
  ['EFBIG', 'the file would be larger than is allowed'],
  ['EIO', 'the device reports an error'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
]);

/** Whether the name is at fault, or the rights, and not the disk. */
export function isObstacle(error: unknown): boolean {
  return OBSTACLES.has(codeOf(error));
}

/** Why the system would not give us the file, for people. */
export function obstacle(error: unknown): string {
  const code = codeOf(error);
  return OBSTACLES.get(code) ?? FAULTS.get(code) ?? code;
}

/** What is wrong with the disk, for people. */
export function faultOf(error: unknown): string {
  const code = codeOf(error);
  const known = FAULTS.get(code);
  return known === undefined ? code : `${known} (${code})`;
}

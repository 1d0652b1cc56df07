/** JSON from files, with the file's name in every error. */
import { readFileSync, statSync } from 'node:fs';
import { InputError } from '../errors.ts';
import { parseJson } from './json-text.ts';

/** Bound on a file that is read, in bytes: as JSON it takes some 40 times as much memory, as CSV 20 times. */
export const LARGEST_FILE = { JSON: 2 ** 25, other: 2 ** 26 };

/** The text of a file in UTF-8. @param what it should be, e.g. `JSON`. @throws InputError */
export function readTextFile(file: string, what: string): string {
  const most = what === 'JSON' ? LARGEST_FILE.JSON : LARGEST_FILE.other;
  let bytes: Uint8Array;
  try {
    const { size } = statSync(file);
    if (size > most)
      throw new InputError(
        file,
        `a ${what} file of at most ${most / 2 ** 20} MiB`,
        `one of ${Math.ceil(size / 2 ** 20)} MiB`,
      );
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(file, `a readable ${what} file`, obstacle(error));
  }
  return textOf(bytes, file, `a ${what} file`);
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
  ['ENOENT', 'no such file'],
  ['ENOTDIR', 'no such file'],
  ['EEXIST', 'a file where a folder should be'],
  ['EACCES', 'a file to which there is no right'],
  ['EPERM', 'a file to which there is no right'],
  ['EROFS', 'a read-only file system'],
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

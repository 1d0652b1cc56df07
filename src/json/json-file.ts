/** JSON from files, with the file's name in every error. */
import { readFileSync } from 'node:fs';
import { InputError } from '../errors.ts';
import { parseJson } from './json-text.ts';

/** The text of a file in UTF-8. @param what it should be, e.g. `JSON`. @throws InputError */
export function readTextFile(file: string, what: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError(file, `a readable ${what} file`, obstacle(error));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(file, `a ${what} file in UTF-8`, 'bytes that are not UTF-8');
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
    throw new InputError(`${file}: ${error.path}`, error.expected, error.received);
  }
}

/** Why the system would not give us the file, for people. */
export function obstacle(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const known = new Map([
    ['EISDIR', 'a directory'],
    ['ENOENT', 'no such file'],
    ['ENOTDIR', 'no such file'],
    ['EACCES', 'a file that may not be read'],
  ]);
  return known.get(code) ?? code;
}

/**
 * A file in which a long command keeps what it needs to go on: with the digest of the code that computed
 * it, since another build may answer otherwise, and a checksum, since what is in it is believed.
 */
import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { sha256 } from './canonical-json.ts';
import { readTextFile } from './json-file.ts';
import { parseJson } from './json-text.ts';
import { type Disk, fileSystem, writeWhole } from './write-file.ts';
import { inlineJson } from './write-json.ts';

export interface StateFormat<T> {
  /** What errors call it, e.g. `the state of a hunt`. */
  readonly name: string;
  /** Of its shape. */
  readonly version: number;
  /** Digest of the code that writes it. */
  readonly code: string;
  readonly content: v.GenericSchema<unknown, T>;
}

export type StoredState<T> =
  /** With the checksum that it has in the file. */
  | { readonly kind: 'present'; readonly content: T; readonly checksum: string }
  | { readonly kind: 'absent' }
  /** Written by another build, whose results need not be those of this one. */
  | { readonly kind: 'outdated' };

const envelope = v.strictObject({
  format: v.string(),
  version: v.number(),
  code: v.string(),
  checksum: v.string(),
  content: v.unknown(),
});

/** What versions before the first of this format wrote. */
const older = v.looseObject({ version: v.string() });

/** @throws InputError for a file that is no such state, was edited, or is of the wrong shape. */
export function readState<T>(file: string, format: StateFormat<T>): StoredState<T> {
  if (!existsSync(file)) return { kind: 'absent' };
  const json = parsed(file, format.name);
  if (v.is(older, json)) return { kind: 'outdated' };
  if (!v.is(envelope, json) || json.format !== format.name)
    throw damaged(file, format.name, 'something else');
  if (json.version !== format.version || json.code !== format.code) return { kind: 'outdated' };
  if (checksumOf(json.content) !== json.checksum) {
    throw damaged(file, 'a checksum that fits the content', 'another: it was edited or is damaged');
  }
  const { issues, output } = v.safeParse(format.content, json.content);
  if (issues === undefined) return { kind: 'present', content: output, checksum: json.checksum };
  const [{ message }] = issues;
  throw damaged(`${file}: ${v.getDotPath(issues[0]) ?? 'content'}`, format.name, message);
}

/** What a file with that content has for its checksum. */
export function checksumOf(content: unknown): string {
  return sha256(inlineJson(content));
}

/**
 * @returns the checksum.
 * @throws InputError, DiskError
 */
export function writeState<T>(
  file: string,
  format: StateFormat<T>,
  content: T,
  disk: Disk = fileSystem,
): string {
  // Keys keep their order: what is read is written again elsewhere, to the same bytes.
  const text = inlineJson(content);
  const { name, version, code } = format;
  const checksum = sha256(text);
  const head = JSON.stringify({ format: name, version, code, checksum });
  writeWhole(file, `${head.slice(0, -1)},"content":${text}}\n`, disk);
  return checksum;
}

function parsed(file: string, name: string): unknown {
  const text = readTextFile(file, name);
  try {
    return parseJson(text, file);
  } catch {
    throw damaged(file, name, 'text that is no JSON');
  }
}

function damaged(path: string, expected: string, received: string): InputError {
  return new InputError(path, expected, `${received}; remove the file to start anew`);
}

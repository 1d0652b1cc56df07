/**
 * A checkpoint: tensors by name, as other programs save them. The kind of file is seen from its first
 * bytes; nothing in it is ever executed, and nothing is read beyond what is asked for.
 */
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { InputError } from '../errors.ts';
import { LARGEST_FILE, obstacle, readJsonFile } from '../json/json-file.ts';
import { readNpz } from './npz.ts';
import { readSafetensors } from './safetensors.ts';
import { readStateJson } from './state-json.ts';
import { type Bytes, type Checkpoint, pickle } from './stored-tensor.ts';

const ZIP = [0x50, 0x4b];
const PICKLE = 0x80;
const OBJECT = 0x7b;
const ARRAY = 0x5b;

/**
 * @throws InputError naming the file and what is wrong with it: a checkpoint that is cut off, tensors that overlap, shapes
 *   that do not fit, or a pickle, which would have to be executed.
 */
export function withCheckpoint<R>(file: string, use: (checkpoint: Checkpoint) => R): R {
  return withFile(file, (bytes) => use(read(bytes)));
}

function withFile<R>(file: string, use: (bytes: Bytes) => R): R {
  let handle: number;
  try {
    // Before it is opened: of a pipe that would wait for a writer.
    requireFile(file, statSync(file));
    handle = openSync(file, 'r');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(file, 'a readable checkpoint', obstacle(error));
  }
  try {
    const stats = fstatSync(handle);
    requireFile(file, stats);
    return use(bytesOf(file, handle, stats.size));
  } finally {
    closeSync(handle);
  }
}

function requireFile(file: string, stats: Stats): void {
  if (!stats.isFile()) throw new InputError(file, 'a checkpoint', 'no file');
}

/** Whether a file is JSON of another form than tensors by name: an instance, or a mistake in one. */
export function isOtherJson(file: string): boolean {
  const isText = withFile(file, (bytes) => {
    const start = bytes.read(0, Math.min(bytes.size, 8));
    return bytes.size <= LARGEST_FILE.JSON && isJson(start);
  });
  if (!isText) return false;
  const json = readJsonFile(file);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return true;
  const values: unknown[] = Object.values(json);
  return values.length === 0 || values.some((v) => !Array.isArray(v) && typeof v !== 'number');
}

function bytesOf(file: string, handle: number, size: number): Bytes {
  return {
    file,
    size,
    read(offset, count) {
      if (offset + count > size)
        throw new InputError(file, `${offset + count} bytes at least`, `${size}: it is cut off`);
      const bytes = new Uint8Array(count);
      for (let have = 0; have < count; ) {
        const got = readSync(handle, bytes, have, count - have, offset + have);
        if (got === 0) throw new InputError(file, 'a file that stays as it is', 'one that shrinks');
        have += got;
      }
      return bytes;
    },
  };
}

function read(bytes: Bytes): Checkpoint {
  const { file, size } = bytes;
  if (size < 2) throw new InputError(file, 'a checkpoint', 'an empty file');
  const first = bytes.read(0, Math.min(9, size));
  if (hasHeader(first, size)) return readSafetensors(bytes);
  if (first[0] === PICKLE) throw pickle(file);
  if (first[0] === ZIP[0] && first[1] === ZIP[1]) return readNpz(bytes);
  return isJson(first) ? readStateJson(bytes) : readSafetensors(bytes);
}

/** The length of a header may begin with any byte, such as those that pickles and archives begin with. */
function hasHeader(first: Uint8Array, size: number): boolean {
  if (first.length < 9 || first[8] !== OBJECT) return false;
  const length = new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true);
  return length <= BigInt(size - 8);
}

const SPACES = [0x20, 0x09, 0x0a, 0x0d];

/** A safetensors header of 0x7b… bytes begins like JSON, and then goes on with zeros. */
function isJson(start: Uint8Array): boolean {
  const first = start.find((byte) => !SPACES.includes(byte));
  return !start.includes(0) && (first === undefined || first === OBJECT || first === ARRAY);
}

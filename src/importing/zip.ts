/**
 * A zip archive, from its directory at the end of the file; contents are read where they are asked for, never the
 * archive as a whole. Names are names and nothing else: no file is opened by them.
 *
 *   local header, content; … ; directory; (end of directory, 64 bit, and where it is;) end of directory
 *
 * Refused: encrypted, split, overlapping entries, sizes that deflate cannot reach, and entries of whose header and
 * directory say different things.
 *
 * Source: PKWARE, *APPNOTE.TXT*, 4.3 (records) and 4.5.3 (sizes of 64 bits).
 */
import { InputError } from '../errors.ts';
import { inflated, type Packed, spacingOf } from './inflated.ts';
import type { Bytes } from './stored-tensor.ts';

export interface ZipEntry {
  readonly name: string;
  /** Of the content, unpacked, as the directory announces it. */
  readonly size: number;
  /** Part of the content. @throws InputError where there is less than announced, or it cannot be unpacked. */
  read(from: number, count: number): Uint8Array;
}

const LOCAL = { signature: 0x04034b50, size: 30 };
const ENTRY = { signature: 0x02014b50, size: 46 };
const END = { signature: 0x06054b50, size: 22 };
const END_64 = { signature: 0x06064b50, size: 56 };
const LOCATOR_64 = { signature: 0x07064b50, size: 20 };
const LONGEST_COMMENT = 0xffff;

const LARGEST_DIRECTORY = 2 ** 25;
/** Of everything that is deflated, unpacked: it is never in memory at once, but it takes time. */
export const LARGEST_UNPACKED = 2 ** 33;
/** 258 bytes from two bits. */
const LARGEST_RATIO = 1032;

const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

interface Listed extends Packed {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  /** Of the local header. */
  readonly offset: number;
}

/** @param largest bytes that all deflated entries together may have, unpacked. @throws InputError */
export function readZip(
  bytes: Bytes,
  { isRead, largest = LARGEST_UNPACKED }: ZipOptions,
): readonly ZipEntry[] {
  const { file } = bytes;
  const directory = directoryOf(bytes);
  const entries = listed(bytes, directory).filter(({ name }) => isRead(name));
  const names = new Set<string>();
  let unpacked = 0;
  for (const { name, method, flags, packed, size } of entries) {
    const path = `${file}: ${name}`;
    if (names.has(name)) throw new InputError(file, 'each name once', name);
    names.add(name);
    if ((flags & ENCRYPTED) !== 0)
      throw new InputError(path, 'an array that is not encrypted', 'one that is');
    if (method !== STORED && method !== DEFLATED)
      throw new InputError(path, 'an array that is stored or deflated', `method ${method}`);
    if (method === STORED && packed !== size)
      throw new InputError(path, `${packed} bytes, as many as are stored`, `${size}`);
    if (method === STORED) continue;
    if (size > LARGEST_RATIO * packed)
      throw new InputError(path, `what ${packed} deflated bytes can hold`, `${size} bytes`);
    unpacked += size;
    if (unpacked > largest)
      throw new InputError(
        path,
        `at most ${largest} bytes unpacked in all (or safetensors)`,
        `${unpacked}`,
      );
  }
  const read = inflated(bytes, spacingOf(unpacked));
  const placed = entries.map((entry) => ({ ...entry, from: contentOf(bytes, entry) }));
  requireApart(placed, directory.from, file);
  return placed.map((entry) => {
    const { name, size, from, method } = entry;
    return {
      name,
      size,
      read(first, count) {
        if (first + count > size)
          throw new InputError(
            `${file}: ${name}`,
            `${first + count} bytes at least`,
            `${size}: it is cut off`,
          );
        return method === STORED ? bytes.read(from + first, count) : read(entry, first, count);
      },
    };
  });
}

export interface ZipOptions {
  /** Whether an entry of that name is looked at; called once an entry, in the order of the directory. */
  isRead(name: string): boolean;
  readonly largest?: number | undefined;
}

interface Directory {
  readonly from: number;
  readonly size: number;
  readonly entries: number;
}

/** The last record of the file says where the directory is. */
function directoryOf(bytes: Bytes): Directory {
  const { file, size } = bytes;
  const length = Math.min(size, END.size + LONGEST_COMMENT);
  const tail = viewOf(bytes, size - length, length);
  let at = length - END.size;
  const isEnd = () =>
    tail.getUint32(at, true) === END.signature &&
    at + END.size + tail.getUint16(at + 20, true) === length;
  while (at >= 0 && !isEnd()) at--;
  if (at < 0)
    throw new InputError(file, 'a zip archive with a directory at its end', 'none: it is cut off');
  const end = size - length + at;
  const short = {
    entries: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    from: tail.getUint32(at + 16, true),
  };
  const { directory, before } = longDirectory(bytes, end, short) ?? {
    directory: short,
    before: end,
  };
  if (directory.size > LARGEST_DIRECTORY)
    throw new InputError(
      file,
      `a directory of at most ${LARGEST_DIRECTORY} bytes`,
      `${directory.size}`,
    );
  if (directory.from + directory.size !== before)
    throw new InputError(
      file,
      `a directory that ends at ${before}`,
      `${directory.from + directory.size}`,
    );
  return directory;
}

const ALL_ONES = 0xffffffff;

/**
 * The records of 64 bits before the last one, which PyTorch writes always: all that the last one says itself has to be said
 * there too. Null where there are none and none are asked for.
 */
function longDirectory(
  bytes: Bytes,
  end: number,
  short: Directory,
): { directory: Directory; before: number } | null {
  const { file } = bytes;
  const none = () => new InputError(file, 'a zip archive with a directory of 64 bits', 'none');
  const asked = short.entries === 0xffff || short.size === ALL_ONES || short.from === ALL_ONES;
  if (end < LOCATOR_64.size + END_64.size) {
    if (asked) throw none();
    return null;
  }
  const locator = viewOf(bytes, end - LOCATOR_64.size, LOCATOR_64.size);
  if (locator.getUint32(0, true) !== LOCATOR_64.signature) {
    if (asked) throw none();
    return null;
  }
  const before = natural64(locator, 8, file);
  if (before > end - LOCATOR_64.size - END_64.size) throw none();
  const record = viewOf(bytes, before, END_64.size);
  if (record.getUint32(0, true) !== END_64.signature) throw none();
  const [entries, size, from] = [32, 40, 48].map((at) => natural64(record, at, file));
  const agree = (own: number, long: number, ones: number) => own === ones || own === long;
  if (
    !agree(short.entries, entries, 0xffff) ||
    !agree(short.size, size, ALL_ONES) ||
    !agree(short.from, from, ALL_ONES)
  )
    throw new InputError(file, 'a directory that is the same in 32 and in 64 bits', 'two of them');
  return { directory: { entries, size, from }, before };
}

function listed(bytes: Bytes, { from, size, entries }: Directory): Listed[] {
  const { file } = bytes;
  const view = viewOf(bytes, from, size);
  const out: Listed[] = [];
  let at = 0;
  while (at < size) {
    if (at + ENTRY.size > size || view.getUint32(at, true) !== ENTRY.signature)
      throw new InputError(file, `entry ${out.length + 1} of its directory`, 'something else');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((k) =>
      view.getUint16(at + k, true),
    );
    const next = at + ENTRY.size + nameLength + extraLength + commentLength;
    if (next > size) throw new InputError(file, 'a whole directory', 'one cut off');
    const name = textOf(view, at + ENTRY.size, nameLength);
    const short = { size: 24, packed: 20, offset: 42 };
    const [unpacked, packed, offset] = wide(
      [short.size, short.packed, short.offset].map((k) => view.getUint32(at + k, true)),
      new DataView(view.buffer, view.byteOffset + at + ENTRY.size + nameLength, extraLength),
      `${file}: ${name}`,
    );
    out.push({
      name,
      path: `${file}: ${name}`,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      size: unpacked,
      packed,
      offset,
      from: 0,
    });
    at = next;
  }
  if (out.length !== entries)
    throw new InputError(file, `${entries} entries in its directory`, `${out.length}`);
  return out;
}

const EXTRA_64 = 1;

/** Those of the numbers that are all ones are in the extra field of 64 bits, one after the other. */
function wide(short: readonly number[], extra: DataView, path: string): number[] {
  if (!short.includes(ALL_ONES)) return [...short];
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const length = extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) === EXTRA_64) {
      let next = at + 4;
      const end = Math.min(extra.byteLength, next + length);
      return short.map((n) => {
        if (n !== ALL_ONES) return n;
        if (next + 8 > end) throw new InputError(path, 'sizes of 64 bits', 'none');
        next += 8;
        return natural64(extra, next - 8, path);
      });
    }
    at += 4 + length;
  }
  throw new InputError(path, 'sizes of 64 bits', 'none');
}

/** Where the content begins, behind a header that says the same name. */
function contentOf(bytes: Bytes, { name, path, offset }: Listed): number {
  if (offset + LOCAL.size > bytes.size)
    throw new InputError(path, `a header within ${bytes.size} bytes`, `one at ${offset}`);
  const header = viewOf(bytes, offset, LOCAL.size);
  if (header.getUint32(0, true) !== LOCAL.signature)
    throw new InputError(path, `a header at ${offset}`, 'none');
  const length = header.getUint16(26, true);
  const own = textOf(viewOf(bytes, offset + LOCAL.size, length), 0, length);
  if (own !== name) throw new InputError(path, 'the same name in its header', own);
  return offset + LOCAL.size + length + header.getUint16(28, true);
}

/** Whoever lets entries overlap means no good. */
function requireApart(
  entries: readonly (Listed & { readonly from: number })[],
  end: number,
  file: string,
): void {
  let last = 0;
  for (const { name, offset, from, packed } of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (offset < last)
      throw new InputError(`${file}: ${name}`, `to begin at ${last} or later`, `${offset}`);
    last = from + packed;
  }
  if (last > end)
    throw new InputError(file, `entries that end before the directory, at ${end}`, `${last}`);
}

function viewOf(bytes: Bytes, from: number, count: number): DataView {
  const part = bytes.read(from, count);
  return new DataView(part.buffer, part.byteOffset, part.byteLength);
}

function textOf(view: DataView, from: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + from, length));
}

function natural64(view: DataView, at: number, path: string): number {
  const n = view.getBigUint64(at, true);
  if (n > BigInt(Number.MAX_SAFE_INTEGER)) throw new InputError(path, 'sizes below 2^53', `${n}`);
  return Number(n);
}

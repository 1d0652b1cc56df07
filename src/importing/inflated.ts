/**
 * Deflated bytes from any place on, in bounded memory: the input is inflated block by block; on the way copies of the
 * inflater are kept, from which it goes on when earlier bytes are asked for again.
 *
 * Source of the idea: M. Adler, *zran.c*, in the examples of zlib.
 */
import { Inflate } from 'fflate';
import { InputError } from '../errors.ts';
import type { Bytes } from './stored-tensor.ts';

/** A deflated part of a file. */
export interface Packed {
  /** For errors. */
  readonly path: string;
  /** Where it begins in the file, and how many bytes it has there. */
  readonly from: number;
  readonly packed: number;
  /** Bytes it is said to have unpacked. */
  readonly size: number;
}

/** Deflated bytes that are inflated at once: no more than 2²⁵ come of them. */
const BLOCK = 2 ** 15;
/** A copy holds the 32 KiB that may be referred to, and codes: 200 KiB at most. */
const MOST_COPIES = 256;
const LEAST_SPACING = 2 ** 20;

/** Unpacked bytes between two copies, of so many in all. */
export function spacingOf(total: number): number {
  return Math.max(LEAST_SPACING, Math.ceil(total / MOST_COPIES));
}

/** An inflater between two blocks. */
interface Place {
  readonly inflate: Inflate;
  /** Deflated bytes that it has been given, and bytes that have come out. */
  readonly given: number;
  readonly done: number;
}

interface Cursor extends Place {
  readonly part: Packed;
  /** The last bytes that have come out, up to `done`. */
  readonly block: Uint8Array;
}

/**
 * What reads any of the deflated parts of a file; from one part to another and back it goes by its copies.
 *
 * @param spacing unpacked bytes between two copies.
 */
export function inflated(
  bytes: Bytes,
  spacing: number,
): (part: Packed, from: number, count: number) => Uint8Array {
  const copies = new Map<Packed, Place[]>();
  let cursor: Cursor | null = null;

  const advance = (at: Cursor): Cursor => {
    const { part, inflate, given, done } = at;
    const own = copies.get(part) ?? [];
    if (done - (own.at(-1)?.done ?? 0) >= spacing) {
      copies.set(part, [...own, { inflate: copyOf(inflate), given, done }]);
    }
    const count = Math.min(BLOCK, part.packed - given);
    const isLast = given + count === part.packed;
    const block = pushed(inflate, bytes.read(part.from + given, count), isLast, part.path);
    const after = done + block.length;
    if (after > part.size || (isLast && after < part.size))
      throw new InputError(
        part.path,
        `${part.size} bytes unpacked, as its directory says`,
        after > part.size ? 'more' : `${after}`,
      );
    return { part, inflate, given: given + count, done: after, block };
  };

  /** The cursor where it is before the bytes that are wanted; else the nearest copy before them. */
  const startFor = (part: Packed, from: number): Cursor => {
    const place = copies.get(part)?.findLast(({ done }) => done <= from);
    const isBefore = cursor?.part === part && cursor.done - cursor.block.length <= from;
    if (cursor !== null && isBefore && cursor.done >= (place?.done ?? 0)) return cursor;
    const inflate = place === undefined ? new Inflate() : copyOf(place.inflate);
    const { given, done } = place ?? { given: 0, done: 0 };
    return { part, inflate, given, done, block: new Uint8Array(0) };
  };

  return (part, from, count) => {
    const out = new Uint8Array(count);
    let at = startFor(part, from);
    // Nothing is left of a cursor whose inflater has failed.
    cursor = null;
    for (let have = 0; have < count; ) {
      const first = at.done - at.block.length;
      if (at.done > from + have) {
        const taken = at.block.subarray(from + have - first, from + count - first);
        out.set(taken, have);
        have += taken.length;
      } else at = advance(at);
    }
    // What comes after the last byte that is announced is none.
    while (at.done === part.size && at.given < part.packed) at = advance(at);
    cursor = at;
    return out;
  };
}

function pushed(inflate: Inflate, input: Uint8Array, isLast: boolean, path: string): Uint8Array {
  let block = new Uint8Array(0);
  inflate.ondata = (data) => {
    block = data;
  };
  try {
    inflate.push(input, isLast);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(path, 'an array that can be unpacked', reason);
  } finally {
    // Who takes the bytes holds them, and copies of the inflater would hold who takes them.
    inflate.ondata = taken;
  }
  return block;
}

const taken = () => {};

/** An inflater in the same state: what it changes in place are the fields of its plain objects, never an array. */
function copyOf(inflate: Inflate): Inflate {
  const copy = new Inflate();
  for (const [key, value] of Object.entries(inflate)) {
    const isPlain =
      typeof value === 'object' &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype;
    Reflect.set(copy, key, isPlain ? { ...value } : value);
  }
  return copy;
}

/**
 * Small arrays of doubles. The engine keeps the numbers of each typed array of more than 64 bytes outside of its heap, and
 * asks for them, clears them and gives them back one by one, which takes several times as long as to cut them from a larger
 * array. (`npm run bench:exact` has far more small arrays than numbers to compute with.)
 *
 * A larger array lives as long as any array that was cut from it: what is kept for long is not cut.
 */

/** Time alone: numbers in a larger array, 32 KiB, and of an array that is not worth one of its own. */
const WHOLE = 4096;
const LONGEST = 256;

let whole = new Float64Array(WHOLE);
let used = 0;

/** Zeros, for use within one computation. */
export function doubles(length: number): Float64Array<ArrayBuffer> {
  if (length > LONGEST) return new Float64Array(length);
  if (used + length > WHOLE) [whole, used] = [new Float64Array(WHOLE), 0];
  const out = whole.subarray(used, used + length);
  used += length;
  return out;
}

/** No numbers: room that is enlarged when it is needed. */
export const EMPTY: Float64Array<ArrayBuffer> = new Float64Array(0);

/** What is kept, where it is long enough, else new room; what stood there is lost then. */
export function enlarged(
  kept: Float64Array<ArrayBuffer>,
  length: number,
  made: (length: number) => Float64Array<ArrayBuffer> = (n) => new Float64Array(n),
): Float64Array<ArrayBuffer> {
  return kept.length < length ? made(length) : kept;
}

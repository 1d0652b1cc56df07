/**
 * How large and how hostile instances are along a campaign: a stated schedule, and no function of anything
 * but where in the campaign an instance stands.
 *
 *   size(i, r) = ceiling(i) · {(r + 1) φ},   ceiling(i) = envelope(i) · (1/3 + 2/3 · {(i + 1) φ})
 *   envelope(i) = min(2, 1 + log₂(1 + i) / 16),   φ = (√5 − 1)/2, {·} the fractional part
 *
 * for run r of chunk i. The multiples of φ fill the unit interval evenly from any point on and in steps of
 * any length (Kronecker), so every chunk has small instances among its first runs, chunks of all ceilings
 * follow one another, and each of several machines that take every n-th chunk gets all of them.
 * Up to 1 an instance is of the usual sizes; beyond, layers are up to that many times as wide. The envelope is
 * 1.25 after 15 chunks, 1.5 after 255, and 2 from the 65 535th on.
 */
const PHI = (Math.sqrt(5) - 1) / 2;

/** What the envelope does not exceed. */
export const LARGEST_SIZE = 2;

function fraction(x: number): number {
  return x - Math.floor(x);
}

/** The largest size that chunks up to this one may have. */
export function envelope(index: number): number {
  return Math.min(LARGEST_SIZE, 1 + Math.log2(1 + index) / 16);
}

/** What sizes within a chunk are below. */
export function ceiling(index: number): number {
  return envelope(index) * (1 / 3 + (2 / 3) * fraction((index + 1) * PHI));
}

/** @param index of the chunk. @param run within it. Both from 0. */
export function sizeOf(index: number, run: number): number {
  return ceiling(index) * fraction((run + 1) * PHI);
}

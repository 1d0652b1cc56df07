/**
 * A 32-bit hash of 32-bit words: neighbouring words have hashes that have nothing to do with one another.
 *
 * Source: A. Appleby, MurmurHash3_x86_32, of keys of whole words.
 */
export function murmurHash(words: readonly number[], seed: number): number {
  let h = seed;
  for (const word of words) {
    h ^= Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    h = Math.imul(rotated(h, 13), 5) + 0xe6546b64;
  }
  h ^= 4 * words.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const rotated = (x: number, by: number) => (x << by) | (x >>> (32 - by));

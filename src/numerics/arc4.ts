/**
 * Uniform numbers from the ARC4 generator named by a string: those of the `seedrandom` package, which is the
 * readable twin and what tests hold it to. That one also keeps a pool of entropy, which costs as much as
 * all the rest, and a hunt sets up a dozen streams for each instance.
 *
 * Sources: Bau, seedrandom 3.0.5; Rivest's ARC4 with its first 256 outputs dropped (Fluhrer, Mantin, Shamir,
 * SAC 2001).
 */

const IDENTITY = Uint8Array.from({ length: 256 }, (_, i) => i);
const key = new Uint8Array(256);

/** Characters mixed into at most 256 bytes of `key`; how many there are. */
function mixIntoKey(seed: string): number {
  const { length } = seed;
  key.fill(0);
  let smear = 0;
  for (let j = 0; j < length; j++) {
    smear ^= key[j & 255] * 19;
    key[j & 255] = smear + seed.charCodeAt(j);
  }
  // An empty key is a single 0.
  return Math.min(Math.max(length, 1), 256);
}

/** Numbers on [0, 1) with 53 random bits, one a call. */
export function arc4(seed: string): () => number {
  const state = IDENTITY.slice();
  const length = mixIntoKey(seed);
  let i = 0;
  let j = 0;
  for (let n = 0, k = 0; n < 256; n++) {
    const t = state[n];
    j = (j + key[k] + t) & 255;
    state[n] = state[j];
    state[j] = t;
    if (++k === length) k = 0;
  }
  j = 0;
  /** The next `count` bytes as one number. */
  function bytes(count: number): number {
    let number = 0;
    for (let n = 0; n < count; n++) {
      i = (i + 1) & 255;
      const t = state[i];
      j = (j + t) & 255;
      const s = state[j];
      state[i] = s;
      state[j] = t;
      number = number * 256 + state[(s + t) & 255];
    }
    return number;
  }
  for (let n = 0; n < 256; n++) bytes(1);
  return () => {
    // 48 bits, and as many bytes more as it takes to have a leading bit at 2⁵² or above.
    let numerator = bytes(6);
    let denominator = 2 ** 48;
    let rest = 0;
    while (numerator < 2 ** 52) {
      numerator = (numerator + rest) * 256;
      denominator *= 256;
      rest = bytes(1);
    }
    while (numerator >= 2 ** 53) {
      numerator /= 2;
      denominator /= 2;
      rest >>>= 1;
    }
    return (numerator + rest) / denominator;
  };
}

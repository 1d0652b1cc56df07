/**
 * Seeded randomness. Everything random in falsim draws from an `Rng` made from an explicit seed, so
 * that a run is a pure function of its arguments. Source: the `seedrandom` package, of whose generators ARC4 draws
 * what users see and Alea what answers do not depend on.
 */
import type { PRNG } from 'seedrandom';
import alea from 'seedrandom/lib/alea.js';
import seedrandom from 'seedrandom/seedrandom.js';

type Algorithm = (seed: string) => PRNG;
const arc4: Algorithm = (seed) => seedrandom(seed);
/** Alea reads its seed three times, and names of streams are long: they have numbers of a point in them. */
const aleaOfDigest: Algorithm = (seed) => alea(digestOf(seed));

/** Random numbers from a seed: the same on every machine. */
export interface Rng {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in [low, high], both ends included. */
  integer(low: number, high: number): number;
  /** Standard normal. */
  gaussian(): number;
  /** 10^u, u uniform on [low, high). */
  magnitude(low: number, high: number): number;
  /** 10^k, k a uniform integer in [low, high], both ends included. */
  powerOfTen(low: number, high: number): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** One element, uniformly. */
  pick<T>(items: readonly T[]): T;
  /** A new array in random order. */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent stream named by `label`; does not advance this one. */
  fork(label: string | number): Rng;
}

/** A stream from which instances are drawn: what comes of a seed stays. */
export function createRng(seed: string | number): Rng {
  return streamOf(String(seed), arc4);
}

/**
 * A stream of residues, primes and points of exact answers, which every stream must give alike. Alea (J. Baagøe 2010,
 * multiply-with-carry, period near 2¹¹⁶) is set up in a fraction of the time: most such streams draw few numbers.
 */
export function createWitnessRng(seed: string | number): Rng {
  return streamOf(String(seed), aleaOfDigest);
}

/** Time alone: others mix as well. */
const FIRST = 0x9e3779b1;
const SECOND = 0x85ebca77;
const LONG = 15;
const SHORT = 13;

/** Time alone, as others tell texts apart as well: four characters for one of any length, two hashes by multiplication and shift (Knuth, TAOCP 3, 6.4). */
function digestOf(text: string): string {
  let a = text.length;
  let b = ~text.length;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, FIRST);
    b = Math.imul(b ^ c, SECOND);
    a ^= a >>> LONG;
    b ^= b >>> SHORT;
  }
  return String.fromCharCode(a & 0xffff, a >>> 16, b & 0xffff, b >>> 16);
}

function streamOf(name: string, algorithm: Algorithm): Rng {
  // Many streams are only forked: the generator is set up for the first number.
  let generator: PRNG | null = null;
  function uniform(): number {
    generator ??= algorithm(name);
    return generator.double();
  }
  const rng: Rng = {
    uniform,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    gaussian() {
      // Box–Muller; 1 − u keeps the logarithm's argument off zero.
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      return radius * Math.cos(2 * Math.PI * uniform());
    },
    // Not 10 ** u, which is another double in other versions of V8: a seed means the same everywhere.
    magnitude: (low, high) => Math.exp(Math.LN10 * (low + (high - low) * uniform())),
    powerOfTen: (low, high) => Number(`1e${rng.integer(low, high)}`),
    chance: (p) => uniform() < p,
    pick: (items) => items[Math.floor(uniform() * items.length)],
    shuffle(items) {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = Math.floor(uniform() * (i + 1));
        [out[i], out[j]] = [out[j], out[i]];
      }
      return out;
    },
    fork: (label) => streamOf(`${name}/${label}`, algorithm),
  };
  return rng;
}

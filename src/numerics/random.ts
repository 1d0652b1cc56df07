/**
 * Seeded randomness. Everything random in falsim draws from an `Rng` made from an explicit seed, so
 * that a run is a pure function of its arguments. Source: the `seedrandom` package's ARC4 generator
 * for streams named by strings.
 */
import seedrandom from 'seedrandom';

export interface Rng {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in [low, high], both ends included. */
  integer(low: number, high: number): number;
  /** Standard normal. */
  gaussian(): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** One element, uniformly. */
  pick<T>(items: readonly T[]): T;
  /** A new array in random order. */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent stream named by `label`; does not advance this one. */
  fork(label: string | number): Rng;
}

export function createRng(seed: string | number): Rng {
  const name = String(seed);
  const draw = seedrandom(name);
  const rng: Rng = {
    uniform: () => draw.double(),
    integer: (low, high) => low + Math.floor(draw.double() * (high - low + 1)),
    gaussian() {
      // Box–Muller; 1 − u keeps the logarithm's argument off zero.
      const radius = Math.sqrt(-2 * Math.log(1 - draw.double()));
      return radius * Math.cos(2 * Math.PI * draw.double());
    },
    chance: (p) => draw.double() < p,
    pick: (items) => items[Math.floor(draw.double() * items.length)],
    shuffle(items) {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = Math.floor(draw.double() * (i + 1));
        [out[i], out[j]] = [out[j], out[i]];
      }
      return out;
    },
    fork: (label) => createRng(`${name}/${label}`),
  };
  return rng;
}

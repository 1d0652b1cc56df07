/**
 * Short pictures of long vectors: every coordinate is added, with a random sign, to one of a few numbers (Charikar,
 * Chen, Farach-Colton, *Finding frequent items in data streams*, 2002). The picture is linear, and its squared
 * length is that of the vector in the mean, up to a share of √(2/numbers): enough to say which units to look at,
 * never how far they are apart. Equal vectors have equal pictures, opposite ones opposite, to the last bit.
 */
import type { AxisSource, BearingTensor } from './unit-blocks.ts';

export interface UnitSketches {
  /** Numbers of one picture. */
  readonly numbers: number;
  /** Of each tensor, unit by unit. */
  readonly pictures: readonly Float64Array[];
  /** Σ of squares of each tensor, unit by unit. */
  readonly squares: readonly Float64Array[];
}

/** Entries that are read at once. */
export const BLOCK = 2 ** 20;
const LARGEST_TABLE = 2 ** 20;

export function sketchesOf({ units, tensors }: AxisSource): UnitSketches {
  const numbers = Math.max(16, Math.min(64, 2 ** Math.floor(Math.log2(2 ** 19 / units))));
  const squares = tensors.map(() => new Float64Array(units));
  const pictures = tensors.map(() => new Float64Array(units * numbers));
  tensors.forEach((tensor, t) => {
    sketch(tensor, units, t, numbers, pictures[t], squares[t]);
  });
  return { numbers, pictures, squares };
}

function sketch(
  { outer, inner, read }: BearingTensor,
  units: number,
  seed: number,
  numbers: number,
  picture: Float64Array,
  squares: Float64Array,
): void {
  const total = outer * units * inner;
  const table = new Int32Array(Math.min(inner, LARGEST_TABLE));
  let tableOf = -1;
  let [o, u, i] = [0, 0, 0];
  for (let from = 0; from < total; from += BLOCK) {
    const values = read(from, Math.min(BLOCK, total - from));
    for (let at = 0; at < values.length; ) {
      const isTable = inner <= LARGEST_TABLE;
      if (isTable && tableOf !== o) {
        for (let k = 0; k < inner; k++) table[k] = hash(seed, o * inner + k);
        tableOf = o;
      }
      const end = Math.min(values.length, at + inner - i);
      let square = 0;
      const base = u * numbers;
      for (; at < end; at++, i++) {
        const value = values[at];
        const code = isTable ? table[i] : hash(seed, o * inner + i);
        picture[base + (code & (numbers - 1))] += code < 0 ? -value : value;
        square += value * value;
      }
      squares[u] += square;
      if (i < inner) break;
      i = 0;
      if (++u < units) continue;
      u = 0;
      o++;
    }
  }
}

/** Bits of a coordinate that have nothing to do with those of its neighbours (the finaliser of MurmurHash3). */
function hash(seed: number, q: number): number {
  let h = Math.imul(q ^ (seed * 0x9e3779b9), 0x85ebca6b) ^ Math.floor(q / 2 ** 32);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

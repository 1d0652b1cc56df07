/**
 * Short pictures of long vectors: every coordinate is added, with a random sign, to one of a few numbers (Charikar,
 * Chen, Farach-Colton, *Finding frequent items in data streams*, 2002). The picture is linear, and its squared
 * length is that of the vector in the mean, up to a share of √(2/numbers): enough to say which units to look at,
 * never how far they are apart. Equal vectors have equal pictures, opposite ones opposite, to the last bit.
 */
import { murmurHash } from '../../numerics/murmur-hash.ts';
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

/** @param block entries that are read, and codes of coordinates that are kept, at once. */
export function sketchesOf({ units, tensors }: AxisSource, block = BLOCK): UnitSketches {
  const numbers = Math.max(16, Math.min(64, 2 ** Math.floor(Math.log2(2 ** 19 / units))));
  const squares = tensors.map(() => new Float64Array(units));
  const pictures = tensors.map(() => new Float64Array(units * numbers));
  tensors.forEach((tensor, t) => {
    sketch(tensor, units, t, block, pictures[t], squares[t]);
  });
  return { numbers, pictures, squares };
}

function sketch(
  { outer, inner, read }: BearingTensor,
  units: number,
  seed: number,
  block: number,
  picture: Float64Array,
  squares: Float64Array,
): void {
  const numbers = picture.length / units;
  const total = outer * units * inner;
  const codeOf = (q: number) => murmurHash([q, Math.floor(q / 2 ** 32)], seed);
  const table = new Int32Array(Math.min(inner, block));
  let tableOf = -1;
  let [o, u, i] = [0, 0, 0];
  for (let from = 0; from < total; from += block) {
    const values = read(from, Math.min(block, total - from));
    for (let at = 0; at < values.length; ) {
      const isTable = inner <= block;
      if (isTable && tableOf !== o) {
        for (let k = 0; k < inner; k++) table[k] = codeOf(o * inner + k);
        tableOf = o;
      }
      const end = Math.min(values.length, at + inner - i);
      let square = 0;
      const base = u * numbers;
      for (; at < end; at++, i++) {
        const value = values[at];
        const code = isTable ? table[i] : codeOf(o * inner + i);
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

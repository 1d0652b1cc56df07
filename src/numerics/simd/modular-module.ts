/**
 * The two loops in which elimination mod p spends its time, two float64 an instruction.
 *
 *   multiply   out[i, j] += Σ_q left[i, q]·right[q, j], in tiles of 4 rows × 4 columns
 *   reduce     x ← x mod p for 0 ≤ x < 2⁵³, by q = ⌊x·(1/p)⌋ and one correction (`prime-field.ts`)
 *
 * All numbers are integers below 2⁵³, so that no operation rounds: the order of additions does not
 * matter, and the results are those of any other way to compute them.
 */
import {
  advance,
  assemble,
  type Code,
  f64x2,
  get,
  i32,
  repeat,
  set,
  tee,
  v128,
  type WasmFunction,
} from './assembler.ts';

/** Rows and columns of a tile: 8 accumulators, 2 vectors of `right` and 1 of `left` are in registers. */
export const TILE = 4;
/** Bytes of a row of a tile, or of the coefficients of its rows for one q. */
const TILE_BYTES = 8 * TILE;

/**
 * Addresses in bytes; `tall` and `wide` count tiles, `inner` is at least 1, `stride` is the bytes
 * between rows of `right` and of `out`. `left` is packed: tile by tile, q by q, 4 rows together.
 */
function multiply(): WasmFunction {
  const [left, right, out, tall, inner, wide, stride] = [0, 1, 2, 3, 4, 5, 6];
  const [i, q, l, r] = [7, 8, 9, 10];
  const rows = [11, 12, 13, 14];
  const sums = [15, 17, 19, 21].map((first) => [first, first + 1]);
  const [b0, b1, a] = [23, 24, 25];
  const multiplyAdd = (sum: number, b: number): Code => [
    ...get(sum),
    ...get(a),
    ...get(b),
    ...f64x2.mul,
    ...f64x2.add,
    ...set(sum),
  ];
  const step: Code[] = [
    [...get(r), ...v128.load(0), ...set(b0)],
    [...get(r), ...v128.load(16), ...set(b1)],
    ...sums.flatMap(([s0, s1], k) => [
      [...get(l), ...v128.loadSplat64(8 * k), ...set(a)],
      multiplyAdd(s0, b0),
      multiplyAdd(s1, b1),
    ]),
    advance(l, i32.constant(TILE_BYTES)),
    advance(r, get(stride)),
  ];
  const tile: Code[] = [
    ...rows.map((row, k) =>
      k === 0 ? [] : [...get(rows[k - 1]), ...get(stride), ...i32.add, ...set(row)],
    ),
    ...sums.flatMap((pair, k) =>
      pair.map((sum, h) => [...get(rows[k]), ...v128.load(16 * h), ...set(sum)]),
    ),
    [...get(right), ...set(r), ...get(inner), ...set(q)],
    repeat(q, step),
    ...sums.flatMap((pair, k) =>
      pair.map((sum, h) => [...get(rows[k]), ...get(sum), ...v128.store(16 * h)]),
    ),
    [...get(rows[3]), ...get(stride), ...i32.add, ...set(rows[0])],
  ];
  return {
    name: 'multiply',
    parameters: new Array(7).fill('i32'),
    locals: [...new Array(8).fill('i32'), ...new Array(11).fill('v128')],
    body: [
      repeat(wide, [
        [...get(left), ...set(l), ...get(out), ...set(rows[0]), ...get(tall), ...set(i)],
        repeat(i, tile),
        advance(right, i32.constant(TILE_BYTES)),
        advance(out, i32.constant(TILE_BYTES)),
      ]),
    ],
  };
}

/** `pairs` ≥ 1 pairs of entries from the address on. */
function reduce(): WasmFunction {
  const [at, pairs, prime, reciprocal] = [0, 1, 2, 3];
  const [x, p, inverse] = [4, 5, 6];
  const floored: Code = [...get(x), ...get(inverse), ...f64x2.mul, ...f64x2.floor];
  /** p where the comparison of x holds, else 0. */
  const masked = (bound: Code, comparison: Code): Code => [
    ...get(x),
    ...bound,
    ...comparison,
    ...get(p),
    ...v128.and,
  ];
  const zero: Code = [...get(p), ...get(p), ...f64x2.sub];
  return {
    name: 'reduce',
    parameters: ['i32', 'i32', 'f64', 'f64'],
    locals: ['v128', 'v128', 'v128'],
    body: [
      [...get(prime), ...f64x2.splat, ...set(p)],
      [...get(reciprocal), ...f64x2.splat, ...set(inverse)],
      repeat(pairs, [
        [...get(at), ...v128.load(0), ...tee(x)],
        [...get(p), ...floored, ...f64x2.mul, ...f64x2.sub, ...set(x)],
        [...get(x), ...masked(zero, f64x2.lessThan), ...f64x2.add, ...set(x)],
        [...get(at), ...get(x), ...masked(get(p), f64x2.atLeast), ...f64x2.sub, ...v128.store(0)],
        advance(at, i32.constant(16)),
      ]),
    ],
  };
}

export const modularModule = (): Uint8Array<ArrayBuffer> => assemble([multiply(), reduce()]);

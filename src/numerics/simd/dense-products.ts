/**
 * The matrix products of a dense layer, two float64 an instruction, in tiles of 4 rows × 4 columns. Every
 * entry is the chain acc ← acc + a·b in ascending order of the summation index, a product and a sum
 * rounded apart, as in the plain loops of `dense-kernels.ts`: the same bits. Lanes are different entries,
 * never parts of one sum.
 *
 * Numbers of bytes everywhere; `rows`, `inner`, `wide`, `columns`, `count` are counts.
 */
import {
  advance,
  type Code,
  f64x2,
  frame,
  get,
  i32,
  repeat,
  set,
  type ValueType,
  v128,
  type WasmFunction,
  when,
} from './assembler.ts';

/** Data in a tile: blocks have a multiple of it as columns. */
export const TILE = 4;
const NUMBER = 8;
const VECTOR = 16;

/** Where the chains of a product begin, and what becomes of their ends. */
interface Ends {
  readonly name: string;
  /** At what stands in `out`, at the number that `extra` points to for each row, or at 0. */
  readonly start: 'out' | 'extra' | 'zero';
  /** Whether entries are multiplied by those at `extra`, which has the shape of `out`. */
  readonly scaled: boolean;
}

const zero: Code = f64x2.constant(0);
const integers = (count: number): ValueType[] => new Array(count).fill('i32');
const plus = (local: number, amount: Code): Code => [...get(local), ...amount, ...i32.add];

/**
 * out[r, i] = start + Σ_q left[r, q]·right[q, i] for r < rows, i < 4·wide. left[r, q] is at
 * left + r·rowStep + q·innerStep; rows of right and out are `stride` apart. inner, wide ≥ 1.
 */
export function product({ name, start, scaled }: Ends): WasmFunction {
  const parameters = integers(11);
  const [left, rowStep, innerStep, right, out, rows, inner, wide, stride, extra, extraStep] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ];
  const { locals, local } = frame(parameters);
  const [groups, i, q, r, column] = Array.from({ length: 5 }, () => local('i32'));
  const lefts = Array.from({ length: 4 }, () => local('i32'));
  const outs = Array.from({ length: 4 }, () => local('i32'));
  const sums = Array.from({ length: 4 }, () => [local('v128'), local('v128')]);
  const [b0, b1, a] = [local('v128'), local('v128'), local('v128')];

  /** A tile of as many rows, from `left`, `column` and `extra` on. */
  function tile(height: number): Code[] {
    const each = <R>(of: (k: number) => R): R[] => Array.from({ length: height }, (_, k) => of(k));
    const first = (k: number, h: number): Code => {
      if (start === 'zero') return zero;
      if (start === 'out') return [...get(outs[k]), ...v128.load(VECTOR * h)];
      return [...get(a)];
    };
    return [
      ...each((k) =>
        k === 0
          ? [...get(left), ...set(lefts[0]), ...get(column), ...set(outs[0])]
          : [
              ...plus(lefts[k - 1], get(rowStep)),
              ...set(lefts[k]),
              ...plus(outs[k - 1], get(stride)),
              ...set(outs[k]),
            ],
      ),
      ...each((k) => [
        ...(start === 'extra'
          ? [
              ...get(extra),
              ...(k === 0 ? [] : [...get(extraStep), ...i32.constant(k), ...i32.mul, ...i32.add]),
              ...v128.loadSplat64(0),
              ...set(a),
            ]
          : []),
        ...sums[k].flatMap((sum, h) => [...first(k, h), ...set(sum)]),
      ]),
      [...get(inner), ...set(q)],
      repeat(q, [
        [...get(r), ...v128.load(0), ...set(b0), ...get(r), ...v128.load(VECTOR), ...set(b1)],
        ...each((k) => [
          ...[...get(lefts[k]), ...v128.loadSplat64(0), ...set(a)],
          ...multiplyAdd(sums[k][0], a, b0),
          ...multiplyAdd(sums[k][1], a, b1),
          ...advance(lefts[k], get(innerStep)),
        ]),
        advance(r, get(stride)),
      ]),
      ...each((k) =>
        sums[k].flatMap((sum, h) => [
          ...get(outs[k]),
          ...get(sum),
          ...(scaled ? [...plus(outs[k], get(extra)), ...v128.load(VECTOR * h), ...f64x2.mul] : []),
          ...v128.store(VECTOR * h),
        ]),
      ),
    ];
  }
  /** All rows of one height, as many as `groups` says. */
  const band = (height: number): Code =>
    repeat(groups, [
      [...get(out), ...set(column), ...get(wide), ...set(i)],
      repeat(i, [
        // The tile's column of `right`: as far from its beginning as `column` is from that of `out`.
        [...plus(right, get(column)), ...get(out), ...i32.sub, ...set(r)],
        ...tile(height),
        advance(column, i32.constant(TILE * NUMBER)),
      ]),
      advance(left, [...get(rowStep), ...i32.constant(height), ...i32.mul]),
      advance(out, [...get(stride), ...i32.constant(height), ...i32.mul]),
      ...(start === 'extra'
        ? [advance(extra, [...get(extraStep), ...i32.constant(height), ...i32.mul])]
        : []),
    ]);
  const quarter: Code = [...get(rows), ...i32.constant(2), ...i32.shiftRight];
  const rest: Code = [...get(rows), ...i32.constant(3), ...i32.and];
  return {
    name,
    parameters,
    locals,
    body: [
      // `extra` as the distance from `out`, where it has its shape.
      scaled ? [...get(extra), ...get(out), ...i32.sub, ...set(extra)] : [],
      when(quarter, [[...quarter, ...set(groups)], band(4)]),
      when(rest, [[...rest, ...set(groups)], band(1)]),
    ],
  };
}

function multiplyAdd(sum: number, a: number, b: number): Code {
  return [...get(sum), ...get(a), ...get(b), ...f64x2.mul, ...f64x2.add, ...set(sum)];
}

/**
 * gradient[j, k] += Σᵢ delta[j, i]·h[k, i] over i < count, j < rows, k < columns. Rows of delta and h are
 * `stride` apart, those of gradient follow each other. Lanes are columns of the gradient; pairs of data are
 * transposed in registers. count ≥ 1.
 */
export function outerProduct(): WasmFunction {
  const parameters = integers(7);
  const [delta, h, gradient, rows, columns, stride, count] = [0, 1, 2, 3, 4, 5, 6];
  const { locals, local } = frame(parameters);
  const [bands, groups, i, row, column, rowBytes] = Array.from({ length: 6 }, () => local('i32'));
  const deltas = Array.from({ length: 4 }, () => local('i32'));
  const hs = Array.from({ length: 4 }, () => local('i32'));
  const outs = Array.from({ length: 4 }, () => local('i32'));
  const sums = Array.from({ length: 4 }, () => [local('v128'), local('v128')]);
  /** h of the first datum and of the second, for each pair of columns. */
  const firsts = [local('v128'), local('v128')];
  const seconds = [local('v128'), local('v128')];
  const [u, w, a] = [local('v128'), local('v128'), local('v128')];

  /** height rows × width columns; width is 4, 2 or 1. */
  function tile(height: number, width: number): Code[] {
    const tall = Array.from({ length: height }, (_, k) => k);
    const across = Array.from({ length: width }, (_, k) => k);
    const pairs = Array.from({ length: Math.ceil(width / 2) }, (_, k) => k);
    const pointers = (at: readonly number[], from: number, step: number, of: readonly number[]) =>
      of.map((k) => [...(k === 0 ? get(from) : plus(at[k - 1], get(step))), ...set(at[k])]);
    const accumulate = (datum: number, by: readonly number[]): Code[] =>
      tall.map((k) => [
        ...[...get(deltas[k]), ...v128.loadSplat64(NUMBER * datum), ...set(a)],
        ...pairs.flatMap((p) => multiplyAdd(sums[k][p], a, by[p])),
      ]);
    const both: Code[] = pairs.map((p) =>
      width === 1
        ? [
            ...[...get(hs[0]), ...v128.loadSplat64(0), ...set(firsts[0])],
            ...[...get(hs[0]), ...v128.loadSplat64(NUMBER), ...set(seconds[0])],
          ]
        : [
            ...[...get(hs[2 * p]), ...v128.load(0), ...set(u)],
            ...[...get(hs[2 * p + 1]), ...v128.load(0), ...set(w)],
            ...[...get(u), ...get(w), ...f64x2.firsts, ...set(firsts[p])],
            ...[...get(u), ...get(w), ...f64x2.seconds, ...set(seconds[p])],
          ],
    );
    const last: Code[] = pairs.map((p) =>
      width === 1
        ? [...get(hs[0]), ...v128.loadSplat64(0), ...set(firsts[0])]
        : [
            ...get(hs[2 * p + 1]),
            ...[...get(hs[2 * p]), ...v128.loadSplat64(0), ...v128.loadSecond(0)],
            ...set(firsts[p]),
          ],
    );
    const half: Code = [...get(count), ...i32.constant(1), ...i32.shiftRight];
    return [
      ...pointers(deltas, row, stride, tall),
      ...pointers(hs, column, stride, across),
      ...pointers(outs, gradient, rowBytes, tall),
      ...tall.flatMap((k) =>
        pairs.map((p) => [
          ...get(outs[k]),
          ...(width === 1 ? v128.loadSplat64(0) : v128.load(VECTOR * p)),
          ...set(sums[k][p]),
        ]),
      ),
      when(half, [
        [...half, ...set(i)],
        repeat(i, [
          ...both,
          ...accumulate(0, firsts),
          ...accumulate(1, seconds),
          ...tall.map((k) => advance(deltas[k], i32.constant(VECTOR))),
          ...across.map((k) => advance(hs[k], i32.constant(VECTOR))),
        ]),
      ]),
      when([...get(count), ...i32.constant(1), ...i32.and], [...last, ...accumulate(0, firsts)]),
      ...tall.flatMap((k) =>
        pairs.map((p) => [
          ...get(outs[k]),
          ...get(sums[k][p]),
          ...(width === 1 ? v128.storeFirst(0) : v128.store(VECTOR * p)),
        ]),
      ),
      advance(gradient, i32.constant(NUMBER * width)),
      advance(column, [...get(stride), ...i32.constant(width), ...i32.mul]),
    ];
  }
  /** All columns of as many rows. */
  function band(height: number): Code {
    const quarter: Code = [...get(columns), ...i32.constant(2), ...i32.shiftRight];
    const bit = (value: number): Code => [...get(columns), ...i32.constant(value), ...i32.and];
    return repeat(bands, [
      [...get(h), ...set(column)],
      when(quarter, [[...quarter, ...set(groups)], repeat(groups, tile(height, 4))]),
      when(bit(2), tile(height, 2)),
      when(bit(1), tile(height, 1)),
      advance(row, [...get(stride), ...i32.constant(height), ...i32.mul]),
      // One row is behind; the others of the band were written with it.
      advance(gradient, [...get(rowBytes), ...i32.constant(height - 1), ...i32.mul]),
    ]);
  }
  const quarter: Code = [...get(rows), ...i32.constant(2), ...i32.shiftRight];
  const rest: Code = [...get(rows), ...i32.constant(3), ...i32.and];
  return {
    name: 'outerProduct',
    parameters,
    locals,
    body: [
      [...get(columns), ...i32.constant(3), ...i32.shiftLeft, ...set(rowBytes)],
      [...get(delta), ...set(row)],
      when(quarter, [[...quarter, ...set(bands)], band(4)]),
      when(rest, [[...rest, ...set(bands)], band(1)]),
    ],
  };
}

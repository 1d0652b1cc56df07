/**
 * tanh and its derivative of two numbers at once: the operations of `hyperbolic-tangent.ts`, in its order,
 * and so its bits. The rows of the table are gathered by two loads for each lane. In three loops,
 * each a short chain of operations: of one long chain too few would be under way at the same time.
 */
import { LIMIT, STEPS } from '../hyperbolic-tangent.ts';
import {
  advance,
  again,
  type Code,
  f64x2,
  frame,
  get,
  i32,
  i32x4,
  repeat,
  set,
  tee,
  type ValueType,
  v128,
  type WasmFunction,
} from './assembler.ts';

/** Bytes of a row of the table: e^{−n/64}, e^{−n/64} − 1, its low part, and nothing. */
const ROW = 32;
const PAIR = 16;
/** Bytes of `scratch`. */
export const SCRATCH = 1024;
/** Pairs that go through both loops together: their numbers stay in the nearest cache. */
const BLOCK = SCRATCH / PAIR;
/** Its low bits, where a double is 2⁵² plus a whole number, are that number. */
const WHOLE = 2 ** 52;

const binary =
  (instruction: Code) =>
  (a: Code, b: Code): Code => [...a, ...b, ...instruction];
const add = binary(f64x2.add);
const sub = binary(f64x2.sub);
const mul = binary(f64x2.mul);
const div = binary(f64x2.div);

/**
 * value[i] = tanh z[i], slope[i] = sech² z[i] for `pairs` ≥ 1 pairs from the three addresses on.
 * Leaves 1 where some |z[i]| ≥ 20 or is NaN, else 0: of such, what is written means nothing.
 */
export function tanhPairs(table: number, scratch: number): WasmFunction {
  const parameters: ValueType[] = ['i32', 'i32', 'i32', 'i32'];
  const [z, pairs, value, slope] = [0, 1, 2, 3];
  const { locals, local } = frame(parameters);
  const vector = () => local('v128');
  /** Constants in locals of their own: in the loop they would be made again each time. */
  const constants = new Map<number, number>();
  const c = (number: number): Code => {
    if (!constants.has(number)) constants.set(number, vector());
    return get(constants.get(number)!);
  };
  const [row0, row1, some, i, aside] = Array.from({ length: 5 }, () => local('i32'));
  const [a, n, inside, u, w] = Array.from({ length: 5 }, vector);
  const [r, s, head, low, product, m, sum] = Array.from({ length: 7 }, vector);
  const [lost, inverse, quotient, t] = Array.from({ length: 4 }, vector);

  /** eʳ − 1 = r(1 + r(1/2 + r(1/6 + …))). */
  const polynomial = [5040, 720, 120, 24, 6, 2, 1].reduce<Code>(
    (inner, factorial) =>
      inner.length === 0 ? c(1 / factorial) : add(c(1 / factorial), mul(get(r), inner)),
    [],
  );
  const exponentialMinusOne = mul(get(r), polynomial);
  const rowOf = (lane: number): Code => [...get(w), ...i32x4.lane(2 * lane)];
  const forward = (locals: readonly number[]): Code[] =>
    locals.map((at) => advance(at, i32.constant(PAIR)));
  /** eʳ − 1 in place of the value, the place in the table in place of the slope. */
  const reduction: Code[] = [
    [...get(z), ...v128.load(0), ...f64x2.abs, ...set(a)],
    [...get(inside), ...get(a), ...c(LIMIT), ...f64x2.lessThan, ...v128.and, ...set(inside)],
    // The last below the limit, so that NaN and what is beyond stay in the table.
    [...c(LIMIT - 2 ** -48), ...get(a), ...f64x2.lesser, ...set(a)],
    [...mul(get(a), c(2 * STEPS)), ...f64x2.floor, ...set(n)],
    [...get(slope), ...add(mul(get(n), c(ROW)), c(WHOLE)), ...v128.store(0)],
    [...sub(mul(get(n), c(1 / STEPS)), mul(c(2), get(a))), ...set(r)],
    [...get(value), ...exponentialMinusOne, ...v128.store(0)],
    ...forward([z, value, slope]),
  ];
  /** m in place of the value, S + S·p in place of the slope, and what the sum lost, aside. */
  const sums: Code[] = [
    [...get(slope), ...v128.load(0), ...set(w)],
    [...rowOf(0), ...set(row0), ...rowOf(1), ...set(row1)],
    [...get(row0), ...v128.load(table), ...set(u), ...get(row1), ...v128.load(table), ...set(w)],
    [...get(u), ...get(w), ...f64x2.firsts, ...set(s)],
    [...get(u), ...get(w), ...f64x2.seconds, ...set(head)],
    [
      ...[...get(row1), ...get(row0), ...v128.loadSplat64(table + 16)],
      ...[...v128.loadSecond(table + 16), ...set(low)],
    ],
    [...mul(get(s), [...get(value), ...v128.load(0)]), ...set(product)],
    [...add(get(head), get(product)), ...set(m)],
    [...get(value), ...get(m), ...v128.store(0)],
    [...get(slope), ...add(get(s), get(product)), ...v128.store(0)],
    [
      ...get(aside),
      ...add(add(sub(get(head), get(m)), get(product)), get(low)),
      ...v128.store(scratch),
    ],
    ...forward([value, slope, aside]),
  ];
  const quotients: Code[] = [
    [...get(value), ...v128.load(0), ...set(m)],
    [...get(aside), ...v128.load(scratch), ...set(lost)],
    [...add(c(2), get(m)), ...set(sum)],
    [...div(c(1), get(sum)), ...set(inverse)],
    [...div(get(m), get(sum)), ...set(quotient)],
    [...add(add(sub(c(2), get(sum)), get(m)), get(lost)), ...set(u)],
    [
      ...add(get(quotient), mul(sub(get(lost), mul(get(quotient), get(u))), get(inverse))),
      ...set(t),
    ],
    [
      ...[...get(value), ...get(t), ...sub(c(0), get(t))],
      ...[...get(z), ...v128.load(0), ...c(0), ...f64x2.lessThan, ...v128.select],
      ...v128.store(0),
    ],
    [
      ...get(slope),
      ...mul(mul(mul(c(4), [...get(slope), ...v128.load(0)]), get(inverse)), get(inverse)),
      ...v128.store(0),
    ],
    ...forward([z, value, slope, aside]),
  ];
  const back = (locals: readonly number[]): Code[] =>
    locals.map((at) => [
      ...[...get(at), ...get(some), ...i32.constant(PAIR), ...i32.mul, ...i32.sub, ...set(at)],
    ]);
  const less: Code = [...get(pairs), ...i32.constant(BLOCK), ...i32.isLess];
  return {
    name: 'tanh',
    parameters,
    locals,
    result: 'i32',
    body: [
      ...[...constants].map(([number, at]) => [...f64x2.constant(number), ...set(at)]),
      [...c(0), ...c(0), ...f64x2.atLeast, ...set(inside)],
      again(
        [
          [...get(pairs), ...i32.constant(BLOCK), ...less, ...i32.select, ...tee(some), ...set(i)],
          repeat(i, reduction),
          ...back([z, value, slope]),
          [...get(some), ...set(i), ...i32.constant(0), ...set(aside)],
          repeat(i, sums),
          ...back([value, slope, aside]),
          [...get(some), ...set(i)],
          repeat(i, quotients),
        ],
        [...get(pairs), ...get(some), ...i32.sub, ...tee(pairs)],
      ),
      [...get(inside), ...v128.not, ...v128.isAnySet],
    ],
  };
}

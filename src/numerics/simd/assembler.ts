/**
 * The binary form of a WebAssembly module, as far as kernels need it: functions of numbers over one
 * exported memory. Instructions are lists of bytes; names are those of the text format.
 * Source: WebAssembly Core Specification 2.0, ch. 5 (binary format), with 128-bit vectors.
 */
export type Code = readonly number[];
export type ValueType = 'i32' | 'f64' | 'v128';

/** A function; its parameters are the first of its locals. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
  /** Type of what the body leaves; left out: nothing. */
  readonly result?: ValueType;
  readonly body: readonly Code[];
}

const TYPE = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
const EMPTY_BLOCK = 0x40;
const END = 0x0b;

/** LEB128 of an unsigned integer. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** LEB128 of a signed 32-bit integer. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** The eight bytes of a float64, the lowest first. */
function bytesOf(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, at) => view.getUint8(at));
}

/** Bytes of two of the four float64 in two vectors, as a shuffle names them. */
function lanes(first: number, second: number): number[] {
  return [first, second].flatMap((lane) => Array.from({ length: 8 }, (_, at) => 8 * lane + at));
}

const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
/** Alignment is a hint; 8 bytes is what float64 arrays have. */
const access = (opcode: number, offset: number): Code => [
  ...vector(opcode),
  3,
  ...unsigned(offset),
];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const tee = (local: number): Code => [0x22, ...unsigned(local)];
export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a] as Code,
  sub: [0x6b] as Code,
  mul: [0x6c] as Code,
  and: [0x71] as Code,
  isLess: [0x48] as Code,
  /** The first where the third is not 0, else the second. */
  select: [0x1b] as Code,
  shiftLeft: [0x74] as Code,
  shiftRight: [0x76] as Code,
};
export const v128 = {
  load: (offset: number) => access(0x00, offset),
  loadSplat64: (offset: number) => access(0x0a, offset),
  store: (offset: number) => access(0x0b, offset),
  /** Into the second lane of the vector below the address, and the first lane from the vector on top. */
  loadSecond: (offset: number): Code => [...access(0x57, offset), 1],
  storeFirst: (offset: number): Code => [...access(0x5b, offset), 0],
  not: vector(0x4d),
  and: vector(0x4e),
  /** The first where the bits of the third are set, else the second. */
  select: vector(0x52),
  isAnySet: vector(0x53),
};
export const f64x2 = {
  constant: (value: number): Code => [...vector(0x0c), ...bytesOf(value), ...bytesOf(value)],
  splat: vector(0x14),
  lessThan: vector(0x49),
  atLeast: vector(0x4c),
  floor: vector(0x75),
  abs: vector(0xec),
  add: vector(0xf0),
  sub: vector(0xf1),
  mul: vector(0xf2),
  div: vector(0xf3),
  /** b < a ? b : a, so that a NaN in b gives a. */
  lesser: vector(0xf6),
  /** The first lanes of two vectors. */
  firsts: [...vector(0x0d), ...lanes(0, 2)] as Code,
  /** The second lanes of two vectors. */
  seconds: [...vector(0x0d), ...lanes(1, 3)] as Code,
};
export const i32x4 = {
  lane: (index: number): Code => [...vector(0x1b), index],
};

/** local += amount. */
export const advance = (local: number, amount: Code): Code => [
  ...get(local),
  ...amount,
  ...i32.add,
  ...set(local),
];

/** The body, where the condition is not 0. */
export const when = (condition: Code, body: readonly Code[]): Code => [
  ...condition,
  0x04,
  EMPTY_BLOCK,
  ...body.flat(),
  END,
];

/** Locals of a function, numbered as they are asked for. */
export function frame(parameters: readonly ValueType[]) {
  const locals: ValueType[] = [];
  return {
    parameters,
    locals,
    local: (type: ValueType): number => parameters.length + locals.push(type) - 1,
  };
}

/** The body once, and again for as long as the condition is not 0. */
export const again = (body: readonly Code[], condition: Code): Code => [
  0x03,
  EMPTY_BLOCK,
  ...body.flat(),
  ...condition,
  0x0d,
  0,
  END,
];

/** The body again and again, as often as the counter says; at least once. The counter ends at 0. */
export const repeat = (counter: number, body: readonly Code[]): Code =>
  again(body, [...get(counter), ...i32.constant(1), ...i32.sub, ...tee(counter)]);

const counted = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const sized = (bytes: Code): number[] => [...unsigned(bytes.length), ...bytes];
const text = (name: string): number[] => sized([...new TextEncoder().encode(name)]);
const section = (id: number, items: readonly Code[]): number[] => [id, ...sized(counted(items))];

/** A module that exports the functions, and a memory of one page as `memory`. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...counted(parameters.map((type) => [TYPE[type]])),
    ...counted(result === undefined ? [] : [[TYPE[result]]]),
  ]);
  const exported = functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(i)]);
  const code = functions.map(({ locals, body }) =>
    sized([...counted(locals.map((type) => [1, TYPE[type]])), ...body.flat(), END]),
  );
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    ...section(5, [[0x00, 1]]),
    ...section(7, [...exported, [...text('memory'), 0x02, 0]]),
    ...section(10, code),
  ]);
}

/**
 * The binary form of a WebAssembly module, as far as kernels need it: functions of numbers over one
 * exported memory. Instructions are lists of bytes; names are those of the text format.
 * Source: WebAssembly Core Specification 2.0, ch. 5 (binary format), with 128-bit vectors.
 */
export type Code = readonly number[];
export type ValueType = 'i32' | 'f64' | 'v128';

/** A function that returns nothing; its parameters are the first of its locals. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
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
};
export const v128 = {
  load: (offset: number) => access(0x00, offset),
  loadSplat64: (offset: number) => access(0x0a, offset),
  store: (offset: number) => access(0x0b, offset),
  and: vector(0x4e),
};
export const f64x2 = {
  splat: vector(0x14),
  lessThan: vector(0x49),
  atLeast: vector(0x4c),
  floor: vector(0x75),
  add: vector(0xf0),
  sub: vector(0xf1),
  mul: vector(0xf2),
};

/** local += amount. */
export const advance = (local: number, amount: Code): Code => [
  ...get(local),
  ...amount,
  ...i32.add,
  ...set(local),
];

/** The body again and again, as often as the counter says; at least once. The counter ends at 0. */
export const repeat = (counter: number, body: readonly Code[]): Code => [
  0x03,
  EMPTY_BLOCK,
  ...body.flat(),
  ...get(counter),
  ...i32.constant(1),
  ...i32.sub,
  ...tee(counter),
  0x0d,
  0,
  END,
];

const counted = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const sized = (bytes: Code): number[] => [...unsigned(bytes.length), ...bytes];
const text = (name: string): number[] => sized([...new TextEncoder().encode(name)]);
const section = (id: number, items: readonly Code[]): number[] => [id, ...sized(counted(items))];

/** A module that exports the functions, and a memory of one page as `memory`. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...counted(parameters.map((type) => [TYPE[type]])),
    0,
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

/**
 * What the lanes allow: vector operations a second of this engine on this core, two float64 each, products and sums in
 * turn on numbers in registers. WebAssembly has no wider vectors, and a fused multiply-add would round otherwise.
 */
import {
  assemble,
  type Code,
  f64x2,
  frame,
  get,
  repeat,
  set,
  v128,
} from '../src/numerics/simd/assembler.ts';

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const ACCUMULATORS = 10;

/** Products and sums of two float64 a second. */
export function vectorOperationsPerSecond(): number {
  const { parameters, locals, local } = frame(['i32']);
  const sums = Array.from({ length: ACCUMULATORS }, () => local('v128'));
  const [a, b] = [local('v128'), local('v128')];
  const step = (sum: number): Code => [
    ...[...get(sum), ...get(a), ...f64x2.mul, ...get(b), ...f64x2.add, ...set(sum)],
  ];
  const kept: Code = sums.flatMap((sum) => [...get(sum), ...f64x2.add]);
  const bytes = assemble([
    {
      name: 'work',
      parameters,
      locals,
      result: 'i32',
      body: [
        [...f64x2.constant(0.5), ...set(a), ...f64x2.constant(1), ...set(b)],
        repeat(0, [...sums, ...sums].map(step)),
        [...get(a), ...kept, ...v128.isAnySet],
      ],
    },
  ]);
  const { work } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as {
    work(count: number): number;
  };
  const count = 200_000;
  let best = 0;
  for (let round = 0; round < 60; round++) {
    const start = process.cpuUsage();
    work(count);
    const { user, system } = process.cpuUsage(start);
    best = Math.max(best, (1e6 * 4 * ACCUMULATORS * count) / (user + system));
  }
  return best;
}

/** Calls into WebAssembly of one right-hand side, and the most numbers that one takes. */
const CALLS = 6;
const NUMBERS = 11;

/** Seconds of the calls of one right-hand side where they have nothing to do. */
export function secondsOfCalls(): number {
  const { parameters, locals } = frame(Array.from({ length: NUMBERS }, () => 'i32' as const));
  const bytes = assemble([{ name: 'rest', parameters, locals, body: [] }]);
  const { rest } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as {
    rest(...numbers: readonly number[]): void;
  };
  const count = 1_000_000;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 10; round++) {
    const start = process.cpuUsage();
    for (let k = 0; k < count; k++) rest(k, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1e6 / count);
  }
  return CALLS * best;
}

/**
 * The least time of a right-hand side by that rate: for each pair of entries of the hidden layer 4d products and sums of
 * its weights, 7 of the output's, and the 47 + 2 of tanh (`tanh-pairs.ts`), all counted alike.
 */
export function leastSeconds(m: number, d: number, n: number, rate: number): number {
  return ((m * n) / 2) * ((4 * d + 7 + 49) / rate);
}

/**
 * The memory in which dense networks are computed with vector instructions, and its kernels. A memory has
 * one tenant at a time: whoever enters finds its own numbers where it left them, those of the tenant before
 * are carried out and kept for it. So a network that is computed again and again – a flow – pays nothing,
 * networks in turn pay a copy, and one that is forgotten leaves nothing behind.
 *
 * A memory never grows, for its views would be lost: who needs more begins another one, and the smaller is
 * collected when its tenants are.
 */
import type { DenseKernels, Space } from '../dense-space.ts';
import {
  exponentials,
  exponentialsMinusOne,
  exponentialsMinusOneLow,
} from '../hyperbolic-tangent.ts';
import { type DenseExports, denseModule, kernelsOf } from './dense-exports.ts';
import { TILE } from './dense-products.ts';
import { SCRATCH } from './tanh-pairs.ts';

/** What is used of the global; the types of Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const PAGE = 65536;
const NUMBER = 8;

/** Time alone: float64s of a cache line, what blocks are aligned to. */
const LINE = 8;

/** float64s before the table of tanh: a line of zeros, and what tanh puts aside. */
const BEFORE_TABLE = LINE + SCRATCH / NUMBER;
/** Where tenants begin. */
const BASE = LINE * Math.ceil((BEFORE_TABLE + 4 * exponentials.length) / LINE);

interface Memory {
  readonly all: Float64Array;
  readonly kernels: DenseKernels;
  tenant: { leave(): void } | null;
}

let compiled: object | null | undefined;
let memory: Memory | null = null;

/** Null where the engine has no vector instructions, or does not compile at all. */
function moduleOfKernels(): object | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(denseModule(NUMBER * BEFORE_TABLE, NUMBER * LINE));
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

/** Time alone: from here on `set` is faster than a loop. */
const WORTH_A_CALL = 100;

function copy(from: Float64Array, to: Float64Array): void {
  if (from.length >= WORTH_A_CALL) to.set(from);
  else for (let k = 0; k < from.length; k++) to[k] = from[k];
}

/** A memory for `length` numbers beside the table. @throws where the system has none left. */
function createMemory(module: object, length: number): Memory {
  const exports = new WebAssembly.Instance(module).exports as DenseExports;
  exports.memory.grow(Math.ceil((NUMBER * (BASE + length)) / PAGE));
  const all = new Float64Array(exports.memory.buffer);
  for (let n = 0; n < exponentials.length; n++) {
    const at = BEFORE_TABLE + 4 * n;
    all[at] = exponentials[n];
    all[at + 1] = exponentialsMinusOne[n];
    all[at + 2] = exponentialsMinusOneLow[n];
  }
  return { all, kernels: kernelsOf(exports), tenant: null };
}

/**
 * @param length numbers that will be asked for, each block rounded up to whole cache lines.
 * @returns null where there are no vector instructions, or no memory.
 */
export function simdSpace(length: number): Space | null {
  const module = moduleOfKernels();
  if (module === null) return null;
  if (memory === null || memory.all.length < BASE + length) {
    try {
      // Twice as much as before, so that there are few of them.
      memory = createMemory(module, Math.max(length, 2 * (memory?.all.length ?? PAGE)));
    } catch {
      return null;
    }
  }
  const mine = memory;
  const { all } = mine;
  let end = BASE;
  let kept: Float64Array | null = null;
  let keptLength = 0;
  const tenant = {
    leave() {
      if (kept === null || kept.length < end - BASE) kept = new Float64Array(end - BASE);
      keptLength = end - BASE;
      kept.set(all.subarray(BASE, end));
    },
  };
  function enter(): void {
    if (mine.tenant === tenant) return;
    mine.tenant?.leave();
    mine.tenant = tenant;
    if (kept !== null)
      all.set(keptLength === kept.length ? kept : kept.subarray(0, keptLength), BASE);
  }
  function block(size: number): Float64Array {
    enter();
    const from = end;
    end += LINE * Math.ceil(size / LINE);
    if (end > all.length) throw new Error('simdSpace: more numbers than were asked for');
    all.fill(0, from, end);
    return all.subarray(from, from + size);
  }
  return {
    kernels: mine.kernels,
    tile: TILE,
    enter,
    block,
    parameters(size) {
      const point = block(size);
      const slope = block(size);
      return {
        read(theta) {
          copy(theta, point);
          return point;
        },
        same: () => point,
        begin() {
          for (let k = 0; k < slope.length; k++) slope[k] = 0;
          return slope;
        },
        end: (gradient) => copy(slope, gradient),
      };
    },
  };
}

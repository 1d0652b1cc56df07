/** The panel kernel with vector instructions, in one memory for all panels of the thread. */
import { PANEL, type PanelKernel } from '../panel-kernel.ts';
import { modularModule, TILE } from './modular-module.ts';

/** What is used of the global; the types of Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  multiply(
    left: number,
    right: number,
    out: number,
    tall: number,
    inner: number,
    wide: number,
    stride: number,
  ): void;
  reduce(at: number, pairs: number, prime: number, reciprocal: number): void;
}

const PAGE = 65536;
/** Time alone: float64s of a cache line. */
const LINE = 8;

let loaded: Exports | null | undefined;
const coefficients = new Float64Array(PANEL * PANEL);

/** Null where the engine has no vector instructions, or does not compile at all. */
function exportsOfModule(): Exports | null {
  if (loaded === undefined) {
    try {
      const { Module, Instance } = WebAssembly;
      loaded = new Instance(new Module(modularModule())).exports as Exports;
    } catch {
      loaded = null;
    }
  }
  return loaded;
}

/**
 * Rows start on cache lines an odd number of lines apart, so that those of a block do not compete for the
 * same places of the cache; the last tile and the last pair of a row may reach beyond its columns.
 */
function strideOf(columns: number): number {
  const lines = Math.ceil((columns + TILE - 1) / LINE);
  return LINE * (lines | 1);
}

/** @returns null where there are no vector instructions. */
export function simdPanelKernel(columns: number, prime: number): PanelKernel | null {
  const module = exportsOfModule();
  if (module === null) return null;
  const { memory, multiply, reduce } = module;
  const stride = strideOf(columns);
  const reciprocal = 1 / prime;
  const packedLength = PANEL * PANEL;
  const blockAt = packedLength;
  const panelAt = blockAt + PANEL * stride;
  // Tiles may begin with the last row, and the packing rounds up to whole tiles.
  const length = panelAt + (PANEL + TILE - 1) * stride;
  const missing = 8 * length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  // Tiles reach beyond the rows and columns in use. Whatever stands there stays there: columns do not
  // meet each other, and rows beyond have coefficients 0.
  const all = new Float64Array(memory.buffer, 0, length);

  function pack(rows: number, inner: number): void {
    let at = 0;
    for (let i = 0; i < rows; i += TILE)
      for (let q = 0; q < inner; q++)
        for (let k = i; k < i + TILE; k++) all[at++] = k < rows ? coefficients[k * inner + q] : 0;
  }
  function add(first: number, rows: number, inner: number, right: number, from: number): void {
    if (rows === 0 || inner === 0 || from >= columns) return;
    pack(rows, inner);
    const tall = Math.ceil(rows / TILE);
    const wide = Math.ceil((columns - from) / TILE);
    const out = panelAt + first * stride + from;
    multiply(0, 8 * (right + from), 8 * out, tall, inner, wide, 8 * stride);
  }
  return {
    stride,
    panel: all.subarray(panelAt),
    coefficients,
    loadBlock(basis, at, count, from) {
      for (let q = 0; q < count; q++) {
        const row = at + q * columns;
        all.set(basis.subarray(row + from, row + columns), blockAt + q * stride + from);
      }
    },
    addBlock: (first, rows, inner, from) => add(first, rows, inner, blockAt, from),
    addRows: (first, rows, inner, source, from) =>
      add(first, rows, inner, panelAt + source * stride, from),
    reduce(first, last, from, to) {
      const pairs = Math.ceil((to - from) / 2);
      if (pairs <= 0) return;
      for (let i = first; i < last; i++)
        reduce(8 * (panelAt + i * stride + from), pairs, prime, reciprocal);
    },
  };
}

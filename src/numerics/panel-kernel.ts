/**
 * A panel of rows mod p, p < 2²², and the two operations on it that elimination is made of. Twice: as
 * loops in TypeScript, and with vector instructions (`simd/panel-kernel.ts`); both compute integers
 * exactly, and so the same.
 */
import { residue } from './prime-field.ts';

/** Time alone: rows of a panel, and the most rows of a block; few enough for sums of their products (< `DELAY`). */
export const PANEL = 48;

export interface PanelKernel {
  /** Entries from one row of the panel to the next. */
  readonly stride: number;
  /** PANEL rows; valid until another kernel is asked for. */
  readonly panel: Float64Array;
  /** Coefficients of `addRows`, those of one row together: `inner` of them. */
  readonly coefficients: Float64Array;
  /** Puts `count` rows of `columns` entries, from `at` on, where `addBlock` multiplies by them. */
  loadBlock(basis: Float64Array, at: number, count: number, from: number): void;
  /** panel[first + i, from …] += Σ_q coefficients[i, q]·block[q, from …] for 0 ≤ i < rows, unreduced. */
  addBlock(first: number, rows: number, inner: number, from: number): void;
  /** The same with panel[source + q, from …] for block[q, from …]. */
  addRows(first: number, rows: number, inner: number, source: number, from: number): void;
  /** Canonical residues of panel[first … last − 1, from … to − 1]. */
  reduce(first: number, last: number, from: number, to: number): void;
}

/** Of all panels of the thread. */
let panel: Float64Array = new Float64Array(0);
const coefficients = new Float64Array(PANEL * PANEL);

/** Loops in TypeScript. */
export function plainPanelKernel(columns: number, prime: number): PanelKernel {
  const reciprocal = 1 / prime;
  if (panel.length < PANEL * columns) panel = new Float64Array(PANEL * columns);
  let block = panel;
  let blockAt = 0;
  return {
    stride: columns,
    panel,
    coefficients,
    loadBlock(basis, at) {
      block = basis;
      blockAt = at;
    },
    addBlock(first, rows, inner, from) {
      addProduct(coefficients, rows, inner, block, blockAt, columns, panel, first, from);
    },
    addRows(first, rows, inner, source, from) {
      const at = source * columns;
      addProduct(coefficients, rows, inner, panel, at, columns, panel, first, from);
    },
    reduce(first, last, from, to) {
      for (let i = first; i < last; i++) {
        const end = i * columns + to;
        for (let j = i * columns + from; j < end; j++)
          panel[j] = residue(panel[j], prime, reciprocal);
      }
    },
  };
}

/**
 * out[first + i, from …] += left · right, unreduced; left is rows × inner, right is inner × columns
 * starting at `rightAt`, out has `columns` columns. Blocks of 4 × 2 accumulators in registers.
 */
function addProduct(
  left: Float64Array,
  rows: number,
  inner: number,
  right: Float64Array,
  rightAt: number,
  columns: number,
  out: Float64Array,
  first: number,
  from: number,
): void {
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const l0 = i * inner;
    const l1 = l0 + inner;
    const l2 = l1 + inner;
    const l3 = l2 + inner;
    const o0 = (first + i) * columns;
    const o1 = o0 + columns;
    const o2 = o1 + columns;
    const o3 = o2 + columns;
    let j = from;
    for (; j + 1 < columns; j += 2) {
      let s00 = out[o0 + j];
      let s01 = out[o0 + j + 1];
      let s10 = out[o1 + j];
      let s11 = out[o1 + j + 1];
      let s20 = out[o2 + j];
      let s21 = out[o2 + j + 1];
      let s30 = out[o3 + j];
      let s31 = out[o3 + j + 1];
      let r = rightAt + j;
      for (let q = 0; q < inner; q++) {
        const b0 = right[r];
        const b1 = right[r + 1];
        r += columns;
        const a0 = left[l0 + q];
        const a1 = left[l1 + q];
        const a2 = left[l2 + q];
        const a3 = left[l3 + q];
        s00 += a0 * b0;
        s01 += a0 * b1;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s30 += a3 * b0;
        s31 += a3 * b1;
      }
      out[o0 + j] = s00;
      out[o0 + j + 1] = s01;
      out[o1 + j] = s10;
      out[o1 + j + 1] = s11;
      out[o2 + j] = s20;
      out[o2 + j + 1] = s21;
      out[o3 + j] = s30;
      out[o3 + j + 1] = s31;
    }
    for (; j < columns; j++) {
      for (let k = i; k < i + 4; k++) {
        let sum = out[(first + k) * columns + j];
        for (let q = 0; q < inner; q++)
          sum += left[k * inner + q] * right[rightAt + q * columns + j];
        out[(first + k) * columns + j] = sum;
      }
    }
  }
  for (; i < rows; i++) {
    const o = (first + i) * columns;
    for (let q = 0; q < inner; q++) {
      const a = left[i * inner + q];
      if (a === 0) continue;
      const r = rightAt + q * columns;
      for (let j = from; j < columns; j++) out[o + j] = out[o + j] + a * right[r + j];
    }
  }
}

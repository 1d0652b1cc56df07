/**
 * Elimination mod p, p < 2²²: an echelon form that grows by batches of rows and knows which rows and
 * columns carry its rank.
 *
 * Rows are taken in panels of `PANEL`. A panel is first reduced against all earlier blocks by matrix
 * products, then eliminated within itself; its independent rows become a new block. Within a block the
 * pivot columns form an identity matrix, so the coefficients that reduce a row against the block are
 * read off the row itself: no triangular solve. Pivot columns are swapped to the front, in all rows, so
 * that every update is a product of dense contiguous matrices. Products are accumulated unreduced while
 * they fit (`DELAY`); before a block is used only its pivot columns are reduced.
 *
 * Cost for R rows, M columns and rank r: R·r·(M − r/2) multiplications and additions, nearly all in
 * products of the panel's kernel, plus O(PANEL) times lower-order terms.
 */

import { spend } from './budget.ts';
import { doubles } from './doubles.ts';
import { indicesTo } from './list-of.ts';
import { PANEL, type PanelKernel, plainPanelKernel } from './panel-kernel.ts';
import { DELAY, inverseModulo, residue } from './prime-field.ts';
import { simdPanelKernel } from './simd/panel-kernel.ts';

export interface ModularEchelon {
  readonly columns: number;
  readonly prime: number;
  rank(): number;
  /**
   * Adds `count` rows of residues, row i at i·columns of `rows` (left as they are). Stops as soon as
   * the rank is `columns`.
   * @returns the indices of the rows that raised the rank, in order.
   */
  insert(rows: Float64Array, count: number): number[];
  /** Columns in which the inserted rows that raised the rank have a non-singular minor. */
  pivotColumns(): number[];
}

interface Block {
  /** Position of its first pivot; its pivots are start … start + size − 1. */
  readonly start: number;
  readonly size: number;
}

/** Time alone: rows of a panel that are reduced together against those before them. */
const GROUP = 4;

/** Time alone: from so many columns on vectors make up for what is copied to where they can be used. */
const SIMD_COLUMNS = 64;

export type PanelKernelOf = (columns: number, prime: number) => PanelKernel;

function fastest(columns: number, prime: number): PanelKernel {
  const vectors = columns < SIMD_COLUMNS ? null : simdPanelKernel(columns, prime);
  return vectors ?? plainPanelKernel(columns, prime);
}

/** @param kernelOf how panels are computed with; all ways give the same. */
export function createEchelon(
  columns: number,
  prime: number,
  kernelOf: PanelKernelOf = fastest,
): ModularEchelon {
  const reciprocal = 1 / prime;
  /** Where column j of the echelon's own order came from. */
  const origin = indicesTo(columns);
  const blocks: Block[] = [];
  let basis = new Float64Array(0);
  let rank = 0;
  const used = new Int32Array(PANEL);

  function reserve(rows: number): void {
    if (rows * columns <= basis.length) return;
    const grown = doubles(Math.min(columns, Math.max(2 * rank, rows)) * columns);
    grown.set(basis);
    basis = grown;
  }

  function swapColumns({ panel, stride }: PanelKernel, a: number, b: number, rows: number): void {
    if (a === b) return;
    [origin[a], origin[b]] = [origin[b], origin[a]];
    swapEntries(basis, columns, rank, a, b);
    swapEntries(panel, stride, rows, a, b);
  }

  /** coefficients[i, q] ← −panel[first + i, at + q], 0 ≤ q < count, where the panel gets 0 instead. */
  function takeCoefficients(
    kernel: PanelKernel,
    first: number,
    rows: number,
    at: number,
    count: number,
  ): void {
    const { panel, stride, coefficients } = kernel;
    for (let i = 0; i < rows; i++)
      for (let q = 0; q < count; q++) {
        const place = (first + i) * stride + at + q;
        const value = panel[place];
        coefficients[i * count + q] = value === 0 ? 0 : prime - value;
        panel[place] = 0;
      }
  }

  /** Panel rows minus their components along all earlier blocks. */
  function reduceAgainstBlocks(kernel: PanelKernel, rows: number): void {
    /** Products summed in an entry since it was a residue. */
    let summed = 0;
    for (const { start, size } of blocks) {
      const end = start + size;
      if (summed + size >= DELAY) {
        kernel.reduce(0, rows, start, columns);
        summed = 0;
      } else if (summed > 0) kernel.reduce(0, rows, start, end);
      takeCoefficients(kernel, 0, rows, start, size);
      kernel.loadBlock(basis, start * columns, size, end);
      kernel.addBlock(0, rows, size, end);
      summed += size;
    }
    // Time alone: they are residues.
    if (summed > 0) kernel.reduce(0, rows, rank, columns);
  }

  /**
   * Eliminates within the panel. Independent rows are moved to its top, `used` keeps which ones; their
   * pivots get the positions rank, rank + 1, …
   */
  function eliminatePanel(kernel: PanelKernel, rows: number): number {
    const { panel, stride } = kernel;
    let found = 0;
    for (let group = 0; group < rows && rank + found < columns; group += GROUP) {
      const end = Math.min(group + GROUP, rows);
      const before = found;
      reduceByPanelRows(kernel, group, end, 0, before);
      for (let i = group; i < end; i++) {
        const row = i * stride;
        reduceByPanelRows(kernel, i, i + 1, before, found);
        let pivot = rank + found;
        while (pivot < columns && panel[row + pivot] === 0) pivot++;
        if (pivot === columns) continue;
        swapColumns(kernel, pivot, rank + found, rows);
        scaleRange(panel, row + rank + found, row + columns);
        if (found !== i) panel.copyWithin(found * stride, row, row + columns);
        used[found] = i;
        found++;
      }
    }
    // Back substitution, last rows first: afterwards the pivot columns of the block are an identity.
    for (let end = found; end > 0; end -= GROUP) {
      const group = Math.max(0, end - GROUP);
      substitute(kernel, group, end, end, found, rank + found);
      for (let i = end - 2; i >= group; i--) substitute(kernel, i, i + 1, i + 1, end, rank + found);
    }
    return found;
  }

  /** Panel rows first … last − 1 minus their components along rows `low` … `high` − 1, identity in their pivots. */
  function substitute(
    kernel: PanelKernel,
    first: number,
    last: number,
    low: number,
    high: number,
    from: number,
  ): void {
    // Time alone: there is nothing to do.
    if (low >= high || first >= last) return;
    takeCoefficients(kernel, first, last - first, rank + low, high - low);
    kernel.addRows(first, last - first, high - low, low, from);
    kernel.reduce(first, last, from, columns);
  }

  /** The same along rows whose pivots are unit upper triangular. */
  function reduceByPanelRows(
    kernel: PanelKernel,
    first: number,
    last: number,
    low: number,
    high: number,
  ): void {
    // Time alone: there is nothing to do.
    if (low >= high) return;
    const { panel, stride, coefficients } = kernel;
    const count = high - low;
    for (let i = first; i < last; i++) {
      const row = i * stride + rank + low;
      const at = (i - first) * count;
      for (let q = 0; q < count; q++) {
        let sum = panel[row + q];
        for (let s = 0; s < q; s++)
          sum += coefficients[at + s] * panel[(low + s) * stride + rank + low + q];
        const value = residue(sum, prime, reciprocal);
        coefficients[at + q] = value === 0 ? 0 : prime - value;
      }
    }
    kernel.addRows(first, last - first, count, low, rank + high);
    kernel.reduce(first, last, rank + high, columns);
  }

  function scaleRange(panel: Float64Array, from: number, to: number): void {
    const scale = inverseModulo(panel[from], prime);
    for (let j = from; j < to; j++) panel[j] = residue(panel[j] * scale, prime, reciprocal);
  }

  return {
    columns,
    prime,
    rank: () => rank,
    insert(rows, count) {
      const independent: number[] = [];
      if (count === 0 || rank === columns) return independent;
      const kernel = kernelOf(columns, prime);
      const { panel, stride } = kernel;
      for (let first = 0; first < count && rank < columns; first += PANEL) {
        const taken = Math.min(PANEL, count - first);
        // Rows against the blocks before, in registers; among themselves; and moved.
        spend(taken * columns * (Math.ceil(rank / 2) + taken + 8));
        for (let i = 0; i < taken; i++)
          for (let j = 0; j < columns; j++)
            panel[i * stride + j] = rows[(first + i) * columns + origin[j]];
        reduceAgainstBlocks(kernel, taken);
        const found = eliminatePanel(kernel, taken);
        if (found === 0) continue;
        reserve(rank + found);
        for (let i = 0; i < found; i++)
          basis.set(panel.subarray(i * stride, i * stride + columns), (rank + i) * columns);
        blocks.push({ start: rank, size: found });
        rank += found;
        for (let i = 0; i < found; i++) independent.push(first + used[i]);
      }
      return independent;
    },
    pivotColumns: () => [...origin.subarray(0, rank)],
  };
}

function swapEntries(
  values: Float64Array,
  stride: number,
  rows: number,
  a: number,
  b: number,
): void {
  for (let i = 0; i < rows; i++) {
    const at = i * stride;
    const kept = values[at + a];
    values[at + a] = values[at + b];
    values[at + b] = kept;
  }
}

/** Rank mod p of a dense matrix, row by row, entries canonical residues. */
export function rankModulo(
  matrix: Float64Array,
  rows: number,
  columns: number,
  prime: number,
): number {
  const echelon = createEchelon(columns, prime);
  echelon.insert(matrix, rows);
  return echelon.rank();
}

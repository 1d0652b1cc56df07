/**
 * Elimination mod p, p < 2²²: an echelon form that grows by batches of rows and knows which rows and
 * columns carry its rank.
 *
 * Rows are taken in panels of `PANEL`. A panel is first reduced against all earlier blocks by matrix
 * products, then eliminated within itself; its independent rows become a new block. Within a block the
 * pivot columns form an identity matrix, so the coefficients that reduce a row against the block are
 * read off the row itself: no triangular solve. Pivot columns are swapped to the front, in all rows, so
 * that every update is a product of dense contiguous matrices. Products are accumulated unreduced over
 * a block (PANEL < DELAY) and cost one reduction per entry and block.
 *
 * Cost for R rows, M columns and rank r: R·r·(M − r/2) multiplications and additions, nearly all in
 * `subtractProduct`, plus O(PANEL) times lower-order terms.
 */
import { spend } from './budget.ts';
import { inverseModulo, residue } from './prime-field.ts';

export const PANEL = 48;

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

export function createEchelon(columns: number, prime: number): ModularEchelon {
  const reciprocal = 1 / prime;
  /** Where column j of the echelon's own order came from. */
  const origin = Int32Array.from({ length: columns }, (_, j) => j);
  const blocks: Block[] = [];
  let basis = new Float64Array(0);
  let rank = 0;
  const panel = new Float64Array(PANEL * columns);
  const coefficients = new Float64Array(PANEL * PANEL);
  const used = new Int32Array(PANEL);

  function reserve(rows: number): void {
    if (rows * columns <= basis.length) return;
    const grown = new Float64Array(Math.min(columns, Math.max(2 * rank, rows)) * columns);
    grown.set(basis);
    basis = grown;
  }

  function swapColumns(a: number, b: number, panelRows: number): void {
    if (a === b) return;
    [origin[a], origin[b]] = [origin[b], origin[a]];
    for (let i = 0; i < rank; i++) {
      const at = i * columns;
      const kept = basis[at + a];
      basis[at + a] = basis[at + b];
      basis[at + b] = kept;
    }
    for (let i = 0; i < panelRows; i++) {
      const at = i * columns;
      const kept = panel[at + a];
      panel[at + a] = panel[at + b];
      panel[at + b] = kept;
    }
  }

  /** Panel rows minus their components along an earlier block. */
  function reduceAgainst(block: Block, rows: number): void {
    const { start, size } = block;
    for (let i = 0; i < rows; i++)
      for (let q = 0; q < size; q++) {
        const at = i * columns + start + q;
        const value = panel[at];
        coefficients[i * size + q] = value === 0 ? 0 : prime - value;
        panel[at] = 0;
      }
    addProduct(coefficients, rows, size, basis, start * columns, columns, panel, start + size);
    for (let i = 0; i < rows; i++)
      reduceRange(panel, i * columns + start + size, (i + 1) * columns, prime, reciprocal);
  }

  /**
   * Eliminates within the panel. Independent rows are moved to its top, `used` keeps which ones; their
   * pivots get the positions rank, rank + 1, …
   */
  function eliminatePanel(rows: number): number {
    let found = 0;
    for (let i = 0; i < rows && rank + found < columns; i++) {
      const row = i * columns;
      reduceByPanelRows(row, found);
      let pivot = rank + found;
      while (pivot < columns && panel[row + pivot] === 0) pivot++;
      if (pivot === columns) continue;
      swapColumns(pivot, rank + found, rows);
      scaleRange(row + rank + found, row + columns);
      if (found !== i) panel.copyWithin(found * columns, row, row + columns);
      used[found] = i;
      found++;
    }
    // Back substitution, last row first: afterwards the pivot columns of the block are an identity.
    for (let i = found - 2; i >= 0; i--) {
      const row = i * columns;
      for (let q = i + 1; q < found; q++) {
        const value = panel[row + rank + q];
        coefficients[q - i - 1] = value === 0 ? 0 : prime - value;
        panel[row + rank + q] = 0;
      }
      addRows(row, i + 1, found - i - 1, rank + found);
    }
    return found;
  }

  /** Row minus its components along the first `found` panel rows (unit upper triangular pivots). */
  function reduceByPanelRows(row: number, found: number): void {
    for (let q = 0; q < found; q++) {
      let sum = panel[row + rank + q];
      for (let s = 0; s < q; s++) sum += coefficients[s] * panel[s * columns + rank + q];
      const value = residue(sum, prime, reciprocal);
      coefficients[q] = value === 0 ? 0 : prime - value;
    }
    for (let q = 0; q < found; q++) panel[row + rank + q] = 0;
    addRows(row, 0, found, rank + found);
  }

  /** panel[row, from …] += Σ coefficients[q]·panel[first + q, from …], reduced. */
  function addRows(row: number, first: number, count: number, from: number): void {
    if (count === 0) return;
    let q = 0;
    for (; q + 3 < count; q += 4) {
      const c0 = coefficients[q];
      const c1 = coefficients[q + 1];
      const c2 = coefficients[q + 2];
      const c3 = coefficients[q + 3];
      const r0 = (first + q) * columns;
      for (let j = from; j < columns; j++) {
        panel[row + j] =
          panel[row + j] +
          c0 * panel[r0 + j] +
          c1 * panel[r0 + columns + j] +
          c2 * panel[r0 + 2 * columns + j] +
          c3 * panel[r0 + 3 * columns + j];
      }
    }
    for (; q < count; q++) {
      const c = coefficients[q];
      const r = (first + q) * columns;
      for (let j = from; j < columns; j++) panel[row + j] = panel[row + j] + c * panel[r + j];
    }
    reduceRange(panel, row + from, row + columns, prime, reciprocal);
  }

  function scaleRange(from: number, to: number): void {
    const scale = inverseModulo(panel[from], prime);
    for (let j = from; j < to; j++) panel[j] = residue(panel[j] * scale, prime, reciprocal);
  }

  return {
    columns,
    prime,
    rank: () => rank,
    insert(rows, count) {
      const independent: number[] = [];
      for (let first = 0; first < count && rank < columns; first += PANEL) {
        const taken = Math.min(PANEL, count - first);
        // Rows against the blocks before, in registers; among themselves; and moved.
        spend(taken * columns * (Math.ceil(rank / 2) + taken + 8));
        for (let i = 0; i < taken; i++)
          for (let j = 0; j < columns; j++)
            panel[i * columns + j] = rows[(first + i) * columns + origin[j]];
        for (const block of blocks) reduceAgainst(block, taken);
        const found = eliminatePanel(taken);
        if (found === 0) continue;
        reserve(rank + found);
        basis.set(panel.subarray(0, found * columns), rank * columns);
        blocks.push({ start: rank, size: found });
        rank += found;
        for (let i = 0; i < found; i++) independent.push(first + used[i]);
      }
      return independent;
    },
    pivotColumns: () => [...origin.subarray(0, rank)],
  };
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

function reduceRange(
  values: Float64Array,
  from: number,
  to: number,
  prime: number,
  reciprocal: number,
): void {
  for (let j = from; j < to; j++) {
    const x = values[j];
    const r = x - prime * Math.floor(x * reciprocal);
    values[j] = r < 0 ? r + prime : r >= prime ? r - prime : r;
  }
}

/**
 * out[i, from …] += left · right, unreduced; left is rows × inner, right is inner × columns starting
 * at `rightAt`, out is rows × columns. Blocks of 4 × 2 accumulators in registers.
 */
function addProduct(
  left: Float64Array,
  rows: number,
  inner: number,
  right: Float64Array,
  rightAt: number,
  columns: number,
  out: Float64Array,
  from: number,
): void {
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const l0 = i * inner;
    const l1 = l0 + inner;
    const l2 = l1 + inner;
    const l3 = l2 + inner;
    const o0 = i * columns;
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
        let sum = out[k * columns + j];
        for (let q = 0; q < inner; q++)
          sum += left[k * inner + q] * right[rightAt + q * columns + j];
        out[k * columns + j] = sum;
      }
    }
  }
  for (; i < rows; i++) {
    const o = i * columns;
    for (let q = 0; q < inner; q++) {
      const a = left[i * inner + q];
      if (a === 0) continue;
      const r = rightAt + q * columns;
      for (let j = from; j < columns; j++) out[o + j] = out[o + j] + a * right[r + j];
    }
  }
}

/**
 * Rank of a matrix of power series over the field 𝔽_p((t)), entries known mod t^P.
 *
 * Gaussian elimination in the discrete valuation ring 𝔽_p[[t]] with a pivot of least valuation v in
 * the whole remaining matrix. Quotients by the pivot are then power series, known mod t^{P−v}, and are
 * multiplied by entries divisible by t^v: every entry stays known mod t^P, nothing is lost. When all
 * remaining entries vanish mod t^P the pivots found bound the rank from below; a larger P may find more.
 */
import { inverseModulo, residue } from '../../numerics/prime-field.ts';

export interface SeriesRank {
  readonly rank: number;
  /** Valuations of the pivots, increasing: the elementary divisors t^v. */
  readonly valuations: readonly number[];
}

/**
 * @param matrix rows × columns series of length `length`, row by row, power of t minor; overwritten.
 */
export function seriesRank(
  matrix: Float64Array,
  rows: number,
  columns: number,
  length: number,
  prime: number,
): SeriesRank {
  const reciprocal = 1 / prime;
  const width = columns * length;
  const live = Array.from({ length: rows }, (_, i) => i);
  const valuations: number[] = [];
  const quotient = new Float64Array(length);
  const inverse = new Float64Array(length);
  let valuation = 0;
  for (;;) {
    const pivot = findPivot(matrix, live, width, length, valuation);
    if (pivot === null) {
      if (++valuation === length) break;
      continue;
    }
    valuations.push(valuation);
    const [slot, column] = pivot;
    const row = live[slot];
    live[slot] = live.at(-1)!;
    live.pop();
    const pivotAt = row * width + column * length;
    const known = length - valuation;
    invertUnit(matrix, pivotAt + valuation, known, prime, inverse);
    for (const other of live) {
      const at = other * width + column * length;
      // quotient = −entry / pivot, known mod t^{length − valuation}; 1 … p, with p for 0.
      let isZero = true;
      for (let k = 0; k < known; k++) {
        let sum = 0;
        for (let i = 0; i <= k; i++) sum += matrix[at + valuation + i] * inverse[k - i];
        quotient[k] = prime - residue(sum, prime, reciprocal);
        isZero &&= quotient[k] === prime;
      }
      // Time alone: p times a row would be added.
      if (isZero) continue;
      const from = row * width;
      const to = other * width;
      for (let j = 0; j < width; j += length)
        for (let k = length - 1; k >= valuation; k--) {
          let sum = matrix[to + j + k];
          for (let i = 0; i <= k - valuation; i++) sum += quotient[i] * matrix[from + j + k - i];
          matrix[to + j + k] = residue(sum, prime, reciprocal);
        }
    }
  }
  return { rank: valuations.length, valuations };
}

/** [position in `live`, column] of an entry whose coefficient of t^valuation is not 0. */
function findPivot(
  matrix: Float64Array,
  live: readonly number[],
  width: number,
  length: number,
  valuation: number,
): [number, number] | null {
  for (let slot = 0; slot < live.length; slot++) {
    const at = live[slot] * width;
    for (let j = valuation; j < width; j += length)
      if (matrix[at + j] !== 0) return [slot, (j - valuation) / length];
  }
  return null;
}

/** out ← 1/(series at `at`), a unit, to `length` terms; from the second on 1 … p, with p for 0. */
function invertUnit(
  series: Float64Array,
  at: number,
  length: number,
  prime: number,
  out: Float64Array,
): void {
  const reciprocal = 1 / prime;
  const head = inverseModulo(series[at], prime);
  out[0] = head;
  for (let k = 1; k < length; k++) {
    let sum = 0;
    for (let i = 1; i <= k; i++) sum += series[at + i] * out[k - i];
    out[k] = prime - residue(residue(sum, prime, reciprocal) * head, prime, reciprocal);
  }
}

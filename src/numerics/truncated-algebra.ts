/**
 * Flat kernels for B = 𝔽_p[t]/(t^L) ⊗ 𝔽_p[s]/(s^n), p < 2²².
 *
 * An element occupies n·L consecutive entries: slice i (the coefficient of s^i) is a series of length
 * L. B is a Frobenius algebra over A = 𝔽_p[t]/(t^L) with the trace τ(b) = coefficient of s^{n−1}:
 * every A-linear functional on B is b ↦ τ(λb) for one λ ∈ B. So a functional of a network's output can
 * be carried backwards through the network by ordinary multiplication in B.
 *
 * Sums of products are reduced before DELAY of them are reached, for n·L of any size with L ≤ 255.
 */
import { DELAY } from './prime-field.ts';
import { addSeriesProduct, reduceSeries } from './truncated-series.ts';

/** out ← a·b in B, reduced; out must not overlap a or b. */
export function multiplyInAlgebra(
  out: Float64Array,
  at: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  slices: number,
  length: number,
  p: number,
  reciprocal: number,
): void {
  const limit = Math.floor(DELAY / length) - 1;
  for (let s = 0; s < slices; s++) {
    const target = at + s * length;
    for (let k = 0; k < length; k++) out[target + k] = 0;
    let terms = 0;
    for (let i = 0; i <= s; i++) {
      if (terms === limit) {
        reduceSeries(out, target, length, p, reciprocal);
        terms = 0;
      }
      addSeriesProduct(out, target, a, aAt + i * length, b, bAt + (s - i) * length, length);
      terms++;
    }
    reduceSeries(out, target, length, p, reciprocal);
  }
}

/** out ← out + τ(a·b) in A, reduced. */
export function addTrace(
  out: Float64Array,
  at: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  slices: number,
  length: number,
  p: number,
  reciprocal: number,
): void {
  const limit = Math.floor(DELAY / length) - 1;
  let terms = 0;
  for (let i = 0; i < slices; i++) {
    if (terms === limit) {
      reduceSeries(out, at, length, p, reciprocal);
      terms = 0;
    }
    addSeriesProduct(out, at, a, aAt + (slices - 1 - i) * length, b, bAt + i * length, length);
    terms++;
  }
  reduceSeries(out, at, length, p, reciprocal);
}

/**
 * out ← Σⱼ weightⱼ·bⱼ for j < count, weightⱼ ∈ A at `weightAt + j·weightStep·L`, bⱼ ∈ B at
 * `bAt + j·n·L`; added to what `out` holds, reduced.
 */
export function addWeightedSum(
  out: Float64Array,
  at: number,
  weights: Float64Array,
  weightAt: number,
  weightStep: number,
  b: Float64Array,
  bAt: number,
  count: number,
  slices: number,
  length: number,
  p: number,
  reciprocal: number,
): void {
  const limit = Math.floor(DELAY / length) - 1;
  const size = slices * length;
  let terms = 0;
  for (let j = 0; j < count; j++) {
    if (terms === limit) {
      reduceSeries(out, at, size, p, reciprocal);
      terms = 0;
    }
    const w = weightAt + j * weightStep * length;
    const from = bAt + j * size;
    for (let s = 0; s < size; s += length)
      addSeriesProduct(out, at + s, weights, w, b, from + s, length);
    terms++;
  }
  reduceSeries(out, at, size, p, reciprocal);
}

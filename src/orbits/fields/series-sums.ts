/** Sums of products of flat series and of numbers over 𝔽_p, p < 2²², reduced as late as they allow. */
import { DELAY, residue } from '../../numerics/prime-field.ts';
import { addSeriesProduct, reduceSeries } from '../../numerics/truncated-series.ts';

export interface Modulus {
  readonly prime: number;
  /** 1/p as a double. */
  readonly reciprocal: number;
}

/** out ← Σᵢ left[leftAt + i·leftStep …]·right[i·rightStep …] mod t^length, reduced. */
export function dot(
  left: Float64Array,
  leftAt: number,
  leftStep: number,
  right: Float64Array,
  rightAt: number,
  rightStep: number,
  count: number,
  length: number,
  { prime, reciprocal }: Modulus,
  out: Float64Array,
): void {
  out.fill(0, 0, length);
  let products = 0;
  for (let i = 0; i < count; i++) {
    products += length;
    if (products >= DELAY) {
      reduceSeries(out, 0, length, prime, reciprocal);
      products = length + 1;
    }
    addSeriesProduct(out, 0, left, leftAt + i * leftStep, right, rightAt + i * rightStep, length);
  }
  reduceSeries(out, 0, length, prime, reciprocal);
}

/** out ← Σᵢ left[leftAt + i·leftStep …]·right[rightAt + i], right being numbers. */
export function combination(
  left: Float64Array,
  leftAt: number,
  leftStep: number,
  right: Float64Array,
  rightAt: number,
  count: number,
  length: number,
  { prime, reciprocal }: Modulus,
  out: Float64Array,
): void {
  for (let k = 0; k < length; k++)
    out[k] = sumOfProducts(left, leftAt + k, leftStep, right, rightAt, count, prime, reciprocal);
}

/** Σᵢ left[leftAt + i·step]·right[rightAt + i]. */
export function sumOfProducts(
  left: Float64Array,
  leftAt: number,
  step: number,
  right: Float64Array,
  rightAt: number,
  count: number,
  prime: number,
  reciprocal: number,
): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += left[leftAt + i * step] * right[rightAt + i];
    if (i % (DELAY - 1) === DELAY - 2) sum = residue(sum, prime, reciprocal);
  }
  return residue(sum, prime, reciprocal);
}

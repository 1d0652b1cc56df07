/**
 * Products of runs of series over 𝔽_p: three loops over the same triples (i, j, k) with
 *
 *   forward   out[k] += a[i]·b[j]        towards a   a[i] += out[k]·b[j]        towards b
 *
 * for k = from + i·stepA + j·stepB inside the run of the product. Sums are left unreduced: up to
 * `DELAY` products of residues mod p < 2²² fit into a double (see `numerics/prime-field.ts`), and the
 * caller counts them. A product that alone would exceed it is reduced on the way.
 */
import { DELAY } from '../../numerics/prime-field.ts';
import { addSeriesProduct, reduceSeries } from '../../numerics/truncated-series.ts';
import type { Product } from './tape.ts';

/** One kernel: `target` holds the sum, `first` and `second` the factors in the order of its name. */
export type RunKernel = (
  product: Product,
  target: Float64Array,
  first: Float64Array,
  second: Float64Array,
  length: number,
  prime: number,
) => void;

/** How many products of series of this length may be added between reductions. */
export function capacityOf(length: number): number {
  return Math.max(1, Math.floor(DELAY / length) - 1);
}

/** out += a·b. */
export const addProduct: RunKernel = (product, target, left, right, length, prime) => {
  const { out, a, b, from, stepA, stepB } = product;
  const most = product.meeting * length > DELAY ? capacityOf(length) : a.count;
  for (let i = 0; i < a.count; i++) {
    if (i > 0 && i % most === 0)
      reduceSeries(target, out.at * length, out.count * length, prime, 1 / prime);
    const l = (a.at + i) * length;
    for (let j = 0, k = from + i * stepA; j < b.count && k < out.count; j++, k += stepB)
      addSeriesProduct(target, (out.at + k) * length, left, l, right, (b.at + j) * length, length);
  }
};

/** target (a run like a) += out ∗ b, the transpose of `addProduct` in its left factor. */
export const addTowardsLeft: RunKernel = (product, target, outputs, right, length, prime) => {
  const { out, a, b, from, stepA, stepB } = product;
  const most = b.count * length > DELAY ? capacityOf(length) : b.count;
  for (let i = 0; i < a.count; i++) {
    const to = (a.at + i) * length;
    for (let j = 0, k = from + i * stepA; j < b.count && k < out.count; j++, k += stepB) {
      if (j > 0 && j % most === 0) reduceSeries(target, to, length, prime, 1 / prime);
      addSeriesProduct(
        target,
        to,
        outputs,
        (out.at + k) * length,
        right,
        (b.at + j) * length,
        length,
      );
    }
  }
};

/** target (a run like b) += out ∗ a, the transpose of `addProduct` in its right factor. */
export const addTowardsRight: RunKernel = (product, target, outputs, left, length, prime) => {
  const { out, a, b, from, stepA, stepB } = product;
  const most = a.count * length > DELAY ? capacityOf(length) : a.count;
  for (let i = 0; i < a.count; i++) {
    if (i > 0 && i % most === 0)
      reduceSeries(target, b.at * length, b.count * length, prime, 1 / prime);
    const l = (a.at + i) * length;
    for (let j = 0, k = from + i * stepA; j < b.count && k < out.count; j++, k += stepB)
      addSeriesProduct(
        target,
        (b.at + j) * length,
        outputs,
        (out.at + k) * length,
        left,
        l,
        length,
      );
  }
};

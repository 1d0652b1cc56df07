/** The module of the dense kernels, and its functions as kernels on views of its memory. */
import type { DenseKernels } from '../dense-space.ts';
import { LIMIT, tanhMap } from '../hyperbolic-tangent.ts';
import { assemble } from './assembler.ts';
import { outerProduct, product, TILE } from './dense-products.ts';
import { tanhPairs } from './tanh-pairs.ts';

/** `product` of `dense-products.ts`. */
type Product = (
  left: number,
  rowStep: number,
  innerStep: number,
  right: number,
  out: number,
  rows: number,
  inner: number,
  wide: number,
  stride: number,
  extra: number,
  extraStep: number,
) => void;

export interface DenseExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly affine: Product;
  readonly add: Product;
  readonly pullBack: Product;
  outerProduct(
    delta: number,
    h: number,
    gradient: number,
    rows: number,
    columns: number,
    stride: number,
    count: number,
  ): void;
  tanh(z: number, pairs: number, value: number, slope: number): number;
}

const NUMBER = 8;

/** @param table address of the table of tanh. */
export const denseModule = (table: number, scratch: number): Uint8Array<ArrayBuffer> =>
  assemble([
    product({ name: 'affine', start: 'extra', scaled: false }),
    product({ name: 'add', start: 'out', scaled: false }),
    product({ name: 'pullBack', start: 'zero', scaled: true }),
    outerProduct(),
    tanhPairs(table, scratch),
  ]);

/** Arrays are views of the memory, which begins with a 0, and known by where they begin. */
export function kernelsOf(exports: DenseExports): DenseKernels {
  const { affine, add, pullBack, outerProduct, tanh } = exports;
  return {
    affine({ byteOffset: at }, { weights, bias, rows, columns }, h, z, stride) {
      const from = at + NUMBER * weights;
      const row = NUMBER * columns;
      const wide = stride / TILE;
      const extra = bias < 0 ? 0 : at + NUMBER * bias;
      const step = bias < 0 ? 0 : NUMBER;
      const below = h.byteOffset;
      const out = z.byteOffset;
      affine(from, row, NUMBER, below, out, rows, columns, wide, NUMBER * stride, extra, step);
    },
    multiply(theta, offset, rows, columns, h, z, stride) {
      const from = theta.byteOffset + NUMBER * offset;
      const row = NUMBER * columns;
      const wide = stride / TILE;
      const below = h.byteOffset;
      const out = z.byteOffset;
      add(from, row, NUMBER, below, out, rows, columns, wide, NUMBER * stride, 0, 0);
    },
    multiplyTransposed(theta, offset, rows, columns, delta, d, stride) {
      const from = theta.byteOffset + NUMBER * offset;
      const row = NUMBER * columns;
      const wide = stride / TILE;
      const above = delta.byteOffset;
      const out = d.byteOffset;
      add(from, NUMBER, row, above, out, columns, rows, wide, NUMBER * stride, 0, 0);
    },
    pullBack(theta, offset, rows, columns, delta, slope, d, stride) {
      const from = theta.byteOffset + NUMBER * offset;
      const row = NUMBER * columns;
      const wide = stride / TILE;
      const above = delta.byteOffset;
      const out = d.byteOffset;
      const by = slope.byteOffset;
      pullBack(from, NUMBER, row, above, out, columns, rows, wide, NUMBER * stride, by, 0);
    },
    multiplyOuter(delta, h, rows, columns, gradient, offset, stride, count) {
      const out = gradient.byteOffset + NUMBER * offset;
      outerProduct(delta.byteOffset, h.byteOffset, out, rows, columns, NUMBER * stride, count);
    },
    mapOf: (map) =>
      map !== tanhMap
        ? map
        : (z, count, value, slope) => {
            const outside = tanh(z.byteOffset, count >> 1, value.byteOffset, slope.byteOffset);
            if (outside !== 0) correctOutside(z, count, value, slope);
          },
  };
}

const [argument, result, derivative] = [0, 0, 0].map(() => new Float64Array(1));

/** tanh by the twin where the table ends. */
function correctOutside(
  z: Float64Array,
  count: number,
  value: Float64Array,
  slope: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    // Time alone: the twin has the same bits.
    if (Math.abs(z[i]) < LIMIT) continue;
    argument[0] = z[i];
    tanhMap(argument, 1, result, derivative);
    value[i] = result[0];
    slope[i] = derivative[0];
  }
}

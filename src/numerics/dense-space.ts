/**
 * Where a dense network computes: the place of its numbers, and the kernels that work there. Twice: arrays
 * and plain loops, and a memory with vector instructions (`simd/dense-memory.ts`). Both give the same bits.
 */
import { multiply, multiplyOuter, multiplyTransposed } from './dense-kernels.ts';

/** W is rows × columns, row by row, from `weights` in θ; b, where there is one, from `bias` ≥ 0. */
export interface PlacedLayer {
  readonly rows: number;
  readonly columns: number;
  readonly weights: number;
  readonly bias: number;
}

/** value[i] = σ(z[i]), slope[i] = σ′(z[i]) for 0 ≤ i < count. */
export type PointwiseMap = (
  z: Float64Array,
  count: number,
  value: Float64Array,
  slope: Float64Array,
) => void;

/** What `dense-kernels.ts` says of blocks holds; all arrays are of the space, θ and gradients too. */
export interface DenseKernels {
  /** Z = b + W H, with 0 for b where the layer has none. */
  affine(
    theta: Float64Array,
    layer: PlacedLayer,
    h: Float64Array,
    z: Float64Array,
    stride: number,
  ): void;
  readonly multiply: typeof multiply;
  readonly multiplyTransposed: typeof multiplyTransposed;
  readonly multiplyOuter: typeof multiplyOuter;
  /** D = (Wᵀ Δ) ∘ slope. */
  pullBack(
    theta: Float64Array,
    offset: number,
    rows: number,
    columns: number,
    delta: Float64Array,
    slope: Float64Array,
    d: Float64Array,
    stride: number,
  ): void;
  /** The map, by vector instructions where it is known and they are there. */
  mapOf(map: PointwiseMap): PointwiseMap;
}

export interface Space {
  readonly kernels: DenseKernels;
  /** Columns of a block are a multiple of this. */
  readonly tile: number;
  /** Zeros, in all no more than the space was made for. */
  block(length: number): Float64Array;
  /** Before its numbers are read or written, if others may have been at work. */
  enter(): void;
  /** An array of the space that reads θ, and one that a gradient is added to from 0. */
  parameters(size: number): Parameters;
}

/** θ and gradients are the caller's arrays; a space may have to copy them. */
export interface Parameters {
  read(theta: Float64Array): Float64Array;
  /** What `read` gave, where θ is still the same. */
  same(theta: Float64Array): Float64Array;
  /** Zeros, where `gradient` is to be written. */
  begin(gradient: Float64Array): Float64Array;
  /** After the last of it. */
  end(gradient: Float64Array): void;
}

const plainKernels: DenseKernels = {
  affine(theta, { rows, columns, weights, bias }, h, z, stride) {
    for (let j = 0, p = 0; j < rows; j++) {
      const b = bias < 0 ? 0 : theta[bias + j];
      for (const end = p + stride; p < end; p++) z[p] = b;
    }
    multiply(theta, weights, rows, columns, h, z, stride);
  },
  multiply,
  multiplyTransposed,
  multiplyOuter,
  pullBack(theta, offset, rows, columns, delta, slope, d, stride) {
    d.fill(0);
    multiplyTransposed(theta, offset, rows, columns, delta, d, stride);
    for (let p = 0; p < d.length; p++) d[p] *= slope[p];
  },
  mapOf: (map) => map,
};

/** Arrays of their own, loops in TypeScript. */
export const plainSpace: Space = {
  kernels: plainKernels,
  tile: 2,
  block: (length) => new Float64Array(length),
  enter() {},
  parameters: () => ({
    read: (theta) => theta,
    same: (theta) => theta,
    begin: (gradient) => gradient.fill(0),
    end() {},
  }),
};

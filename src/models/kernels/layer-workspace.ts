/**
 * Preallocated state of a dense network for one chunk of data. A `Block` holds one row a neuron and one
 * column a datum; rows are `stride` apart. Where the number of data fills no tile, the last columns belong
 * to no datum: inputs and cotangents are 0 there.
 */
import type { Space } from '../../numerics/dense-space.ts';
import type { LayerLayout } from '../layered-layout.ts';

export type Block = Float64Array;

/** Most that rounding up to a cache line adds to a block. */
const LINE = 8;

/** What a layer needs to be differentiated: pre-activations, σ, σ′ of them, and the cotangent of Z. */
export interface LayerWorkspace extends LayerLayout {
  readonly z: Block;
  /** σ(Z); of the last layer, unused. */
  readonly h: Block;
  /** σ′(Z). */
  readonly slope: Block;
  readonly delta: Block;
}

/** The directional derivatives of the above, and σ″(Z). */
export interface TangentWorkspace {
  readonly zDot: Block;
  readonly hDot: Block;
  readonly curvature: Block;
  readonly deltaDot: Block;
}

export function createLayers(
  layers: readonly LayerLayout[],
  stride: number,
  space: Space,
): LayerWorkspace[] {
  return layers.map((layer, l) => {
    const block = () => space.block(layer.rows * stride);
    const empty = new Float64Array(0);
    const hidden = l < layers.length - 1;
    return {
      ...layer,
      z: block(),
      h: hidden ? block() : empty,
      slope: hidden ? block() : empty,
      delta: block(),
    };
  });
}

export function createTangents(
  layers: readonly LayerLayout[],
  stride: number,
  space: Space,
): TangentWorkspace[] {
  return layers.map(({ rows }) => {
    const block = () => space.block(rows * stride);
    return { zDot: block(), hDot: block(), curvature: block(), deltaDot: block() };
  });
}

/** block[k][i] = x[from + i][k] for x given datum by datum. */
export function readRows(
  x: Float64Array,
  from: number,
  batch: number,
  width: number,
  block: Block,
  stride: number,
): void {
  for (let i = 0, p = from * width; i < batch; i++) {
    for (let k = 0, q = i; k < width; k++, q += stride) block[q] = x[p++];
  }
}

/** Inverse of `readRows`. */
export function writeRows(
  block: Block,
  stride: number,
  batch: number,
  width: number,
  x: Float64Array,
  from: number,
): void {
  for (let i = 0, p = from * width; i < batch; i++) {
    for (let k = 0, q = i; k < width; k++, q += stride) x[p++] = block[q];
  }
}

/** gradient[bias + j] += Σᵢ Δ[j][i], one by one. */
export function sumRows(
  delta: Block,
  layer: LayerLayout,
  gradient: Float64Array,
  stride: number,
  batch: number,
): void {
  const { rows, bias } = layer;
  if (bias < 0) return;
  for (let j = 0; j < rows; j++) {
    let sum = gradient[bias + j];
    for (let i = 0, p = j * stride; i < batch; i++) sum += delta[p++];
    gradient[bias + j] = sum;
  }
}

/** Numbers that the blocks of a pass take, each in whole cache lines, those of tangents included. */
export function workspaceLength(layers: readonly LayerLayout[], stride: number): number {
  const rows = layers.reduce((sum, layer) => sum + layer.rows, 0);
  // Four and four for each layer.
  return stride * (layers[0].columns + 8 * rows) + LINE * (1 + 8 * layers.length);
}

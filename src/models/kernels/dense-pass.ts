/**
 * One pass of a dense network over up to `batch` data, with everything that is kept between its forward
 * and backward halves. See `dense-network.ts` for the equations.
 */

import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { ShapeError, UnsupportedError } from '../../errors.ts';
import type { Space } from '../../numerics/dense-space.ts';
import type { LayerLayout } from '../layered-layout.ts';
import {
  type Block,
  createLayers,
  createTangents,
  readRows,
  sumRows,
  type TangentWorkspace,
  writeRows,
} from './layer-workspace.ts';

/** Data `from`, …, `from + batch − 1` of the arrays x, out and cotangent. Gradients are added to. */
export interface DensePass {
  forward(theta: Float64Array, x: Float64Array, from: number): void;
  readOutputs(out: Float64Array, from: number): void;
  /** After `forward`. */
  backpropagate(
    theta: Float64Array,
    cotangent: Float64Array,
    from: number,
    gradient: Float64Array,
  ): void;
  /** Includes `forward`. */
  pushforward(theta: Float64Array, v: Float64Array, x: Float64Array, from: number): void;
  readTangents(out: Float64Array, from: number): void;
  /** After `pushforward`. */
  backpropagateDerivative(
    theta: Float64Array,
    v: Float64Array,
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    from: number,
    gradientDot: Float64Array,
  ): void;
}

/**
 * @param activation σ between the layers.
 * @throws UnsupportedError for activations without float64 values; ShapeError unless batch ≥ 1.
 */
export function createDensePass(
  layout: readonly LayerLayout[],
  activation: AnalyticFunction,
  batch: number,
  space: Space,
): DensePass {
  if (!activation.floatable)
    throw new UnsupportedError(
      `the activation "${activation.name}" is for exact commands only: it has no float64 values`,
    );
  if (!Number.isSafeInteger(batch) || batch < 1)
    throw new ShapeError('createNetwork: batch', 'an integer ≥ 1', String(batch));

  const { affine, multiply, multiplyTransposed, multiplyOuter, pullBack } = space.kernels;
  const map = space.kernels.mapOf(activation.map);
  const stride = space.tile * Math.ceil(batch / space.tile);
  const layers = createLayers(layout, stride, space);
  const last = layers.length - 1;
  const top = layers[last];
  const inputs = layout[0].columns;
  const outputs = top.rows;
  const input: Block = space.block(inputs * stride);
  let tangents: TangentWorkspace[] | null = null;

  /** H_{l−1}. */
  const below = (l: number): Block => (l === 0 ? input : layers[l - 1].h);

  function forward(theta: Float64Array, x: Float64Array, from: number): void {
    readRows(x, from, batch, inputs, input, stride);
    for (let l = 0; l <= last; l++) {
      const layer = layers[l];
      affine(theta, layer, below(l), layer.z, stride);
      if (l < last) map(layer.z, layer.rows * stride, layer.h, layer.slope);
    }
  }

  function backpropagate(
    theta: Float64Array,
    cotangent: Float64Array,
    from: number,
    gradient: Float64Array,
  ): void {
    readRows(cotangent, from, batch, outputs, top.delta, stride);
    for (let l = last; l >= 0; l--) {
      const layer = layers[l];
      const { rows, columns, weights, delta } = layer;
      multiplyOuter(delta, below(l), rows, columns, gradient, weights, stride, batch);
      sumRows(delta, layer, gradient, stride, batch);
      if (l === 0) break;
      const { delta: down, slope } = layers[l - 1];
      pullBack(theta, weights, rows, columns, delta, slope, down, stride);
    }
  }

  function pushforward(theta: Float64Array, v: Float64Array, x: Float64Array, from: number): void {
    forward(theta, x, from);
    tangents ??= createTangents(layout, stride, space);
    for (let l = 0; l <= last; l++) {
      const layer = layers[l];
      const { rows, columns, weights } = layer;
      const { zDot, hDot } = tangents[l];
      affine(v, layer, below(l), zDot, stride);
      if (l > 0) multiply(theta, weights, rows, columns, tangents[l - 1].hDot, zDot, stride);
      if (l === last) break;
      for (let p = 0; p < zDot.length; p++) hDot[p] = layer.slope[p] * zDot[p];
    }
  }

  const backpropagateDerivative: DensePass['backpropagateDerivative'] = (
    theta,
    v,
    cotangent,
    cotangentDot,
    from,
    gradientDot,
  ) => {
    tangents ??= createTangents(layout, stride, space);
    readRows(cotangent, from, batch, outputs, top.delta, stride);
    readRows(cotangentDot, from, batch, outputs, tangents[last].deltaDot, stride);
    for (let l = last; l >= 0; l--) {
      const layer = layers[l];
      const { rows, columns, weights, delta } = layer;
      const { deltaDot } = tangents[l];
      multiplyOuter(deltaDot, below(l), rows, columns, gradientDot, weights, stride, batch);
      sumRows(deltaDot, layer, gradientDot, stride, batch);
      if (l === 0) break;
      const { z, slope, delta: down } = layers[l - 1];
      const { zDot, hDot, curvature, deltaDot: downDot } = tangents[l - 1];
      multiplyOuter(delta, hDot, rows, columns, gradientDot, weights, stride, batch);
      down.fill(0);
      downDot.fill(0);
      multiplyTransposed(theta, weights, rows, columns, delta, down, stride);
      multiplyTransposed(theta, weights, rows, columns, deltaDot, downDot, stride);
      multiplyTransposed(v, weights, rows, columns, delta, downDot, stride);
      for (let p = 0; p < z.length; p++) curvature[p] = activation.second(z[p]);
      for (let p = 0; p < z.length; p++) {
        downDot[p] = downDot[p] * slope[p] + down[p] * (curvature[p] * zDot[p]);
        down[p] *= slope[p];
      }
    }
  };

  return {
    forward,
    readOutputs: (out, from) => writeRows(top.z, stride, batch, outputs, out, from),
    backpropagate,
    pushforward,
    readTangents: (out, from) => writeRows(tangents![last].zDot, stride, batch, outputs, out, from),
    backpropagateDerivative,
  };
}

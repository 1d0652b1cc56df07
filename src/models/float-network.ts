/**
 * F and its derivatives in float64 for fully connected and linear networks, allocation-free.
 *
 *   forward    Z_l = W_l H_{l−1} + b_l,  H_l = σ(Z_l),  F = Z_L
 *   backward   Δ_{l−1} = (W_lᵀ Δ_l) ∘ σ′(Z_{l−1}),  ∂W_l = Δ_l H_{l−1}ᵀ,  ∂b_l = Δ_l 1
 *   tangent    Ż_l = W_l Ḣ_{l−1} + Ẇ_l H_{l−1} + ḃ_l,  Ḣ_l = σ′(Z_l) ∘ Ż_l
 *   second     Δ̇_{l−1} = (W_lᵀ Δ̇_l + Ẇ_lᵀ Δ_l) ∘ σ′ + (W_lᵀ Δ_l) ∘ σ″ ∘ Ż_{l−1}
 *
 * Inside, a layer is stored one row a neuron, so that a row is summed over the data in order and every
 * neuron goes through the same operations (`numerics/dense-kernels.ts`): on a subspace of equal,
 * opposite or zero neurons the results obey it to the last bit.
 */
import { ShapeError, UnsupportedError } from '../errors.ts';
import type { ModelSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { multiply, multiplyOuter, multiplyTransposed } from '../numerics/dense-kernels.ts';
import { resolveActivation } from './activation.ts';
import {
  type Block,
  createLayers,
  createTangents,
  fillBias,
  readRows,
  strideOf,
  sumRows,
  type TangentWorkspace,
  writeRows,
} from './layer-workspace.ts';

export interface FloatNetwork {
  /** M. */
  readonly size: number;
  /** d. */
  readonly inputs: number;
  /** c. */
  readonly outputs: number;
  /** Number of inputs x taken at once. */
  readonly batch: number;
  /** out[i] = F(θ)(xᵢ). `x` is batch × d, `out` batch × c, both row by row. */
  forward(theta: Float64Array, x: Float64Array, out: Float64Array): void;
  /** gradient = Σᵢ Σₒ cotangent[i, o] ∇F_o(θ)(xᵢ). */
  pullback(
    theta: Float64Array,
    x: Float64Array,
    cotangent: Float64Array,
    gradient: Float64Array,
  ): void;
  /** `pullback` at the θ and x of the last `forward`, without repeating it. */
  backpropagate(theta: Float64Array, cotangent: Float64Array, gradient: Float64Array): void;
  /** gradient = ∇F_output(θ)(x) for the single input x. */
  outputGradient(
    theta: Float64Array,
    x: Float64Array,
    output: number,
    gradient: Float64Array,
  ): void;
  /** out[i] = d/dε F(θ + εv)(xᵢ) at ε = 0. */
  pushforward(theta: Float64Array, v: Float64Array, x: Float64Array, out: Float64Array): void;
  /**
   * gradientDot = d/dε Σᵢ Σₒ (cotangent + ε·cotangentDot)[i, o] ∇F_o(θ + εv)(xᵢ) at ε = 0. With
   * cotangent = ∂ℓ and cotangentDot = ∂²ℓ·(directional derivative of F) this is ∇²L v.
   */
  pullbackDerivative(
    theta: Float64Array,
    v: Float64Array,
    x: Float64Array,
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    gradientDot: Float64Array,
  ): void;
  /** `pullbackDerivative` at the θ, v and x of the last `pushforward`, without repeating it. */
  backpropagateDerivative(
    theta: Float64Array,
    v: Float64Array,
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    gradientDot: Float64Array,
  ): void;
}

type Kernel = Omit<FloatNetwork, 'outputGradient'>;

/**
 * @param batch number of inputs taken at once, ≥ 1.
 * @throws UnsupportedError for other kinds of model and for activations without float64 values;
 *   InputError for an unknown activation.
 */
export function createNetwork(model: ModelSpec, batch: number): FloatNetwork {
  const network = createKernel(model, batch);
  // The gradient of one output at one x has its own workspace, made when first asked for.
  let single: Kernel | null = batch === 1 ? network : null;
  const seed = new Float64Array(network.outputs);
  return {
    ...network,
    outputGradient(theta, x, output, gradient) {
      single ??= createKernel(model, 1);
      seed.fill(0);
      seed[output] = 1;
      single.pullback(theta, x, seed, gradient);
    },
  };
}

function createKernel(model: ModelSpec, batch: number): Kernel {
  if (model.kind !== 'fully-connected' && model.kind !== 'linear')
    throw new UnsupportedError(
      `float64 networks are fully connected or linear; received kind "${model.kind}"`,
    );
  const activation = resolveActivation(model.kind === 'linear' ? 'identity' : model.activation);
  if (!activation.floatable)
    throw new UnsupportedError(`activation "${activation.name}" has no float64 values`);
  if (!Number.isSafeInteger(batch) || batch < 1)
    throw new ShapeError('createNetwork: batch', 'an integer ≥ 1', String(batch));

  const { layers: layout, size } = layoutOf(model);
  const stride = strideOf(batch);
  const count = batch + (batch & 1);
  const layers = createLayers(layout, stride);
  const last = layers.length - 1;
  const top = layers[last];
  const inputs = layout[0].columns;
  const outputs = top.rows;
  const input: Block = new Float64Array(inputs * stride);
  let tangents: TangentWorkspace[] | null = null;

  /** H_{l−1}. */
  const below = (l: number): Block => (l === 0 ? input : layers[l - 1].h);

  function run(theta: Float64Array, x: Float64Array): void {
    readRows(x, batch, inputs, input, stride);
    for (let l = 0; l <= last; l++) {
      const layer = layers[l];
      const { rows, columns, weights, z } = layer;
      fillBias(theta, layer, z, stride);
      multiply(theta, weights, rows, columns, below(l), z, stride, count);
      if (l < last) activation.map(z, rows * stride, layer.h, layer.slope);
    }
  }

  function backpropagate(
    theta: Float64Array,
    cotangent: Float64Array,
    gradient: Float64Array,
  ): void {
    readRows(cotangent, batch, outputs, top.delta, stride);
    gradient.fill(0);
    for (let l = last; l >= 0; l--) {
      const layer = layers[l];
      const { rows, columns, weights, delta } = layer;
      multiplyOuter(delta, below(l), rows, columns, gradient, weights, stride, batch);
      sumRows(delta, layer, gradient, stride, batch);
      if (l === 0) break;
      const { delta: down, slope } = layers[l - 1];
      down.fill(0);
      multiplyTransposed(theta, weights, rows, columns, delta, down, stride, count);
      for (let p = 0; p < down.length; p++) down[p] *= slope[p];
    }
  }

  function pushforward(theta: Float64Array, v: Float64Array, x: Float64Array): void {
    run(theta, x);
    tangents ??= createTangents(layout, stride);
    for (let l = 0; l <= last; l++) {
      const layer = layers[l];
      const { rows, columns, weights } = layer;
      const { zDot, hDot } = tangents[l];
      fillBias(v, layer, zDot, stride);
      multiply(v, weights, rows, columns, below(l), zDot, stride, count);
      if (l > 0) multiply(theta, weights, rows, columns, tangents[l - 1].hDot, zDot, stride, count);
      if (l === last) break;
      for (let p = 0; p < zDot.length; p++) hDot[p] = layer.slope[p] * zDot[p];
    }
  }

  function backpropagateDerivative(
    theta: Float64Array,
    v: Float64Array,
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    gradientDot: Float64Array,
  ): void {
    tangents ??= createTangents(layout, stride);
    readRows(cotangent, batch, outputs, top.delta, stride);
    readRows(cotangentDot, batch, outputs, tangents[last].deltaDot, stride);
    gradientDot.fill(0);
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
      multiplyTransposed(theta, weights, rows, columns, delta, down, stride, count);
      multiplyTransposed(theta, weights, rows, columns, deltaDot, downDot, stride, count);
      multiplyTransposed(v, weights, rows, columns, delta, downDot, stride, count);
      for (let p = 0; p < z.length; p++) curvature[p] = activation.second(z[p]);
      for (let p = 0; p < z.length; p++) {
        downDot[p] = downDot[p] * slope[p] + down[p] * (curvature[p] * zDot[p]);
        down[p] *= slope[p];
      }
    }
  }

  return {
    size,
    inputs,
    outputs,
    batch,
    forward(theta, x, out) {
      run(theta, x);
      writeRows(top.z, stride, batch, outputs, out);
    },
    pullback(theta, x, cotangent, gradient) {
      run(theta, x);
      backpropagate(theta, cotangent, gradient);
    },
    backpropagate,
    pushforward(theta, v, x, out) {
      pushforward(theta, v, x);
      writeRows(tangents![last].zDot, stride, batch, outputs, out);
    },
    pullbackDerivative(theta, v, x, cotangent, cotangentDot, gradientDot) {
      pushforward(theta, v, x);
      backpropagateDerivative(theta, v, cotangent, cotangentDot, gradientDot);
    },
    backpropagateDerivative,
  };
}

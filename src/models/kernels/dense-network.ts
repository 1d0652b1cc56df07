/**
 * F and its derivatives in float64 for layers of neurons, allocation-free.
 *
 *   forward    Z_l = W_l H_{l−1} + b_l,  H_l = σ(Z_l),  F = Z_L
 *   backward   Δ_{l−1} = (W_lᵀ Δ_l) ∘ σ′(Z_{l−1}),  ∂W_l = Δ_l H_{l−1}ᵀ,  ∂b_l = Δ_l 1
 *   tangent    Ż_l = W_l Ḣ_{l−1} + Ẇ_l H_{l−1} + ḃ_l,  Ḣ_l = σ′(Z_l) ∘ Ż_l
 *   second     Δ̇_{l−1} = (W_lᵀ Δ̇_l + Ẇ_lᵀ Δ_l) ∘ σ′ + (W_lᵀ Δ_l) ∘ σ″ ∘ Ż_{l−1}
 *
 * Inside, a layer is stored one row a neuron, so that a row is summed over the data in order and every
 * neuron goes through the same operations (`numerics/dense-kernels.ts`): on a subspace of equal,
 * opposite or zero neurons the results obey it to the last bit. The data pass in chunks that fit into
 * the cache; sums over the data go on from one chunk to the next in the same order, so a chunk more or
 * less never shows in the bits.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { type Parameters, plainSpace, type Space } from '../../numerics/dense-space.ts';
import { simdSpace } from '../../numerics/simd/dense-memory.ts';
import type { FloatNetwork } from '../float-kernel.ts';
import type { LayerLayout } from '../layered-layout.ts';
import { createDensePass, type DensePass } from './dense-pass.ts';
import { workspaceLength } from './layer-workspace.ts';

/** Data that pass through the layers together: their blocks stay in the cache. */
const CHUNK = 32;

/** Data × parameters from which vector instructions pay for the copies that they need. */
const WORTH_COPYING = 64;

function parametersOf(layers: readonly LayerLayout[]): number {
  return layers.reduce(
    (m, { rows, columns, bias }) => m + rows * (columns + (bias < 0 ? 0 : 1)),
    0,
  );
}

/** Numbers that the passes of a network and three times its parameters take. */
export function spaceLength(layers: readonly LayerLayout[], batch: number): number {
  const passes = Math.ceil(batch / CHUNK);
  return passes * workspaceLength(layers, CHUNK) + 4 * (parametersOf(layers) + CHUNK);
}

function spaceFor(layers: readonly LayerLayout[], batch: number): Space {
  const work = batch * parametersOf(layers);
  if (!Number.isSafeInteger(work) || batch < 3 || work < WORTH_COPYING) return plainSpace;
  return simdSpace(spaceLength(layers, batch)) ?? plainSpace;
}

/**
 * @param activation σ between the layers.
 * @param batch number of inputs taken at once, ≥ 1.
 * @throws UnsupportedError for activations without float64 values; ShapeError unless batch ≥ 1.
 */
export function createDenseNetwork(
  layers: readonly LayerLayout[],
  activation: AnalyticFunction,
  batch: number,
  space: Space = spaceFor(layers, batch),
): FloatNetwork {
  const size = parametersOf(layers);
  const outputs = layers.at(-1)!.rows;
  const passes: DensePass[] = [];
  for (let from = 0; from < batch || from === 0; from += CHUNK)
    passes.push(createDensePass(layers, activation, Math.min(CHUNK, batch - from), space));
  const point = space.parameters(size);
  let direction: Parameters | null = null;
  // The gradient of one output at one x has its own workspace, made when first asked for.
  let single: DensePass | null = null;
  const unit = new Float64Array(outputs);

  function forward(at: Float64Array, x: Float64Array): void {
    space.enter();
    const theta = point.read(at);
    for (let c = 0; c < passes.length; c++) passes[c].forward(theta, x, c * CHUNK);
  }

  function pushforward(at: Float64Array, along: Float64Array, x: Float64Array): void {
    space.enter();
    direction ??= space.parameters(size);
    const theta = point.read(at);
    const v = direction.read(along);
    for (let c = 0; c < passes.length; c++) passes[c].pushforward(theta, v, x, c * CHUNK);
  }

  const backpropagate: FloatNetwork['backpropagate'] = (at, cotangent, gradient) => {
    space.enter();
    const theta = point.same(at);
    const sum = point.begin(gradient);
    for (let c = 0; c < passes.length; c++)
      passes[c].backpropagate(theta, cotangent, c * CHUNK, sum);
    point.end(gradient);
  };

  const backpropagateDerivative: FloatNetwork['backpropagateDerivative'] = (
    at,
    along,
    cotangent,
    cotangentDot,
    gradientDot,
  ) => {
    space.enter();
    direction ??= space.parameters(size);
    const theta = point.same(at);
    const v = direction.same(along);
    const sum = point.begin(gradientDot);
    for (let c = 0; c < passes.length; c++)
      passes[c].backpropagateDerivative(theta, v, cotangent, cotangentDot, c * CHUNK, sum);
    point.end(gradientDot);
  };

  return {
    size,
    inputs: layers[0].columns,
    outputs,
    batch,
    forward(at, x, out) {
      forward(at, x);
      for (let c = 0; c < passes.length; c++) passes[c].readOutputs(out, c * CHUNK);
    },
    pullback(at, x, cotangent, gradient) {
      forward(at, x);
      backpropagate(at, cotangent, gradient);
    },
    backpropagate,
    outputGradient(at, x, output, gradient) {
      single ??= createDensePass(layers, activation, 1, plainSpace);
      unit.fill(0);
      unit[output] = 1;
      gradient.fill(0);
      single.forward(at, x, 0);
      single.backpropagate(at, unit, 0, gradient);
    },
    pushforward(at, along, x, out) {
      pushforward(at, along, x);
      for (let c = 0; c < passes.length; c++) passes[c].readTangents(out, c * CHUNK);
    },
    pullbackDerivative(at, along, x, cotangent, cotangentDot, gradientDot) {
      pushforward(at, along, x);
      backpropagateDerivative(at, along, cotangent, cotangentDot, gradientDot);
    },
    backpropagateDerivative,
  };
}

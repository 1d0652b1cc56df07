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
import type { FloatNetwork } from '../float-kernel.ts';
import type { LayerLayout } from '../layered-layout.ts';
import { createDensePass, type DensePass } from './dense-pass.ts';

/** Data that pass through the layers together: their blocks stay in the cache. */
const CHUNK = 32;

/**
 * @param activation σ between the layers.
 * @param batch number of inputs taken at once, ≥ 1.
 * @throws UnsupportedError for activations without float64 values; ShapeError unless batch ≥ 1.
 */
export function createDenseNetwork(
  layers: readonly LayerLayout[],
  activation: AnalyticFunction,
  batch: number,
): FloatNetwork {
  const size = layers.reduce(
    (m, { rows, columns, bias }) => m + rows * (columns + (bias < 0 ? 0 : 1)),
    0,
  );
  const outputs = layers.at(-1)!.rows;
  const passes: DensePass[] = [];
  for (let from = 0; from < batch || from === 0; from += CHUNK)
    passes.push(createDensePass(layers, activation, Math.min(CHUNK, batch - from)));
  // The gradient of one output at one x has its own workspace, made when first asked for.
  let single: DensePass | null = batch === 1 ? passes[0] : null;
  const unit = new Float64Array(outputs);

  const backpropagate: FloatNetwork['backpropagate'] = (theta, cotangent, gradient) => {
    gradient.fill(0);
    for (let c = 0; c < passes.length; c++)
      passes[c].backpropagate(theta, cotangent, c * CHUNK, gradient);
  };

  const backpropagateDerivative: FloatNetwork['backpropagateDerivative'] = (
    theta,
    v,
    cotangent,
    cotangentDot,
    gradientDot,
  ) => {
    gradientDot.fill(0);
    for (let c = 0; c < passes.length; c++)
      passes[c].backpropagateDerivative(theta, v, cotangent, cotangentDot, c * CHUNK, gradientDot);
  };

  return {
    size,
    inputs: layers[0].columns,
    outputs,
    batch,
    forward(theta, x, out) {
      for (let c = 0; c < passes.length; c++) {
        passes[c].forward(theta, x, c * CHUNK);
        passes[c].readOutputs(out, c * CHUNK);
      }
    },
    pullback(theta, x, cotangent, gradient) {
      gradient.fill(0);
      for (let c = 0; c < passes.length; c++) {
        passes[c].forward(theta, x, c * CHUNK);
        passes[c].backpropagate(theta, cotangent, c * CHUNK, gradient);
      }
    },
    backpropagate,
    outputGradient(theta, x, output, gradient) {
      single ??= createDensePass(layers, activation, 1);
      unit.fill(0);
      unit[output] = 1;
      gradient.fill(0);
      single.forward(theta, x, 0);
      single.backpropagate(theta, unit, 0, gradient);
    },
    pushforward(theta, v, x, out) {
      for (let c = 0; c < passes.length; c++) {
        passes[c].pushforward(theta, v, x, c * CHUNK);
        passes[c].readTangents(out, c * CHUNK);
      }
    },
    pullbackDerivative(theta, v, x, cotangent, cotangentDot, gradientDot) {
      for (let c = 0; c < passes.length; c++) passes[c].pushforward(theta, v, x, c * CHUNK);
      backpropagateDerivative(theta, v, cotangent, cotangentDot, gradientDot);
    },
    backpropagateDerivative,
  };
}

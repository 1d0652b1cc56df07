/**
 * Cross-entropy of a target distribution against softmax(ŷ), p_o = e^{ŷ_o} / Σ e^{ŷ_j}:
 *
 *   ℓ = Σ_o y_o (log Σ_j e^{ŷ_j} − ŷ_o)      ∂ℓ/∂ŷ = s·p − y      ∂²ℓ/∂ŷ² v = s·p∘(v − ⟨p, v⟩)
 *
 * with s = Σ y (1 for a distribution). The largest ŷ is taken out of the sum before exponentiating, so
 * nothing overflows and a term near 0 keeps its relative accuracy. One output: the softmax of (ŷ, 0).
 */
import type { RowLoss } from './row-loss.ts';
import { sigmoid, softplus } from './scalar-losses.ts';

/** Index of the first largest of the c predictions. */
function argmax(prediction: Float64Array, offset: number, c: number): number {
  let best = offset;
  for (let o = offset + 1; o < offset + c; o++) if (prediction[o] > prediction[best]) best = o;
  return best;
}

/** Σ_{j ≠ top} e^{ŷ_j − ŷ_top} ∈ [0, c − 1]; softmax has the denominator one more than this. */
function restOfSum(prediction: Float64Array, offset: number, c: number, top: number): number {
  let sum = 0;
  for (let o = offset; o < offset + c; o++)
    if (o !== top) sum += Math.exp(prediction[o] - prediction[top]);
  return sum;
}

function total(target: Float64Array, offset: number, c: number): number {
  let sum = 0;
  for (let o = offset; o < offset + c; o++) sum += target[o];
  return sum;
}

export const crossEntropy: RowLoss = {
  value(prediction, target, offset, c) {
    if (c === 1) {
      const [z, y] = [prediction[offset], target[offset]];
      return y * softplus(-z) + (1 - y) * softplus(z);
    }
    const top = argmax(prediction, offset, c);
    const excess = Math.log1p(restOfSum(prediction, offset, c, top));
    let sum = 0;
    for (let o = offset; o < offset + c; o++)
      sum += target[o] * (prediction[top] - prediction[o] + excess);
    return sum;
  },
  gradient(prediction, target, offset, c, out) {
    if (c === 1) {
      const [z, y] = [prediction[offset], target[offset]];
      out[offset] = (1 - y) * sigmoid(z) - y * sigmoid(-z);
      return;
    }
    const top = argmax(prediction, offset, c);
    const scale = total(target, offset, c) / (1 + restOfSum(prediction, offset, c, top));
    for (let o = offset; o < offset + c; o++)
      out[o] = scale * Math.exp(prediction[o] - prediction[top]) - target[o];
  },
  curvature(prediction, target, offset, c, direction, out) {
    if (c === 1) {
      const z = prediction[offset];
      out[offset] = sigmoid(z) * sigmoid(-z) * direction[offset];
      return;
    }
    const top = argmax(prediction, offset, c);
    const denominator = 1 + restOfSum(prediction, offset, c, top);
    const sum = total(target, offset, c);
    let mean = 0;
    for (let o = offset; o < offset + c; o++)
      mean += (Math.exp(prediction[o] - prediction[top]) / denominator) * direction[o];
    for (let o = offset; o < offset + c; o++) {
      const p = Math.exp(prediction[o] - prediction[top]) / denominator;
      out[o] = sum * p * (direction[o] - mean);
    }
  },
};

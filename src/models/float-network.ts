/**
 * F and its derivatives in float64, in batches. A model may bring a kernel of its own; the law of it is
 * that it says what the model's page says, within rounding.
 */
import { spend } from '../numerics/budget.ts';
import { bind } from './bind.ts';
import type { ModelJson } from './contract.ts';
import type { FloatNetwork } from './float-kernel.ts';
import { createProgramNetwork } from './float-program.ts';
import { builtInKernels } from './kernels/built-in.ts';
import { programLength } from './program.ts';

export type { FloatNetwork };

/**
 * @param batch number of inputs taken at once, ≥ 1.
 * @throws UnsupportedError where F has free inputs or functions without float64 values; ShapeError unless
 *   batch ≥ 1; InputError where `model` is none.
 */
export function createNetwork(model: ModelJson, batch: number): FloatNetwork {
  const bound = bind(model);
  const { float64 } = bound.model.kernels ?? builtInKernels.get(bound.model) ?? {};
  const kernel = float64?.(bound.spec as never, bound.tensors, batch);
  return kernel === undefined
    ? counted(createProgramNetwork(bound, batch), programLength(bound.program))
    : counted(kernel, 2 * bound.size);
}

/** Nanoseconds of an operation on one datum, and of a call. */
const OPERATION = 2;
const CALL = 50;

/** The network that charges what it does. @param length operations of F at one datum. */
function counted(network: FloatNetwork, length: number): FloatNetwork {
  const one = CALL + OPERATION * length;
  const all = CALL + OPERATION * length * network.batch;
  return {
    size: network.size,
    inputs: network.inputs,
    outputs: network.outputs,
    batch: network.batch,
    forward(theta, x, out) {
      spend(all);
      network.forward(theta, x, out);
    },
    pullback(theta, x, cotangent, gradient) {
      spend(2 * all);
      network.pullback(theta, x, cotangent, gradient);
    },
    backpropagate(theta, cotangent, gradient) {
      spend(2 * all);
      network.backpropagate(theta, cotangent, gradient);
    },
    outputGradient(theta, x, output, gradient) {
      spend(3 * one);
      network.outputGradient(theta, x, output, gradient);
    },
    pushforward(theta, v, x, out) {
      spend(2 * all);
      network.pushforward(theta, v, x, out);
    },
    pullbackDerivative(theta, v, x, cotangent, cotangentDot, gradientDot) {
      spend(4 * all);
      network.pullbackDerivative(theta, v, x, cotangent, cotangentDot, gradientDot);
    },
    backpropagateDerivative(theta, v, cotangent, cotangentDot, gradientDot) {
      spend(3 * all);
      network.backpropagateDerivative(theta, v, cotangent, cotangentDot, gradientDot);
    },
  };
}

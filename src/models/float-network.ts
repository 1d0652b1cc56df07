/**
 * F and its derivatives in float64, in batches. A model may bring a kernel of its own; the law of it is
 * that it says what the model's page says, within rounding.
 */
import { bind } from './bind.ts';
import type { ModelJson } from './contract.ts';
import type { FloatNetwork } from './float-kernel.ts';
import { createProgramNetwork } from './float-program.ts';
import { builtInKernels } from './kernels/built-in.ts';

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
  return kernel ?? createProgramNetwork(bound, batch);
}

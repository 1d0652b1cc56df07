/** The hand-written kernels of models that come with falsim. */
import { resolveFunction } from '../../analytic/registry.ts';
import type { AnyModel, Kernels } from '../contract.ts';
import { fullyConnected } from '../kinds/fully-connected.ts';
import { linear } from '../kinds/linear.ts';
import { layersOf } from '../layered-layout.ts';
import { createDenseNetwork } from './dense-network.ts';

const identity = resolveFunction('identity');

function kernelsFor<Spec>(
  model: { readonly kernels?: Kernels<Spec> },
  kernels: Kernels<Spec>,
): readonly [AnyModel, Kernels<never>] {
  return [model as AnyModel, kernels as Kernels<never>];
}

/** By model. They stand outside the models' own files, which a checker reads without any kernel. */
export const builtInKernels: ReadonlyMap<AnyModel, Kernels<never>> = new Map([
  kernelsFor(fullyConnected, {
    float64: ({ activation }, tensors, batch) =>
      createDenseNetwork(layersOf(tensors)!, activation, batch),
  }),
  kernelsFor(linear, {
    float64: (_, tensors, batch) => createDenseNetwork(layersOf(tensors)!, identity, batch),
  }),
]);

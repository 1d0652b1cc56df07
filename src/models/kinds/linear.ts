/** Products of matrices: deep linear networks. */
import { resolveFunction } from '../../analytic/registry.ts';
import { defineModel, tensor } from '../contract.ts';
import { createDenseNetwork } from '../kernels/dense-network.ts';
import { layersOf } from '../layered-layout.ts';
import { literal, object, widths } from '../schema.ts';
import { layerAxes, layered, layerTensors } from './fully-connected.ts';

const identity = resolveFunction('identity');

export const linear = defineModel({
  kind: 'linear',
  formula: 'F(x) = W_L ⋯ W₁ x',
  spec: object({ kind: literal('linear'), widths }),

  architecture({ widths: sizes }) {
    const axes = layerAxes(sizes);
    return {
      parameters: { layers: layerTensors(axes, false) },
      inputs: { x: tensor(axes[0]!) },
      output: axes.at(-1)!,
    };
  },

  evaluate(field, { layers }, { x }) {
    return layered(field, layers, x, (z) => z);
  },

  kernels: {
    float64: (_, tensors, batch) => createDenseNetwork(layersOf(tensors)!, identity, batch),
  },
});

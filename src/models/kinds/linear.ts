/** Products of matrices: deep linear networks. */
import { defineModel, tensor } from '../contract.ts';
import type { Recognised } from '../foreign-modules.ts';
import { drawShape } from '../random-shape.ts';
import { literal, object, widths } from '../schema.ts';
import { withFewerLayers } from './fewer-layers.ts';
import { layerAxes, layered, layerTensors } from './fully-connected.ts';
import { stackOfLayers } from './stack-of-layers.ts';

export const linear = defineModel({
  kind: 'linear',
  formula: 'F(x) = W_L ⋯ W₁ x',
  spec: object({ kind: literal('linear'), widths }),

  architecture({ widths: sizes }) {
    const axes = layerAxes(sizes);
    return {
      parameters: { layers: layerTensors(axes, false) },
      inputs: { x: tensor(axes[0]) },
      output: axes.at(-1)!,
    };
  },

  evaluate(field, { layers }, { x }) {
    return layered(field, layers, x, (z) => z);
  },

  generate: (rng, size, wish) => ({ kind: 'linear', widths: drawShape(rng, size, wish).widths }),
  simplify: withFewerLayers,

  recognise: (modules, { activation }) =>
    activation === undefined
      ? withNothingBetween(stackOfLayers(modules, false, (widths) => ({ kind: 'linear', widths })))
      : null,
});

/** A checkpoint of any network of layers looks like one without functions; one layer has nothing between. */
function withNothingBetween(found: Recognised | null): Recognised | null {
  if (found === null || Object.keys(found.tensors).length < 2) return found;
  return { ...found, assumed: ['no function between the layers (--activation)'] };
}

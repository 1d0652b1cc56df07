/**
 * ReLU networks with paths lifted: every hidden unit's gate is a free scalar, and F is quantified over
 * x and the gates alike. Between the kinks of the real network its gates are 0 and 1, and any pattern
 * that a datum can produce is covered.
 *
 * A permutation of units would carry the gates along, so it is no symmetry of the family; a change of
 * sign is. Neither is said here: it is found.
 * Source: Marcotte, Gribonval, Peyré, NeurIPS 2023 (path lifting).
 */
import { type Axis, defineModel, type Tensor, tensor } from '../contract.ts';
import { drawShape } from '../random-shape.ts';
import { boolean, literal, object, widths } from '../schema.ts';
import { withBiasAsInput, withFewerLayers, withoutBiases } from './fewer-layers.ts';
import { layerAxes, layered, layerTensors } from './fully-connected.ts';
import { stackOfLayers } from './stack-of-layers.ts';

export const reluPaths = defineModel({
  kind: 'relu-paths',
  formula: 'F(x; g) = W_L diag(g_{L−1})(… diag(g₁)(W₁x + b₁) …) + b_L',
  source: 'Marcotte, Gribonval, Peyré, NeurIPS 2023',
  spec: object({ kind: literal('relu-paths'), widths, bias: boolean }),

  architecture({ widths: sizes, bias }) {
    const axes = layerAxes(sizes);
    const inputs: { x: Tensor<readonly [Axis]>; [gates: string]: Tensor<readonly [Axis]> } = {
      x: tensor(axes[0]),
    };
    axes.slice(1, -1).forEach((units, l) => {
      inputs[`gates${l + 1}`] = tensor(units);
    });
    return {
      parameters: { layers: layerTensors(axes, bias) },
      inputs,
      output: axes.at(-1)!,
    };
  },

  evaluate(field, { layers }, inputs) {
    return layered(field, layers, inputs.x, (z, l, i) => field.mul(inputs[`gates${l}`][i], z));
  },

  generate(rng, size, wish) {
    const shape = drawShape(rng, size, wish);
    return { kind: 'relu-paths', widths: shape.widths, bias: shape.bias };
  },

  *simplify(model, theta) {
    yield {
      model: { kind: 'linear', widths: model['widths'] },
      theta: withoutBiases(model, theta),
    };
    yield* withFewerLayers(model, theta);
    yield* withBiasAsInput(model, theta);
  },

  recognise: (modules, { activation, paths }) =>
    activation === 'relu' && paths === true
      ? stackOfLayers(modules, true, (sizes, bias) => ({ kind: 'relu-paths', widths: sizes, bias }))
      : null,
});

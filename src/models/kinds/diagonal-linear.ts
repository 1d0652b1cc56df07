/** Diagonal linear networks: the product of `depth` factors in front of each input. */
import { axis, called, defineModel, tensor } from '../contract.ts';
import { drawShape } from '../random-shape.ts';
import { integer, literal, object, size } from '../schema.ts';
import { subscript } from '../scripts.ts';
import type { DiagonalLinearSpec } from './specs.ts';

export const diagonalLinear = defineModel({
  kind: 'diagonal-linear',
  formula: 'F(x) = Σᵢ (θ₁ᵢ θ₂ᵢ ⋯) xᵢ',
  source: 'Zhao, Wang, Yang, Bai, Zhang, arXiv:2607.12332',
  spec: object({ kind: literal('diagonal-linear'), depth: integer(1, 1000), inputs: size }),

  architecture({ depth, inputs }) {
    const input = axis('inputs', inputs, 'input');
    const row = axis('outputs', 1, 'output', null);
    return {
      parameters: {
        layers: Array.from({ length: depth }, (_, l) => ({
          weights: called(`θ${subscript(l + 1)}`, tensor(row, input)),
          bias: null,
        })),
      },
      inputs: { x: tensor(input) },
      output: row,
    };
  },

  evaluate(field, { layers }, { x }) {
    const features = x.map((_, i) =>
      layers.reduce((product, { weights }) => field.mul(product, weights[0][i]), field.one),
    );
    return [field.dot(features, x)];
  },

  generate(rng, size, wish) {
    const { depth, widths } = drawShape(rng, size, wish);
    return { kind: 'diagonal-linear', depth, inputs: widths[0] };
  },

  /** With one input it is a chain; else without one of the factors. */
  *simplify(model, theta) {
    const { depth, inputs } = model as DiagonalLinearSpec;
    if (inputs === 1) yield { model: { kind: 'linear', widths: Array(depth + 1).fill(1) }, theta };
    for (let l = 0; depth > 1 && l < depth; l++) {
      const kept = theta.filter((_, i) => Math.floor(i / inputs) !== l);
      yield { model: { ...model, depth: depth - 1 }, theta: kept };
    }
  },
});

/**
 * A network of any depth with weight normalisation: each unit's weights are a length and a direction.
 *
 *   h_l = σ(W_l h_{l−1} + b_l),   row k of W_l:  gₖ vₖ/‖vₖ‖;   no σ on the last layer
 *
 * Source: Salimans & Kingma, *Weight normalization*, NeurIPS 2016.
 */
import {
  activation,
  addVectors,
  axis,
  defineModel,
  literal,
  matvec,
  object,
  tensor,
  weightNormalised,
  widths,
} from 'falsim/model';

export const deepWeightNormalised = defineModel({
  kind: 'deep-weight-normalised',
  formula: 'F(x) = W_L σ(… σ(W₁x + b₁) …) + b_L, rows gₖ vₖ/‖vₖ‖',
  source: 'Salimans & Kingma, NeurIPS 2016',
  spec: object({ kind: literal('deep-weight-normalised'), widths, activation }),

  architecture({ widths: sizes }) {
    const axes = sizes.map((count, l) => {
      if (l === 0) return axis('inputs', count, 'input', ['widths', l]);
      if (l === sizes.length - 1) return axis('outputs', count, 'output', ['widths', l]);
      return axis(`hidden ${l}`, count, 'hidden', ['widths', l]);
    });
    return {
      parameters: {
        layers: axes.slice(1).map((rows, l) => ({
          direction: tensor(rows, axes[l]),
          length: tensor(rows),
          bias: tensor(rows),
        })),
      },
      inputs: { x: tensor(axes[0]) },
      output: axes.at(-1)!,
    };
  },

  evaluate(field, { layers }, { x }, { activation: sigma }) {
    return layers.reduce((h, { direction, length, bias }, l) => {
      const z = addVectors(
        field,
        matvec(field, weightNormalised(field, direction, length), h),
        bias,
      );
      return l === layers.length - 1 ? z : z.map((value) => field.apply(sigma, value));
    }, x);
  },
});

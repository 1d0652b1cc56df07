/**
 * Two layers with weight normalisation: each unit's weights are a direction and a length,
 * wₖ = gₖ vₖ/‖vₖ‖. F does not see ‖vₖ‖.
 * Source: Salimans & Kingma, *Weight normalization*, NeurIPS 2016.
 */
import { axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { weightNormalised } from '../pieces/normalisation.ts';
import { activation, literal, object, size } from '../schema.ts';

export const weightNormalisedNetwork = defineModel({
  kind: 'weight-normalised',
  formula: 'F(x) = Σₖ aₖ σ(gₖ vₖ·x/‖vₖ‖)',
  source: 'Salimans & Kingma, NeurIPS 2016',
  spec: object({
    kind: literal('weight-normalised'),
    inputs: size,
    hidden: size,
    outputs: size,
    activation,
  }),

  architecture({ inputs, hidden, outputs }) {
    const input = axis('inputs', inputs, 'input');
    const unit = axis('hidden', hidden);
    const output = axis('outputs', outputs, 'output');
    return {
      parameters: {
        direction: called('v', tensor(unit, input)),
        length: called('g', tensor(unit)),
        read: called('a', tensor(output, unit)),
      },
      inputs: { x: tensor(input) },
      output,
    };
  },

  evaluate(field, { direction, length, read }, { x }, { activation: sigma }) {
    const weights = weightNormalised(field, direction, length);
    return matvec(
      field,
      read,
      matvec(field, weights, x).map((z) => field.apply(sigma, z)),
    );
  },
});

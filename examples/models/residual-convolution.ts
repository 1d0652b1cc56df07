/**
 * A convolution with a residual branch, pooled:
 *
 *   F(x) = A Σₚ hₚ,   h = x + v ∗ σ(u ∗ x)
 *
 * Both convolutions meet zeros past the ends.
 */
import {
  activation,
  addVectors,
  axis,
  called,
  convolved,
  defineModel,
  literal,
  matvec,
  object,
  size,
  sumOfVectors,
  tensor,
} from 'falsim/model';

export const residualConvolution = defineModel({
  kind: 'residual-convolution',
  formula: 'F(x) = A Σₚ (x + v ∗ σ(u ∗ x))ₚ',
  source: 'He, Zhang, Ren, Sun, CVPR 2016',
  spec: object({
    kind: literal('residual-convolution'),
    places: size,
    channels: size,
    taps: size,
    hidden: size,
    outputs: size,
    activation,
  }),

  architecture({ places, channels, taps, hidden, outputs }) {
    const channel = axis('channels', channels, 'input');
    const tap = axis('taps', taps, 'place');
    const filter = axis('hidden', hidden);
    const output = axis('outputs', outputs, 'output');
    return {
      parameters: {
        into: called('u', tensor(filter, tap, channel)),
        out: called('v', tensor(channel, tap, filter)),
        read: called('A', tensor(output, channel)),
      },
      inputs: { x: tensor(axis('places', places, 'place'), channel) },
      output,
    };
  },

  evaluate(field, { into, out, read }, { x }, { activation: sigma }) {
    const units = convolved(field, into, x, 'zero').map((place) =>
      place.map((z) => field.apply(sigma, z)),
    );
    const branch = convolved(field, out, units, 'zero');
    const stream = x.map((place, p) => addVectors(field, place, branch[p]));
    return matvec(field, read, sumOfVectors(field, stream));
  },
});

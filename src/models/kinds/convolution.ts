/**
 * One convolutional layer, read out from the sum over places or from every place.
 */
import * as v from 'valibot';
import { axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { convolved, placesAfter } from '../pieces/convolution.ts';
import { sumOfVectors } from '../pieces/vectors.ts';
import { activation, literal, object, oneOf, optional, size } from '../schema.ts';

const boundary = oneOf('valid', 'zero', 'circular');

const spec = v.pipe(
  object({
    kind: literal('convolution'),
    places: size,
    channels: optional(size, 1),
    taps: size,
    hidden: size,
    outputs: size,
    boundary: optional(boundary, 'valid'),
    pooled: v.optional(v.boolean('true or false'), true),
    activation,
  }),
  v.forward(
    v.check(
      ({ places, taps }) => taps <= places,
      ({ input }) => `at most the places, ${input.places}`,
    ),
    ['taps'],
  ),
);

export const convolution = defineModel({
  kind: 'convolution',
  formula: 'F(x) = A Σₚ σ((w ∗ x)ₚ), or Σₚ Aₚ σ((w ∗ x)ₚ)',
  source: 'LeCun et al., 1989',
  spec,

  architecture({ places, channels, taps, hidden, outputs, boundary: ends, pooled }) {
    const place = axis('places', places, 'place');
    const channel = axis('channels', channels, 'input');
    const filter = axis('hidden', hidden);
    const output = axis('outputs', outputs, 'output');
    const count = pooled ? 1 : placesAfter(places, taps, ends);
    const after = axis(pooled ? 'pool' : 'places after', count, 'place', null);
    return {
      parameters: {
        filters: called('w', tensor(filter, axis('taps', taps, 'place'), channel)),
        read: called('a', tensor(after, output, filter)),
      },
      inputs: { x: tensor(place, channel) },
      output,
    };
  },

  evaluate(field, { filters, read }, { x }, { boundary: ends, pooled, activation: sigma }) {
    const units = convolved(field, filters, x, ends).map((z) =>
      z.map((value) => field.apply(sigma, value)),
    );
    if (pooled) return matvec(field, read[0], sumOfVectors(field, units));
    return sumOfVectors(
      field,
      units.map((unit, p) => matvec(field, read[p], unit)),
    );
  },
});

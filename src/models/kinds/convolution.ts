/**
 * One convolutional layer, read out from the sum over places or from every place.
 */
import * as v from 'valibot';
import { InputError } from '../../errors.ts';
import { axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { biasesOf, ofTypes, wished } from '../foreign-modules.ts';
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

  /** `Conv1d`, then a `Linear` of the sum over places, or of all places flattened: channel by channel. */
  recognise(modules, wish) {
    const own = ofTypes(modules, ['filters', 'dense']);
    if (own === null || wish.activation === undefined) return null;
    const [filters, read] = own;
    const [hidden, channels, taps] = filters.weight.shape;
    const [outputs, columns] = read.weight.shape;
    const ends = wish.boundary ?? 'valid';
    const after = columns / hidden;
    if (!Number.isInteger(after) || after < 1)
      throw new InputError(
        read.weight.name,
        `${hidden} columns, one a channel, or as many for each place`,
        read.weight.shape.join(' × '),
      );
    const flattened = ends === 'valid' ? after + taps - 1 : after;
    const pooled = after === 1 && wish.places !== flattened;
    const places = pooled
      ? wished(wish.places, '--places', 'the length of the input')
      : (wish.places ?? flattened);
    if (!pooled && places !== flattened)
      throw new InputError(
        '--places',
        `${flattened}, by the shape of ${read.weight.name}`,
        `${places}`,
      );
    return {
      model: {
        kind: 'convolution',
        places,
        channels,
        taps,
        hidden,
        outputs,
        boundary: ends,
        pooled,
        activation: wish.activation,
      },
      tensors: {
        filters: { from: filters.weight.name, axes: [0, 2, 1] },
        read: { from: read.weight.name, as: [outputs, hidden, after], axes: [2, 0, 1] },
      },
      left: biasesOf(filters, read),
      assumed: [
        'stride 1, dilation 1, one group',
        ...(wish.boundary === undefined ? ['no padding (--boundary zero: with zeros)'] : []),
        ...(pooled ? ['pooling is a sum: a mean divides the columns of the read-out'] : []),
      ],
    };
  },
});

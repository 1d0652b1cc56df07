/**
 * Two convolutions with a ReLU between them, whose gates are free scalars: one a place and channel.
 * Source: Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194), Theorem 3.6.
 */
import * as v from 'valibot';
import { axis, called, defineModel, tensor } from '../contract.ts';
import { biasesOf, ofTypes, requireSame, wished } from '../foreign-modules.ts';
import { convolved, placesAfter } from '../pieces/convolution.ts';
import { hadamard } from '../pieces/vectors.ts';
import { literal, object, oneOf, optional, size } from '../schema.ts';

const spec = v.pipe(
  object({
    kind: literal('relu-convolution-paths'),
    places: size,
    channels: size,
    hidden: size,
    outputs: size,
    taps: size,
    boundary: optional(oneOf('valid', 'zero', 'circular'), 'circular'),
  }),
  v.forward(
    v.check(
      ({ places, taps, boundary }) =>
        boundary === 'valid' ? 2 * taps - 1 <= places : taps <= places,
      ({ input: { places, boundary } }) =>
        `at most ${boundary === 'valid' ? Math.floor((places + 1) / 2) : places}, for ${places} places`,
    ),
    ['taps'],
  ),
);

export const reluConvolutionPaths = defineModel({
  kind: 'relu-convolution-paths',
  formula: 'F(x; g) = v ∗ (g ⊙ (u ∗ x))',
  source: 'Marcotte, Gribonval, Peyré, ICML 2025',
  spec,

  architecture({ places, channels, hidden, outputs, taps, boundary }) {
    const place = axis('places', places, 'place');
    const channel = axis('channels', channels, 'input');
    const unit = axis('hidden', hidden);
    const row = axis('outputs', outputs, 'output');
    const tap = axis('taps', taps, 'place');
    const between = placesAfter(places, taps, boundary);
    const after = placesAfter(between, taps, boundary);
    return {
      parameters: {
        first: called('u', tensor(unit, tap, channel)),
        second: called('v', tensor(row, tap, unit)),
      },
      inputs: {
        x: tensor(place, channel),
        gates: tensor(axis('places between', between, 'place', null), unit),
      },
      output: axis('places × outputs', after * outputs, 'output', null),
    };
  },

  evaluate(field, { first, second }, { x, gates }, { boundary }) {
    const units = convolved(field, first, x, boundary);
    const open = units.map((unit, p) => hadamard(field, gates[p], unit));
    return convolved(field, second, open, boundary).flat();
  },

  /** Two `Conv1d` of as many taps with ReLU between them. */
  recognise(modules, wish) {
    const own = ofTypes(modules, ['filters', 'filters']);
    if (own === null || wish.activation !== 'relu' || wish.paths !== true) return null;
    const [first, second] = own;
    const [hidden, channels, taps] = first.weight.shape;
    requireSame(second.weight, 1, hidden, `rows of ${first.weight.name}`);
    requireSame(second.weight, 2, taps, `taps of ${first.weight.name}`);
    return {
      model: {
        kind: 'relu-convolution-paths',
        places: wished(wish.places, '--places', 'the length of the input'),
        channels,
        hidden,
        outputs: second.weight.shape[0],
        taps,
        boundary: wish.boundary ?? 'valid',
      },
      tensors: {
        first: { from: first.weight.name, axes: [0, 2, 1] },
        second: { from: second.weight.name, axes: [0, 2, 1] },
      },
      left: biasesOf(first, second),
      assumed: ['stride 1, dilation 1, one group'],
    };
  },
});

/**
 * Attention: softmax or linear, any number of heads, `queries` of which share their keys and values,
 * with rotary positions and normalised queries and keys as the spec says. `pieces/attention.ts` has the
 * formulas.
 *
 * At x = s·u the scores are s²·(…), so every e^{score} is a series in s with rational coefficients and
 * the sum starts with the number of positions: exact without a transcendental number.
 */
import * as v from 'valibot';
import { axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { attended, type HeadOptions, memoryOf } from '../pieces/attention.ts';
import { rmsNormalised } from '../pieces/normalisation.ts';
import { rotation } from '../pieces/rotation.ts';
import { sumOfVectors } from '../pieces/vectors.ts';
import { boolean, list, literal, nonNegative, object, oneOf, optional, size } from '../schema.ts';

const specification = v.pipe(
  object({
    kind: literal('attention'),
    positions: size,
    channels: size,
    /** Sets of keys and values. */
    heads: optional(size, 1),
    /** Queries that share a set of keys and values. */
    queries: optional(size, 1),
    keys: size,
    values: size,
    outputs: size,
    weights: optional(oneOf('softmax', 'linear'), 'softmax'),
    /** Which positions are outputs: the last one sees all others. */
    read: optional(oneOf('last', 'all'), 'last'),
    causal: optional(boolean, false),
    /** One rotation for each pair of coordinates of a key. */
    rotary: optional(list(rotation, 1)),
    /** Whether queries and keys are RMS-normalised, and their ε. */
    normalised: optional(boolean, false),
    epsilon: optional(nonNegative, 0),
  }),
  v.forward(
    v.check(
      ({ keys, rotary }) => rotary === undefined || keys === 2 * rotary.length,
      ({ input: { keys } }) =>
        keys % 2 === 0
          ? `${keys / 2} rotations, one for each pair of the ${keys} coordinates of a key`
          : `none, or an even number of keys: a rotation turns a pair of coordinates`,
    ),
    ['rotary'],
  ),
);

export const attention = defineModel({
  kind: 'attention',
  formula: 'F(x)ₙ = Σₕ Oₕ Σⱼ softmaxⱼ⟨Qₕ xₙ, Kₕ xⱼ⟩ Vₕ xⱼ',
  source: 'Vaswani et al., NeurIPS 2017',
  spec: specification,

  architecture({ positions, channels, heads, queries, keys, values, outputs, read, rotary }) {
    const position = axis('positions', positions, 'place');
    const channel = axis('channels', channels, 'input');
    const head = axis('heads', heads);
    const sharing = axis('queries', queries);
    const key = rotary === undefined ? axis('keys', keys) : axis('keys', keys, 'place', null);
    const value = axis('values', values);
    const row = axis('outputs', outputs, 'output');
    return {
      parameters: {
        query: called('Q', tensor(head, sharing, key, channel)),
        key: called('K', tensor(head, key, channel)),
        value: called('V', tensor(head, value, channel)),
        read: called('O', tensor(head, sharing, row, value)),
      },
      inputs: { x: tensor(position, channel) },
      output:
        read === 'last' ? row : axis('positions × outputs', positions * outputs, 'output', null),
    };
  },

  evaluate(field, { query, key, value, read }, { x }, spec) {
    const options: HeadOptions<(typeof x)[0][0]> = {
      weights: spec.weights,
      causal: spec.causal,
      rotations: spec.rotary,
      normalise: spec.normalised ? (z) => rmsNormalised(field, z, spec.epsilon) : undefined,
    };
    const memories = key.map((k, h) => memoryOf(field, { key: k, value: value[h] }, x, options));
    const places = spec.read === 'last' ? [x.length - 1] : x.map((_, n) => n);
    return places.flatMap((n) =>
      sumOfVectors(
        field,
        query.flatMap((sharing, h) =>
          sharing.map((q, g) =>
            matvec(field, read[h][g], attended(field, q, memories[h], x, n, options)),
          ),
        ),
      ),
    );
  },
});

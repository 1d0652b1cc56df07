/**
 * Attention: softmax or linear, any number of heads, `queries` of which share their keys and values,
 * with rotary positions and normalised queries and keys as the spec says. `pieces/attention.ts` has the
 * formulas.
 *
 * At x = s·u the scores are s²·(…), so every e^{score} is a series in s with rational coefficients and
 * the sum starts with the number of positions: exact without a transcendental number.
 */
import * as v from 'valibot';
import { InputError } from '../../errors.ts';
import { equal, ONE } from '../../numerics/rational.ts';
import { axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { type ForeignRows, ofTypes, requireSame, wished } from '../foreign-modules.ts';
import { attended, type HeadOptions, inverseRoot, memoryOf } from '../pieces/attention.ts';
import { rmsNormalised } from '../pieces/normalisation.ts';
import { rotation } from '../pieces/rotation.ts';
import { sumOfVectors } from '../pieces/vectors.ts';
import {
  boolean,
  list,
  literal,
  nonNegative,
  object,
  oneOf,
  optional,
  rational,
  size,
} from '../schema.ts';

const positive = v.pipe(
  rational,
  v.check(({ numerator }) => numerator > 0n, 'a number > 0'),
);

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
    /** Scores are divided by its root: `keys` in most of what is trained. */
    divisor: optional(positive, 1),
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
      factor: equal(spec.divisor, ONE) ? undefined : inverseRoot(field, spec.divisor),
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

  /**
   * `MultiheadAttention` of a sequence with itself, without biases; fewer keys than queries are shared by
   * neighbouring queries, as in grouped-query attention.
   */
  recognise(modules, wish) {
    const own = ofTypes(modules, ['heads']);
    if (own === null) return null;
    const [{ query, key, value, read, biases }] = own;
    const all = wished(wish.heads, '--heads', 'the number of heads');
    const positions = wished(wish.positions, '--positions', 'the length of the sequence');
    const channels = query.shape[1];
    requireSame(key, 1, channels, 'columns, as many as the queries have');
    requireSame(value, 1, channels, 'columns, as many as the queries have');
    const keys = heightOf(query) / all;
    const heads = heightOf(key) / keys;
    const queries = all / heads;
    const values = heightOf(value) / heads;
    if (![keys, heads, queries, values].every((n) => Number.isInteger(n) && n > 0))
      throw new InputError(
        '--heads',
        `a number of heads that divides ${[query, key, value].map(heightOf).join(', ')} rows`,
        `${all}`,
      );
    const outputs = read.shape[0];
    requireSame(read, 1, all * values, 'values of all heads');
    const parts = ({ name, rows }: ForeignRows, ...as: number[]) => ({ from: name, rows, as });
    return {
      model: {
        kind: 'attention',
        positions,
        channels,
        heads,
        queries,
        keys,
        values,
        outputs,
        read: 'all',
        causal: wish.causal ?? false,
        divisor: keys,
      },
      tensors: {
        query: parts(query, heads, queries, keys, channels),
        key: parts(key, heads, keys, channels),
        value: parts(value, heads, values, channels),
        read: { from: read.name, as: [outputs, heads, queries, values], axes: [1, 2, 0, 3] },
      },
      left: biases,
      assumed: [
        `scores are divided by √${keys}, the root of the number of keys`,
        ...(wish.causal ? [] : ['every position sees all others (--causal: those up to it)']),
      ],
    };
  },
});

const heightOf = ({ shape, rows }: ForeignRows) => (rows ? rows[1] - rows[0] : shape[0]);

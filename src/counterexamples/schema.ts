/**
 * What a counterexample file looks like: schema 2, which docs/counterexample.schema.json is made of, and
 * schema 1, which is read still.
 */
import * as v from 'valibot';
import { boolean, integer, list, object } from '../models/schema.ts';

const count = integer(0, Number.MAX_SAFE_INTEGER);
const text = v.pipe(v.string('text'), v.minLength(1, 'text that is not empty'));
const name = v.pipe(
  v.string('a name'),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name such as two-layer'),
);
const digest = v.pipe(
  v.string('a SHA-256 digest in hexadecimal'),
  v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest in hexadecimal'),
);
const many = <const S extends v.GenericSchema>(item: S) => list(item, 0, 2 ** 24);
const numeral = v.union([v.number(), v.string()], 'a number or its text');
const data = object({ inputs: many(many(numeral)), targets: many(many(numeral)) });

/** What belongs to the model, its shapes and names are beyond a schema: `parseInstance` checks them. */
const instance = object({
  model: v.looseObject({ kind: name }, 'a model'),
  parameters: v.union(
    [v.looseObject({}), v.array(v.unknown()), v.number(), v.string()],
    'the parameters of the model',
  ),
  data: v.optional(data),
  loss: v.optional(text),
  training: v.optional(v.looseObject({}, 'an object')),
  then: v.optional(object({ data, loss: text })),
});

/** Fields that a refutation has, of the shrunk instance as of the original. */
const common = {
  margin: v.pipe(
    v.number('a number < 0'),
    v.ltValue(0, 'a number < 0'),
    v.minValue(-1e308, 'a number ≥ -1e308'),
  ),
  reason: text,
  instance,
};

const refutation = {
  ...common,
  // The fields of an arm are the claim's business; replay computes them again.
  by: v.looseObject({ clause: text }, 'an object with the key clause'),
  proof: object({
    by: v.picklist(['exact', 'enclosure'], 'one of exact, enclosure'),
    digits: v.optional(count),
  }),
};

const legacyRefutation = { ...common, evidence: v.looseObject({}, 'an object') };

const description = {
  falsimVersion: text,
  claim: object({ id: name, statement: text }),
  planted: boolean,
  droppedHypotheses: v.pipe(
    many(name),
    v.check((names) => new Set(names).size === names.length, 'no name twice'),
  ),
  instead: v.optional(many(name)),
  clause: text,
  irrelevant: many(text),
  minimality: object({ proven: boolean, stepsTried: count }),
  search: object({
    seed: integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    tries: count,
    shrinks: count,
  }),
  modelDigest: v.optional(digest),
  digest,
};

export const counterexampleSchema = object({
  schemaVersion: v.literal(2, 'schema 2, or 1'),
  ...description,
  signature: text,
  ...refutation,
  original: object(refutation),
});

export const legacyCounterexampleSchema = object({
  schemaVersion: v.literal(1, 'schema 1'),
  ...description,
  // '' where nothing is finer than the clause.
  signature: v.string('text'),
  ...legacyRefutation,
  original: object(legacyRefutation),
});

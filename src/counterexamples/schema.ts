/** The JSON Schemas (2020-12) of counterexample files: version 2, and version 1 that is read still. */

const count = { type: 'integer', minimum: 0 } as const;
const text = { type: 'string', minLength: 1 } as const;
const name = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' } as const;

/** Fields that a refutation has, of the shrunk instance as of the original. */
const common = {
  margin: { type: 'number', exclusiveMaximum: 0, minimum: -1e308 },
  reason: text,
  instance: { $ref: '#/$defs/instance' },
} as const;
const legacyRefutation = { ...common, evidence: { type: 'object' } } as const;

function object(properties: { readonly [key: string]: object }, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', additionalProperties: false, required, properties } as const;
}

const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const numeral = { type: ['number', 'string'] } as const;
const matrix = { type: 'array', items: { type: 'array', items: numeral } } as const;
const refutation = {
  ...common,
  // The fields of an arm are the claim's business; replay computes them again.
  by: { type: 'object', required: ['clause'], properties: { clause: text } },
  proof: object({ by: { enum: ['exact', 'enclosure'] }, digits: count }, ['digits']),
} as const;
const data = object({ inputs: matrix, targets: matrix });

const switched = 'then';

/** What belongs to the model, its shapes and names are beyond a schema: `parseInstance` checks them. */
const instance = object(
  {
    model: { type: 'object', required: ['kind'], properties: { kind: name } },
    parameters: { type: ['object', 'array', 'number', 'string'] },
    data,
    loss: text,
    training: { type: 'object' },
    [switched]: object({ data, loss: text }),
  },
  ['data', 'loss', 'training', 'then'],
);

function schema(version: 1 | 2, signature: object, fields: { readonly [field: string]: object }) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'falsim counterexample',
    ...object(
      {
        schemaVersion: { const: version },
        falsimVersion: text,
        claim: object({ id: name, statement: text }),
        planted: { type: 'boolean' },
        droppedHypotheses: { type: 'array', items: name, uniqueItems: true },
        instead: { type: 'array', items: name, uniqueItems: true, minItems: 1 },
        clause: text,
        signature,
        ...fields,
        irrelevant: { type: 'array', items: text },
        minimality: object({ proven: { type: 'boolean' }, stepsTried: count }),
        original: object({ ...fields }),
        search: object({ seed: { type: 'integer' }, tries: count, shrinks: count }),
        modelDigest: digest,
        digest,
      },
      ['instead', 'modelDigest'],
    ),
    $defs: { instance },
  } as const;
}

export const counterexampleSchema = schema(2, text, refutation);

export const legacyCounterexampleSchema = schema(1, { type: 'string' }, legacyRefutation);

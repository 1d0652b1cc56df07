/** The JSON Schema (2020-12) of version 1 of a counterexample file. */

const count = { type: 'integer', minimum: 0 } as const;
const text = { type: 'string', minLength: 1 } as const;
const name = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' } as const;

/** Fields that a refutation has, of the shrunk instance as of the original. */
const refutation = {
  margin: { type: 'number', exclusiveMaximum: 0, minimum: -1e308 },
  reason: text,
  evidence: { type: 'object' },
  instance: { $ref: '#/$defs/instance' },
} as const;

function object(properties: { readonly [key: string]: object }, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', additionalProperties: false, required, properties } as const;
}

const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const numeral = { type: ['number', 'string'] } as const;
const matrix = { type: 'array', items: { type: 'array', items: numeral } } as const;
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

export const counterexampleSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'falsim counterexample',
  ...object(
    {
      schemaVersion: { const: 1 },
      falsimVersion: text,
      claim: object({ id: name, statement: text }),
      planted: { type: 'boolean' },
      droppedHypotheses: { type: 'array', items: name, uniqueItems: true },
      clause: text,
      signature: { type: 'string' },
      ...refutation,
      irrelevant: { type: 'array', items: text },
      minimality: object({ proven: { type: 'boolean' }, stepsTried: count }),
      original: object(refutation),
      search: object({ seed: { type: 'integer' }, tries: count, shrinks: count }),
      modelDigest: digest,
      digest,
    },
    ['modelDigest'],
  ),
  $defs: { instance },
} as const;

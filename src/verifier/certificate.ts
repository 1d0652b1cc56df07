/**
 * Certificate of an orbit's dimension, schema 2: what it takes to check a claim about θ again without
 * any search, in numbers that mean the same modulo every prime (docs/certificates.md).
 *
 * Nothing in it is a residue, and no expansion, minor or prime is stored that one could tamper with.
 * The digest notices an edit and proves no more.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { integer, list, literal, object, oneOf, readWith } from '../models/schema.ts';
import { parse, type Rational } from '../numerics/rational.ts';

export const CERTIFICATE_FORMAT = 'falsim-orbit-certificate';
export const CERTIFICATE_SCHEMA = 2;

const LARGEST = 2 ** 24;
const MOST = 2 ** 20;
const EXACT = /^-?\d{1,4000}(\/[1-9]\d{0,3999})?$/;

/** An integer, or a rational such as "-7/3". */
export const exact = v.union(
  [v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.regex(EXACT))],
  'an integer or a rational such as "-7/3"',
);
const index = integer(0, LARGEST);
const series = list(exact, 1, 256);
const many = <const S extends v.GenericSchema>(item: S) => list(item, 0, MOST);
const member = <const S extends v.GenericSchema>(item: S) =>
  object({
    x: many(item),
    free: many(item),
    output: many(item),
    choices: many(item),
    powers: many(item),
  });

const row = object({ order: integer(0, 255), control: v.nullable(index), member: member(exact) });

const isometry = v.union(
  [
    object({
      kind: literal('signed-permutation'),
      target: many(index),
      sign: many(v.picklist([1, -1])),
      shift: v.nullable(many(exact)),
    }),
    object({
      kind: literal('blocks'),
      blocks: many(
        object({
          // An orthogonal matrix, or a vector v for the reflection 1 − 2vvᵀ/vᵀv.
          matrix: v.nullable(many(many(exact))),
          vector: v.nullable(many(exact)),
          // The index lists on each of which it acts, in the order of its columns.
          on: many(many(index)),
        }),
      ),
    }),
  ],
  'a signed permutation or blocks',
);

const form = many(v.strictTuple([index, exact]));
const law = object({
  // Σ coefficient·Π θ_index^power.
  terms: many(
    object({ coefficient: exact, powers: many(v.strictTuple([index, integer(1, 10_000)])) }),
  ),
  // Σ factor·log|form·θ + constant|.
  logarithms: many(object({ factor: exact, form, constant: exact })),
  // Σ factor/(form·θ + constant)^power; left out where there are none.
  reciprocals: v.optional(
    many(object({ factor: exact, form, constant: exact, power: integer(1, 100) })),
  ),
  // Conserved everywhere, or on the subspace alone.
  on: oneOf('everywhere', 'subspace'),
});

/**
 * A vector of V(θ): θ, or D^kY_c(θ) in directions that are vectors before it (`along`) and with `traces`
 * pairs of slots contracted with the metric, Σᵢ D²Y_c(θ)[eᵢ, eᵢ].
 */
const vector = v.union(
  [
    object({ kind: literal('theta') }),
    object({
      kind: literal('derivative'),
      member: member(exact),
      along: list(index, 0, 8),
      traces: integer(0, 2),
    }),
  ],
  'theta or a derivative',
);

export const certificateSchema = object({
  format: literal(CERTIFICATE_FORMAT),
  schema: v.literal(CERTIFICATE_SCHEMA, 'schema 2'),
  // Version of falsim that wrote it.
  falsim: v.string('a version'),
  model: v.looseObject({ kind: v.string('a kind') }, 'a model'),
  theta: many(exact),
  claim: object({
    status: oneOf('certified', 'explained', 'conditional', 'stationary', 'generic'),
    dimension: integer(0, LARGEST),
    lower: integer(0, LARGEST),
    upper: integer(0, LARGEST),
    // A lower bound of dim Fix over all isometries that fix θ, where `span` proves one.
    stratumAtLeast: v.nullable(integer(0, LARGEST)),
  }),
  lower: object({
    line: v.nullable(object({ base: many(exact), top: integer(0, 4096) })),
    controls: many(member(series)),
    rows: many(row),
  }),
  upper: object({
    isometries: many(isometry),
    // Forms c with c·θ′ = c·θ on the invariant subspace, beside those of the isometries.
    equations: many(form),
    laws: many(law),
  }),
  span: many(vector),
  // For people; nothing of it is verified.
  wording: list(v.string(), 0, 1000),
  digest: v.string('a SHA-256 digest in hexadecimal'),
});

/** What shows the dimension of an orbit to whoever checks it (docs/certificates.md). */
export type Certificate = v.InferOutput<typeof certificateSchema>;
export type Exact = v.InferOutput<typeof exact>;
export type CertificateRow = Certificate['lower']['rows'][number];
export type CertificateControl = Certificate['lower']['controls'][number];
export type CertificateIsometry = Certificate['upper']['isometries'][number];
export type CertificateForm = Certificate['upper']['equations'][number];
export type CertificateLaw = Certificate['upper']['laws'][number];
export type CertificateVector = Certificate['span'][number];

/** @throws InputError naming the field, what was expected and what was found. */
export function readCertificate(json: unknown): Certificate {
  if (typeof json === 'object' && json !== null && (json as { schema?: unknown }).schema === 1)
    throw new InputError('schema', '2 (write it again with `falsim orbit --certificate`)', '1');
  return readWith(certificateSchema, json, '');
}

export function exactly(value: Exact): Rational {
  return parse(String(value))!;
}

/** SHA-256 in hexadecimal of the JSON with sorted keys, no spaces and without `digest`. */
export function digestOf(content: object): string {
  const { digest: _, ...rest } = content as { readonly digest?: unknown };
  return createHash('sha256').update(canonicalText(rest)).digest('hex');
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalText(entry)}`);
  return `{${entries.join(',')}}`;
}

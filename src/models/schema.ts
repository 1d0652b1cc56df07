/**
 * How `model` of an instance is read: valibot schemas, with the pieces that models are made of. An issue
 * becomes an `InputError` that names the path, what was expected and what was found.
 */
import * as v from 'valibot';
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { readFunction } from '../analytic/read-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { InputError } from '../errors.ts';
import { described, fieldPath } from '../json/field-reader.ts';
import { fromDouble, parse, type Rational } from '../numerics/rational.ts';

/** What reads a spec, or says what is wrong with it. */
export type Schema<Spec> = v.GenericSchema<unknown, Spec>;

/** Largest extent of an axis. */
export const LARGEST_SIZE = 2 ** 20;

/** An integer from `low` to `high`. */
export const integer = (low: number, high: number) =>
  v.pipe(
    v.number(`an integer from ${low} to ${high}`),
    v.integer(`an integer from ${low} to ${high}`),
    v.minValue(low, `an integer from ${low} to ${high}`),
    v.maxValue(high, `an integer from ${low} to ${high}`),
  );

/** The extent of an axis. */
export const size = integer(1, LARGEST_SIZE);

/** `true` or `false`. */
export const boolean = v.boolean('true or false');

/** This text and no other. */
export const literal = <const K extends string>(value: K) => v.literal(value, `"${value}"`);

/** One of these texts. */
export const oneOf = <const K extends string>(...values: K[]) =>
  v.picklist(values, `one of ${values.join(', ')}`);

/** An object with these keys and no others. */
export const object = <const E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, (issue) => {
    const key = issue.path?.at(-1)?.key;
    if (issue.expected === 'never') return `one of the keys ${Object.keys(entries).join(', ')}`;
    const missing = typeof key === 'string' ? entries[key] : undefined;
    if (missing === undefined) return `an object with the keys ${Object.keys(entries).join(', ')}`;
    const { issues } = v.safeParse(missing as v.GenericSchema, undefined);
    return issues?.[0].message ?? `the key ${key}`;
  });

/**
 * A list of at least, and at most, so many items.
 *
 * @param expected what is asked for, in words.
 */
export const list = <S extends v.GenericSchema>(
  item: S,
  least = 0,
  most = 1000,
  expected = `an array of ${least} to ${most}`,
) => v.pipe(v.array(item, expected), v.minLength(least, expected), v.maxLength(most, expected));

/** [inputs, hidden …, outputs]. */
export const widths = list(size, 2, 1000, 'an array [inputs, hidden …, outputs]');

/** Where inside a value an issue lies, as text that goes on from the value's path. */
class Suffix {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Values read by code that throws InputErrors.
 *
 * @param read is given the path that its errors are to start with.
 */
export function readBy<Output>(read: (value: unknown, path: string) => Output) {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Output>(({ dataset, addIssue, NEVER }) => {
      try {
        return read(dataset.value, '@');
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const key = new Suffix(error.path.replace(/^@/, ''));
        addIssue({
          message: error.expected,
          received: error.received,
          path: [{ type: 'unknown', origin: 'value', input: null, key, value: RECEIVED }],
        });
        return NEVER;
      }
    }),
  );
}

/** In place of a value: what was received is said by the issue. */
const RECEIVED = Symbol('received');

/** An analytic function by name or as an object; what comes out is the function itself. */
export const activation = readBy((value, path): AnalyticFunction => {
  const f = resolveFunction(readFunction(value, path), path);
  if (f.domain === 'line') return f;
  const received = `"${f.name}", which is defined for z > 0 only`;
  throw new InputError(path, 'a function on all of ℝ', received);
});

/** An exact number: "3/5", "-0.25", or a JSON number, which means the double it denotes. */
export const rational = v.pipe(
  v.union([v.pipe(v.number(), v.finite()), v.string()], 'a number such as "3/5" or 0.25'),
  v.rawTransform<number | string, Rational>(({ dataset, addIssue, NEVER }) => {
    const { value } = dataset;
    const q = typeof value === 'number' ? fromDouble(value) : parse(value);
    if (q !== undefined) return q;
    addIssue({ message: 'a number such as "3/5" or 0.25', received: JSON.stringify(value) });
    return NEVER;
  }),
);

/** An exact number ≥ 0. */
export const nonNegative = v.pipe(
  rational,
  v.check(({ numerator }) => numerator >= 0n, 'a number ≥ 0'),
);

/** A key that may be absent, with the value that it has then. */
export const optional = v.optional;

/**
 * @param path where the value stands in the user's file.
 * @throws InputError of the first issue.
 */
export function readWith<Spec>(schema: Schema<Spec>, value: unknown, path: string): Spec {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const steps = issue.path ?? [];
  const where = steps.reduce((text, { key }) => joined(text, key), path);
  const said = steps.at(-1)?.value === RECEIVED || issue.type === 'raw_transform';
  // A check of several keys against each other is said of one of them, and received is that one's value.
  const input = issue.type === 'check' && steps.length > 0 ? steps.at(-1)!.value : issue.input;
  throw new InputError(where, issue.message, said ? issue.received : described(input));
}

function joined(path: string, key: unknown): string {
  if (key instanceof Suffix) return path + key.text;
  if (typeof key === 'number') return `${path}[${key}]`;
  return fieldPath(path, String(key));
}

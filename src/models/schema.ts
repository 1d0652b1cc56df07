/**
 * How `model` of an instance is read: valibot schemas, with the pieces that models are made of. An issue
 * becomes an `InputError` that names the path, what was expected and what was found.
 */
import * as v from 'valibot';
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { InputError } from '../errors.ts';
import { readFunction } from '../instances/read-function.ts';
import { fromDouble, parse, type Rational } from '../numerics/rational.ts';

export type Schema<Spec> = v.GenericSchema<unknown, Spec>;

/** Largest extent of an axis. */
export const LARGEST_SIZE = 2 ** 20;

export const integer = (low: number, high: number) =>
  v.pipe(
    v.number(`an integer from ${low} to ${high}`),
    v.integer(`an integer from ${low} to ${high}`),
    v.minValue(low, `an integer from ${low} to ${high}`),
    v.maxValue(high, `an integer from ${low} to ${high}`),
  );

/** The extent of an axis. */
export const size = integer(1, LARGEST_SIZE);

export const boolean = v.boolean('true or false');

export const literal = <const K extends string>(value: K) => v.literal(value, `"${value}"`);

export const oneOf = <const K extends string>(...values: K[]) =>
  v.picklist(values, `one of ${values.join(', ')}`);

/** An object with these keys and no others. */
export const object = <const E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, (issue) =>
    issue.expected === 'never'
      ? `one of the keys ${Object.keys(entries).join(', ')}`
      : issue.received === 'undefined'
        ? `the key ${issue.expected}`
        : `an object with the keys ${Object.keys(entries).join(', ')}`,
  );

export const list = <S extends v.GenericSchema>(item: S, least = 0, most = 1000) =>
  v.pipe(
    v.array(item, `an array of ${least} to ${most}`),
    v.minLength(least, `an array of ${least} to ${most}`),
    v.maxLength(most, `an array of ${least} to ${most}`),
  );

/** [inputs, hidden …, outputs]. */
export const widths = list(size, 2, 1000);

/** An analytic function by name or as an object; what comes out is the function itself. */
export const activation = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, AnalyticFunction>(({ dataset, addIssue, NEVER }) => {
    try {
      return resolveFunction(readFunction(dataset.value, ''), '');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      addIssue({
        message: error.expected,
        received: error.received,
        path: [{ type: 'object', origin: 'value', input: {}, key: error.path, value: null }],
      });
      return NEVER;
    }
  }),
);

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

export const optional = v.optional;

/**
 * @param path where the value stands in the user's file.
 * @throws InputError of the first issue.
 */
export function readWith<Spec>(schema: Schema<Spec>, value: unknown, path: string): Spec {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = (issue.path ?? []).reduce(
    (text, { key }) => joined(text, key as string | number),
    path,
  );
  throw new InputError(where, issue.message, issue.received);
}

function joined(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (key === '') return path;
  return path === '' ? key : `${path}.${key}`;
}

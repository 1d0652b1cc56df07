/**
 * Reading fields of a user's JSON value. Every function takes the path that leads to the value and
 * throws an `InputError` that names it, what was expected and what was found.
 */
import { InputError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import type { Numeral } from '../numerics/numeral.ts';
import { parse, toDouble } from '../numerics/rational.ts';

/** Longest text of a numeral; the exact decimal expansion of any double is shorter. */
const LONGEST_NUMERAL = 1200;

export type Fields<K extends string> = { readonly [key in K]?: unknown };

/** `path.key`, or `key` at the root. */
export function fieldPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** What was found, short enough for one line. */
export function described(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty array' : `an array of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

export function mismatch(path: string, expected: string, value: unknown): InputError {
  return new InputError(path === '' ? 'instance' : path, expected, described(value));
}

/** The fields of an object that has no other keys than `known`. */
export function readFields<K extends string>(
  value: unknown,
  path: string,
  known: readonly K[],
): Fields<K> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mismatch(path, `an object with the keys ${known.join(', ')}`, value);
  }
  for (const key of Object.keys(value)) {
    if (!known.some((name) => name === key)) {
      const nearest = suggestion(key, known);
      throw new InputError(
        fieldPath(path, key),
        `one of the keys ${known.join(', ')}`,
        `"${key}"${nearest}`,
      );
    }
  }
  return value;
}

export function readArray(value: unknown, path: string, expected: string): readonly unknown[] {
  if (!Array.isArray(value)) throw mismatch(path, expected, value);
  return value;
}

export function readString(value: unknown, path: string, expected: string): string {
  if (typeof value !== 'string') throw mismatch(path, expected, value);
  return value;
}

export function readInteger(value: unknown, path: string, low: number, high: number): number {
  if (!Number.isInteger(value) || Object.is(value, -0)) {
    throw mismatch(path, `an integer from ${low} to ${high}`, value);
  }
  const integer = value as number;
  if (integer < low || integer > high) {
    throw mismatch(path, `an integer from ${low} to ${high}`, value);
  }
  return integer;
}

export function readOneOf<T extends string>(value: unknown, path: string, known: readonly T[]): T {
  const match = known.find((name) => name === value);
  if (match !== undefined) return match;
  const nearest = typeof value === 'string' ? suggestion(value, known) : '';
  throw new InputError(path, `one of ${known.join(', ')}`, described(value) + nearest);
}

const NUMERAL = 'a finite number or a string such as "3/7"';

/** A numeral as it was written. Its nearest double must be finite. */
export function readNumeral(value: unknown, path: string): Numeral {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw mismatch(path, NUMERAL, value);
    return value;
  }
  if (typeof value !== 'string' || value.length > LONGEST_NUMERAL) {
    throw mismatch(path, NUMERAL, value);
  }
  const q = parse(value);
  if (q === undefined) throw mismatch(path, NUMERAL, value);
  if (!Number.isFinite(toDouble(q)))
    throw mismatch(path, 'a number in the range of doubles', value);
  return value;
}

/** A numeral whose value is at least 0, or above 0 where `positive`. */
export function readNonNegative(value: unknown, path: string, positive: boolean): Numeral {
  const numeral = readNumeral(value, path);
  const x = typeof numeral === 'number' ? numeral : toDouble(parse(numeral)!);
  if (positive ? !(x > 0) : x < 0) {
    throw mismatch(path, positive ? 'a number > 0' : 'a number ≥ 0', value);
  }
  return numeral;
}

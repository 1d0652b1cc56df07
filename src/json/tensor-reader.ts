/** Nested arrays of numerals whose shape is known. */
import { InputError } from '../errors.ts';
import type { Numeral } from '../numerics/numeral.ts';
import { described, readNumeral } from './field-reader.ts';

/** One level of nesting. */
export interface Extent {
  readonly name: string;
  readonly size: number;
}

/** Numerals nested as deep as there are axes: a numeral alone for none. */
export type NestedNumerals = Numeral | readonly NestedNumerals[];

/**
 * @param authority who says so, e.g. `widths say [2, 3, 1]`.
 * @throws InputError such as `weights: expected 1 × 3 (outputs × hidden), received 1 × 2; widths say …`.
 */
export function readTensor(
  value: unknown,
  path: string,
  axes: readonly Extent[],
  authority: string,
): NestedNumerals {
  if (axes.length === 0) return readNumeral(value, path);
  const found = shapeOf(value, axes.length);
  const expected = axes.map(({ size }) => size).join(' × ');
  // A number that is the size is described like an array of that size.
  if (!Array.isArray(value) || found !== expected) {
    const meaning = axes.map(({ name }) => name).join(' × ');
    const numbers = axes.length === 1 ? `${expected} numbers` : expected;
    const received = Array.isArray(value) ? `${found}; ${authority}` : found;
    throw new InputError(path, `${numbers} (${meaning})`, received);
  }
  const visit = (node: unknown, at: string, depth: number): NestedNumerals =>
    depth === axes.length
      ? readNumeral(node, at)
      : (node as readonly unknown[]).map((child, i) => visit(child, `${at}[${i}]`, depth + 1));
  return visit(value, path, 0);
}

/** `1 × 2`, or what is wrong with something that is no array of that rank. */
function shapeOf(value: unknown, rank: number): string {
  if (!Array.isArray(value)) return described(value);
  const sizes: number[] = [value.length];
  let level: readonly unknown[] = value;
  for (let depth = 1; depth < rank; depth++) {
    if (!level.every(Array.isArray)) return 'rows that are no arrays';
    const rows = level as readonly (readonly unknown[])[];
    const lengths = [...new Set(rows.map((row) => row.length))].sort((a, b) => a - b);
    if (lengths.length > 1)
      return `rows of ${lengths.join(' and ')} ${depth === rank - 1 ? 'numbers' : 'rows'}`;
    sizes.push(lengths[0] ?? 0);
    level = rows.flat();
  }
  return sizes.join(' × ');
}

/** Times as people write them. */
import { InputError } from '../errors.ts';

const UNITS = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['', 1],
  ['min', 60],
  ['m', 60],
  ['h', 3600],
]);

/**
 * Seconds of `30s`, `2m`, `1h`, `500ms` or `30`.
 *
 * @throws InputError that names where it stands.
 */
export function seconds(path: string, text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/.exec(text) ?? [];
  const value = Number(digits) * (UNITS.get(unit ?? '?') ?? Number.NaN);
  if (!(value > 0)) throw new InputError(path, 'a time such as 30s, 2m or 1h', `"${text}"`);
  return value;
}

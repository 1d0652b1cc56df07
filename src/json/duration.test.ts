import { expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { seconds } from './duration.ts';

it.each([
  ['30s', 30],
  ['2m', 120],
  ['1.5h', 5400],
  ['1000h', 3_600_000],
  ['500ms', 0.5],
  ['30', 30],
])('%s is %d seconds', (text, expected) => {
  expect(seconds('--time', text)).toBe(expected);
});

it.each(['', '0', '-1s', '1d', '1e3s', 's', 'NaN', '1 000h'])('%j is no time', (text) => {
  expect(() => seconds('--time', text)).toThrow(InputError);
});

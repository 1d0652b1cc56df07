import { expect, it } from 'vitest';
import { TimeLimitError } from '../errors.ts';
import { example, falsim } from '../testing/command-line.ts';
import { within } from './time-limit.ts';

it('ends what never returns, and says how long it was given', () => {
  const forever = () => {
    for (;;);
  };
  expect(() => within(0.05, forever)).toThrow(TimeLimitError);
  expect(() => within(0.05, forever)).toThrow('not decided within 0.05 s (--time-limit)');
});

it('gives back values and errors as they are', () => {
  const value = { x: 1 };
  expect(within(10, () => value)).toBe(value);
  expect(() =>
    within(10, () => {
      throw new RangeError('own');
    }),
  ).toThrow(RangeError);
});

it.each(['orbit', 'flow', 'export', 'check bounded', 'verify', 'replay'])(
  '%s: takes one, and ends with exit code 3',
  async (words) => {
    const { out } = await falsim([...words.split(' ').slice(0, 1), '--help']);
    expect(out).toMatch(/--time-limit <time>/);
  },
);

it('an orbit that takes longer is undecided', async () => {
  const { code, out, err } = await falsim([
    ...['orbit', example('tanh-m3-generic'), '--time-limit', '1ms'],
  ]);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/not decided within 0\.001 s \(--time-limit\)/);
});

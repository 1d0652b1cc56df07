import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TimeLimitError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { example, falsim, temporaryFolder } from '../testing/command-line.ts';
import { linear } from '../testing/found-counterexample.ts';
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

it('one file that takes longer does not end a replay', async () => {
  const folder = temporaryFolder();
  const lost = (claim: string) => ({
    ...{ lostVersion: 1, claim, droppedHypotheses: [], cause: 'too-costly', reason: 'it is' },
    instance: linear(1, 2, 3),
  });
  writeFileSync(join(folder, '1.json'), writeJson(lost('stuck')));
  writeFileSync(join(folder, '2.json'), writeJson(lost('costly')));
  const { code, out, err } = await falsim(['replay', folder, '--time-limit', '100ms']);
  expect({ code, err }).toEqual({ code: 3, err: '' });
  expect(out).toMatch(/^undecided\n {2}.*1\.json\nreproduced {2}costly\n {2}.*2\.json\n/);
  expect(out).toContain('not decided within 0.1 s (--time-limit)');
  expect(out).toContain('2 counterexamples replayed, 1 undecided, the others as stored');
});

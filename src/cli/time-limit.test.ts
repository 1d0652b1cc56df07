import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TimeLimitError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { example, falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { linear } from '../testing/found-counterexample.ts';
import { userModelText } from '../testing/user-model.ts';
import { commands } from './commands.ts';
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

const bounded = commands.filter(({ bound }) => bound !== null);

it.each(bounded)('$name: $bound has a default', async ({ name, bound }) => {
  const { code, out } = await falsim([name, '--help']);
  expect(code).toBe(0);
  // From the option to the end of what the help says of it.
  const [, said] = out.split(new RegExp(`^ {2}${bound} `, 'm'));
  expect(said?.split(/^ {2}-/m)[0]).toMatch(/\(default:\s+\d+\)/);
});

it('what computes nothing is known by name', () => {
  const others = commands.filter(({ bound }) => bound === null).map(({ name }) => name);
  expect(others).toEqual(['claims', 'models', 'init']);
});

/** Long enough to take more than a millisecond. */
const rows = Array.from({ length: 300 }, () => Array.from({ length: 300 }, (_, i) => i));

it.each([
  ['strata', example('tanh-m3-generic')],
  ['conserved', example('tanh-m3-generic')],
  ['condense', example('tanh-m3-generic')],
  ['compare', example('tanh-m3-generic'), example('cube-m3')],
  ['reduce', example('tanh-equal')],
  ['generators', 'bounded'],
  ['report', temporaryFolder(), '--output', join(temporaryFolder(), 'report.html')],
  ['check', 'stuck', temporaryFile('three.json', writeJson(linear(1, 2, 3)))],
  ['flow', example('tanh-m3-generic'), '--until', '1000', '--max-steps', '1000000000'],
  ['explain', example('tanh-m3-generic')],
  ['export', example('tanh-m3-generic')],
  ['explore', example('tanh-m3-generic')],
  ['import', temporaryFile('large.json', JSON.stringify({ 'a.weight': rows }))],
])('%s: nothing is printed where time is not enough', async (...words) => {
  const { code, out, err } = await falsim([...words, '--time-limit', '1ms']);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/not decided within 0\.001 s \(--time-limit\)\n$/);
});

it('verify: nothing is printed where time is not enough', async () => {
  const file = join(temporaryFolder(), 'certificate.json');
  await falsim(['orbit', example('tanh-m3-generic'), '--certificate', file]);
  const { code, out, err } = await falsim(['verify', file, '--time-limit', '1ms']);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/not decided within 0\.001 s \(--time-limit\)\n$/);
});

it('laws: a model that never returns is ended', async () => {
  const text = userModelText
    .replaceAll('user-bump', 'user-loop')
    .replace('{ x }) => [', '{ x }) => { for (;;); return [')
    .replace('\n  ],\n});', '\n  ];\n}});');
  const file = temporaryFile('loop.ts', text);
  const { code, out, err } = await falsim(['laws', file, '--time-limit', '100ms']);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/not decided within 0\.1 s/);
});

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

/** docs/adding-a-model.md, a function of one's own: its file is written, held to the laws, and used. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineFunction } from 'falsim';
import { functionLaws } from 'falsim/testing';
import { expect, it } from 'vitest';
import { loadModelFile } from '../../models/model-file.ts';
import { unregisterModel } from '../../models/registry.ts';
import { falsim, temporaryFolder } from '../command-line.ts';
import { blocksOf, readPage } from './pages.ts';

const text = blocksOf(readPage('docs/adding-a-model.md')).find((block) =>
  block.text.includes('defineFunction'),
)?.text;

it('leads from a file to a model that obeys the laws', async () => {
  const [model, instance] = ['hump.ts', 'hump.json'].map((name) => join(temporaryFolder(), name));
  writeFileSync(model, text ?? '');
  const laws = await falsim(['laws', model, '--runs', '2', '--json']);
  expect(laws.err).toBe('');
  expect(laws.code).toBe(0);
  // The function is even: a unit and its mirror image are one, and w is fixed at 0 by the reflection.
  writeFileSync(
    instance,
    '{ "model": { "kind": "humps", "hidden": 2 }, "parameters": { "w": [[0], [1]], "a": [[2, 3]] } }',
  );
  const orbit = await falsim(['orbit', instance, '--model', model]);
  expect(orbit.out).toContain('The orbit has dimension 3 of 4 parameters; it fills its stratum');
  for (const one of (await loadModelFile(model)).models) unregisterModel(one);
});

it('the equation of the page is that of the float members, and a wrong one is noticed', () => {
  const members = {
    value: (z: number) => Math.exp(-z * z),
    derivative: (z: number) => -2 * z * Math.exp(-z * z),
    second: (z: number) => (4 * z * z - 2) * Math.exp(-z * z),
  };
  const hump = (factor: number) =>
    defineFunction({
      name: 'hump',
      equation: { slope: [[], [0, factor]], start: 1 },
      ...members,
    });
  expect(functionLaws(hump(-2))).toEqual([]);
  expect(functionLaws(hump(-3)).map(({ law }) => law)).toContain('decimals');
});

import { expect, it } from 'vitest';
import { testApi } from './test-api.ts';

it('tests of tables are given what vitest gives them', async () => {
  const { module, collected } = testApi();
  const seen: unknown[][] = [];
  const keep = (...given: unknown[]) => {
    seen.push(given);
  };
  const api = module as { it: typeof it };
  api.it.each([[1, 2], [[3]], 4])('each', keep);
  api.it.for([[1, 2], 4])('for', keep);
  const { tests } = collected();
  for (const { run } of tests) await run();
  const context = expect.objectContaining({ skip: expect.any(Function) });
  expect(seen).toEqual([[1, 2], [[3]], [4], [[1, 2], context], [4, context]]);
  expect(tests.map(({ name }) => name)).toEqual([
    'each [0]',
    'each [1]',
    'each [2]',
    'for [0]',
    'for [1]',
  ]);
});

/** docs/counterexample.schema.json is what counterexamples are read by. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { publishedSchema } from '../testing/published-schema.ts';
import { counterexampleFiles } from './replay.ts';
import { counterexampleSchema } from './schema.ts';

const { published, generated, valid } = publishedSchema(
  'counterexample',
  'falsim counterexample, schema 2',
  counterexampleSchema,
);

it('is up to date', () => {
  expect(published).toBe(generated);
});

it('describes every stored counterexample, and no file with a key too many, too few or of another kind', () => {
  const stored = counterexampleFiles('counterexamples').map((file) =>
    JSON.parse(readFileSync(file, 'utf8')),
  );
  expect(stored.length).toBeGreaterThan(10);
  for (const json of stored) expect(valid(json)).toBe(true);
  const [first] = stored;
  const { reason: _, ...without } = first;
  for (const wrong of [
    { ...first, date: 'now' },
    without,
    { ...first, margin: 0 },
    { ...first, signature: '' },
    { ...first, digest: 'abc' },
    { ...first, proof: { by: 'float64' } },
  ])
    expect(valid(wrong)).toBe(false);
});

/** A hunt as a function. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bounded, claims, neverNegative } from '../testing/toy-claims.ts';
import { hunt } from './hunt.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'falsim-hunt-'));

it('stores what fails, here as in threads', async () => {
  const registry = new URL('../testing/toy-claims.ts', import.meta.url).href;
  const found = [];
  for (const threads of [undefined, { jobs: 2, registry }]) {
    const { targets } = await hunt({
      claims: threads === undefined ? [neverNegative] : claims.filter((c) => c === neverNegative),
      seed: 1,
      runs: 40,
      folder: folder(),
      ...(threads && { threads }),
    });
    const [target] = targets;
    expect(target?.tries).toBe(40);
    expect(target?.found.every(({ saved }) => existsSync(saved.file))).toBe(true);
    found.push(target?.found.map(({ counterexample }) => counterexample));
  }
  expect(found[0]).toHaveLength(1);
  expect(found[1]).toEqual(found[0]);
});

it('drops hypotheses, and ends in time', async () => {
  const { targets } = await hunt({
    claims: [bounded],
    drop: 'each',
    seed: 1,
    runs: 10,
    folder: folder(),
  });
  expect(targets.map(({ target }) => target.dropped)).toEqual([['small'], ['kind']]);
  const { seconds } = await hunt({ claims: [bounded], seed: 1, seconds: 0.3, folder: folder() });
  expect(seconds).toBeLessThan(10);
});

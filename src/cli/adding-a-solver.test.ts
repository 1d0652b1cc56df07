/** docs/adding-a-solver.md is followed: its files are written and run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createJiti } from 'jiti';
import { expect, it } from 'vitest';
import type { Solution } from '../dynamics/solution.ts';
import type { Tableau } from '../dynamics/tableau.ts';
import * as falsim from '../index.ts';
import { temporaryFolder } from '../testing/command-line.ts';
import * as testing from '../testing.ts';

const page = readFileSync(new URL('../../docs/adding-a-solver.md', import.meta.url), 'utf8');

it('leads from a tableau to its laws and its use', async () => {
  const folder = temporaryFolder();
  const files = [...page.matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)];
  expect(files.map(([, name]) => name)).toEqual([
    'bogacki-shampine-3.ts',
    'bogacki-shampine-3.test.ts',
    'use.ts',
  ]);
  for (const [, name, text] of files) writeFileSync(join(folder, name), text);
  const jiti = createJiti(pathToFileURL(join(folder, 'use.ts')).href, {
    fsCache: false,
    virtualModules: { falsim, 'falsim/testing': testing },
  });
  const read = <T>(name: string) => jiti.import<T>(join(folder, name));
  const { bogackiShampine3 } = await read<{ bogackiShampine3: Tableau }>('bogacki-shampine-3.ts');
  const { broken } = await read<{ broken: unknown[] }>('bogacki-shampine-3.test.ts');
  expect(broken).toEqual([]);
  // Every law has something to look at in this method.
  for (const { law, status } of testing.solverLaws(bogackiShampine3))
    expect([law, status]).toEqual([law, 'held']);
  const { solution } = await read<{ solution: Solution }>('use.ts');
  expect(solution.end).toBe('reached');
  // Local errors of 1e-8 · (1 + |y|) a step, all of one sign at worst, in fewer than 1000 steps that
  // contract.
  expect(Math.abs(solution.y[0] - Math.exp(-1))).toBeLessThan(1e-6);
});

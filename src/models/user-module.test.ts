import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFile } from '../testing/command-line.ts';
import { importUserModule, takeTransformed, transformedFiles } from './user-module.ts';

it('what was taken over is run as long as the text is the same, and never for another', async () => {
  const file = temporaryFile('mine.ts', `export { a } from './other.ts';`);
  const other = join(dirname(file), 'other.ts');
  writeFileSync(other, 'export const a: number = 1;');
  expect(await importUserModule(file)).toEqual({ a: 1 });
  // Code that says something else than the text, so that it shows which of the two is run.
  const mine = transformedFiles().filter(({ what }) => what.includes(dirname(file)));
  expect(mine.map(({ source }) => source).sort()).toEqual([
    'export const a: number = 1;',
    `export { a } from './other.ts';`,
  ]);
  takeTransformed(mine.map((one) => ({ ...one, code: one.code.replace('= 1', '= 2') })));
  expect(await importUserModule(file)).toEqual({ a: 2 });
  for (const a of [3, 1]) {
    writeFileSync(other, `export const a: number = ${a};`);
    expect(await importUserModule(file)).toEqual({ a });
  }
  expect(transformedFiles().filter(({ what }) => what.includes(dirname(file)))).toHaveLength(2);
});

/** Examples in the doc comments of what users import are run; `expression; // value` is an expectation. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './pages.ts';

const FILES = [
  'claims/define-claim',
  'campaigns/hunt',
  'claims/check',
  'orbits/dimension/orbit',
  'verifier/verify',
  'counterexamples/replay',
  'instances/subject',
  'config/config',
  'laws/model-laws',
  'laws/solver-laws',
  'analytic/function-laws',
  'campaigns/claim-laws',
  'symmetry/isotropy/stratum',
  'generation/instance',
].map((name) => `src/${name}.ts`);

function exampleOf(file: string): string {
  const source = readFileSync(root + file, 'utf8');
  const [, lines = ''] = /^ \* @example\n \* ```ts\n(.*?)^ \* ```$/ms.exec(source) ?? [];
  return lines.replace(/^ \* ?/gm, '');
}

const folder = mkdtempSync(join(tmpdir(), 'falsim-examples-'));

it.each(FILES)('%s', async (file) => {
  const text = exampleOf(file);
  expect(text).not.toBe('');
  const expectations = text.replace(
    /^( *)(.+); \/\/ ('[^']*'|-?\d+|true|false).*$/gm,
    '$1expect($2).toEqual($3);',
  );
  // Definitions have nothing to say by themselves.
  if (!/define-claim|config\.ts/.test(file)) expect(expectations).toContain('expect(');
  const module = join(folder, `${file.replaceAll('/', '-')}`);
  writeFileSync(module, `import { expect } from 'vitest';\n${expectations}`);
  await import(/* @vite-ignore */ module);
});

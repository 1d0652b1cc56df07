/** docs/adding-a-model.md is followed: its files are written, its commands run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseInstance } from '../instances/read-instance.ts';
import { parseJson } from '../json/json-text.ts';
import { loadModelFile } from '../models/model-file.ts';
import { unregisterModel } from '../models/registry.ts';
import { falsim, temporaryFolder } from '../testing/command-line.ts';

const page = readFileSync(new URL('../../docs/adding-a-model.md', import.meta.url), 'utf8');

/** The code blocks in one language. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(
    ([, text]) => text,
  );
}

/** Commands that are run, and what they say among other things. */
const SAYS = new Map([
  ['laws', 'gated-layer'],
  ['models', 'gated-layer'],
  // outₖ² − ‖upₖ‖² is conserved for each of the two units, so 10 − 2.
  ['orbit', 'dimension 8 of 10 parameters'],
  ['flow', 'reached: t = 1'],
]);

it('leads from a file to its laws and its instance', async () => {
  const folder = temporaryFolder();
  const place = (word: string) => (/^(\.\/)?gated\./.test(word) ? join(folder, word) : word);
  const [model, instance] = [join(folder, 'gated.ts'), join(folder, 'gated.json')];
  writeFileSync(model, blocks('ts')[0]);
  writeFileSync(instance, blocks('json')[0]);
  const commands = blocks('sh').flatMap((text) => text.trim().split('\n'));
  expect(commands.length).toBeGreaterThan(4);
  let ran = 0;
  for (const command of commands) {
    const [program, name, ...rest] = command.split(' ');
    expect(program).toBe('falsim');
    if (!SAYS.has(name)) {
      const { code, out } = await falsim([name, '--help']);
      expect(code).toBe(0);
      for (const word of rest.filter((w) => w.startsWith('--'))) expect(out).toContain(word);
      continue;
    }
    const { code, out, err } = await falsim([name, ...rest.map(place)]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(SAYS.get(name));
    ran++;
  }
  expect(ran).toBe(SAYS.size);
  const { models } = await loadModelFile(model);
  const read = parseInstance(parseJson(readFileSync(instance, 'utf8')));
  expect(read.parameters).toEqual({
    up: [
      [1, '1/2'],
      [-1, 2],
    ],
    gate: [
      ['1/3', 1],
      [2, -1],
    ],
    out: [[1, '-3/4']],
  });
  for (const one of models) unregisterModel(one);
});

it('says of a wrong tensor where it is, its axes and sizes', async () => {
  const folder = temporaryFolder();
  const [model, instance] = [join(folder, 'gated.ts'), join(folder, 'gated.json')];
  writeFileSync(model, blocks('ts')[0].replaceAll('gated-layer', 'gated-wrong'));
  const text = blocks('json')[0].replace('gated-layer', 'gated-wrong');
  writeFileSync(instance, text.replace('[2, -1]]', '[2]]'));
  const { code, err } = await falsim(['orbit', instance, '--model', model]);
  expect(code).toBe(2);
  expect(err).toBe(
    `falsim: ${instance}: parameters.gate: expected 2 × 2 (hidden × inputs), ` +
      'received rows of 1 and 2 numbers; hidden says 2, inputs says 2\n',
  );
});

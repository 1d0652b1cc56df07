/** What a command loads before it can begin is what a user waits for. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commands } from './commands.ts';

const source = fileURLToPath(new URL('..', import.meta.url));

/** Files and packages that are loaded with a file: its imports of values, and theirs. */
function loadedWith(entry: string): Set<string> {
  const loaded = new Set<string>();
  const visit = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const text = readFileSync(new URL(file, `file://${source}`), 'utf8');
    for (const [, from] of text.matchAll(
      /^(?:import|export) (?!type )(?:[^;'"]* from )?'([^']+)';/gm,
    ))
      if (from.startsWith('.')) visit(new URL(from, `file:///${file}`).pathname.slice(1));
      else loaded.add(from);
  };
  visit(entry);
  return loaded;
}

it('the list of commands is written without loading what they do', () => {
  const loaded = [...loadedWith('cli/run.ts')];
  expect(loaded.filter((name) => !name.startsWith('cli/'))).toEqual(
    expect.arrayContaining(['commander', 'errors.ts', 'reports/printable.ts']),
  );
  expect(loaded.length).toBeLessThan(15);
});

it('an orbit is computed without the libraries of other commands', () => {
  const loaded = loadedWith('cli/orbit.ts');
  expect(loaded).toContain('orbits/dimension/orbit.ts');
  for (const library of ['fast-check', 'ajv/dist/2020.js', 'csv-parse/sync', 'jiti', 'temml'])
    expect(loaded).not.toContain(library);
  for (const room of ['claims/oracles/', 'campaigns/', 'dynamics/', 'generation/', 'verifier/'])
    expect([...loaded].filter((name) => name.startsWith(room))).toEqual([]);
});

it.each(commands)('$name has the arguments that the list shows', ({ name, arguments: shown }) => {
  const text = readFileSync(new URL(`./${name}.ts`, import.meta.url), 'utf8');
  const own = [...text.matchAll(/\.argument\(\s*'([^']+)'/g)].map(([, argument]) => argument);
  expect(text).toContain(`new Command('${name}')`);
  // Commander takes nothing required after what is optional: such a command writes its usage itself.
  const usage = /\.usage\('\[options\] ([^']+)'\)/.exec(text)?.[1];
  expect(usage ?? own.join(' ')).toBe(shown);
  expect(own).toHaveLength(shown.split(' ').filter(Boolean).length);
});

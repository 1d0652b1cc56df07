/**
 * Every command, given every hostile file in every place where it takes one: it ends with a code that the help
 * names, not that of a defect, in bounded time, with one message.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { falsim, temporaryFolder } from '../testing/command-line.ts';
import { commands } from './commands.ts';
import type { Context } from './context.ts';

const corpus = fileURLToPath(new URL('../testing/fuzz/corpus/', import.meta.url));
const instance = (weights: string) =>
  `{"model":{"kind":"linear","widths":[2,1]},"parameters":{"layers":[{"weights":${weights},"bias":null}]}}`;

const HOSTILE: { readonly [name: string]: string | Buffer } = {
  empty: '',
  binary: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x80, 0x0a]),
  brackets: '['.repeat(5000),
  object: '{}',
  list: '[]',
  null: 'null',
  text: '"text"',
  number: '1e999',
  'cut off': instance('[[1,2]]').slice(0, 60),
  NaN: instance('[[NaN,2]]'),
  'NaN as text': instance('[["NaN","Infinity"]]'),
  'texts for numbers': instance('[["one","two"]]'),
  'a list too deep': instance('[[[1],[2]]]'),
  'prototype keys': `{"__proto__":{"model":1},"constructor":{"prototype":{"x":1}},"toString":1,"model":{"kind":"__proto__","widths":[1,1]}}`,
  'a kind of all objects': '{"model":{"kind":"constructor","widths":[2,1]},"parameters":{}}',
  'a claim of all objects': '{"schemaVersion":2,"claim":{"id":"toString"},"lostVersion":1}',
  'a certificate of nothing': '{"format":"falsim-certificate","version":1,"claim":null}',
  ...Object.fromEntries(
    readdirSync(corpus).map((name) => [`corpus/${name}`, readFileSync(join(corpus, name))]),
  ),
};

const FOLDER = 'folder';
const NONE = 'none.json';
/** What options are given as well; they read as arguments do. */
const FEW = [
  FOLDER,
  NONE,
  ...['empty', 'binary', 'brackets', 'null', 'list', 'object'].map((n) => `${n}.json`),
];

/** Where results go is for others to test. */
const WRITTEN = ['--output', '--out', '--csv', '--certificate'];
/** Not run, or for long: what is asked for is as short as it can be. */
const SHORT = new Map([
  ['hunt', ['bounded', '--runs', '1', '--jobs', '0']],
  ['sweep', ['bounded', '--cases', '1', '--jobs', '0']],
  ['necessity', ['bounded', '--runs', '1', '--jobs', '0']],
  ['generators', ['bounded']],
  ['work', ['--queue', 'unix:///nowhere', '--jobs', '1', '--idle', '1s']],
]);

/** What is typed for a command whose files are all `file`: one line for its arguments, one for each option. */
async function linesFor(name: string, file: string): Promise<string[][]> {
  const entry = commands.find((one) => one.name === name)!;
  const command: Command = (await entry.load())({ streams: {} } as Context);
  const places = entry.arguments.match(/[<[][^>\]]+[>\]]/g) ?? [];
  const takesFiles = places.some((place) => !/claim/.test(place));
  const own = takesFiles ? places.map((place) => (/claim/.test(place) ? 'bounded' : file)) : [];
  const valid = SHORT.get(name) ?? [];
  const options = command.options
    .filter(({ flags }) => /<[^>]*(?:file|folder|json|csv|config)[^>]*>/.test(flags))
    .map(({ long }) => long!)
    .filter((long) => !WRITTEN.includes(long));
  // Every command has these two, from one place.
  const all = name === 'models' ? ['--model', '--config'] : options;
  return [
    ...(takesFiles ? [[name, ...own]] : []),
    ...(FEW.includes(file) ? all : []).map((option) => [
      name,
      ...(takesFiles ? own : valid),
      option,
      file,
    ]),
  ];
}

let folder = '';
const home = process.cwd();
beforeAll(() => {
  folder = temporaryFolder();
  process.chdir(folder);
  for (const [name, content] of Object.entries(HOSTILE))
    writeFileSync(join(folder, `${name.replaceAll(/\W+/g, '-')}.json`), content);
});
afterAll(() => process.chdir(home));

const takers = commands.filter(({ name }) => name !== 'init').map(({ name }) => name);

describe('a hostile file', () => {
  it.each(takers)('is no defect to %s', async (name) => {
    const hostile = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(hostile.length).toBeGreaterThan(25);
    const files = [...hostile, FOLDER, NONE];
    for (const file of files)
      for (const line of await linesFor(name, file)) {
        for (const name of [FOLDER, NONE]) rmSync(name, { recursive: true, force: true });
        mkdirSync(FOLDER);
        const before = process.cpuUsage();
        const { code, err } = await falsim(line);
        const { user, system } = process.cpuUsage(before);
        const said = line.join(' ');
        expect([0, 1, 2, 3], `${said}: ${err}`).toContain(code);
        expect(err.match(/^falsim: /gm)?.length ?? 0, `${said}: ${err}`).toBeLessThan(2);
        if (code === 2) expect(err, said).toMatch(/^falsim: |\nfalsim: /);
        expect((user + system) / 1e6, said).toBeLessThan(5);
      }
  });
});

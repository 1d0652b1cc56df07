/** Configs: what they may say, how they are found and read, and what errors name. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorkerPool } from '../campaigns/worker-pool.ts';
import { claimById } from '../claims/registry.ts';
import { originOf } from '../models/registry.ts';
import { falsim, temporaryFolder } from '../testing/command-line.ts';
import { forgetModels } from '../testing/registering.ts';
import { userModelText } from '../testing/user-model.ts';
import { type Config, defineConfig } from './config.ts';
import { optionsOf, placesOf } from './defaults.ts';
import { findConfig } from './find-config.ts';
import { loadConfig } from './load-config.ts';
import { chosenProfile } from './profiles.ts';
import { registryUrl } from './registry-url.ts';

const claimText = `
import { decided, defineClaim } from 'falsim';
export const mine = defineClaim({
  id: 'mine',
  statement: 'F(0) = 0.',
  domain: { kinds: ['user-bump'] },
  check: () => decided({ clause: 'x-value', margin: 1, says: 'it is', evidence: {} }),
});
`;

/** A folder with the given files. */
function project(files: { readonly [name: string]: string }): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const config = (body: string) =>
  `import { defineConfig } from 'falsim';\nexport default defineConfig(${body});\n`;

afterEach(forgetModels);

describe('defineConfig', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'config: expected an object, received undefined'],
    [
      'other keys',
      { model: [] },
      'config: expected the keys models, claims, counterexamples, profiles, received model',
    ],
    [
      'a file in place of a list',
      { models: 'a.ts' },
      'models: expected a list of names of files or models that defineModel made, received "a.ts"',
    ],
    [
      'a claim that is none',
      { claims: ['a.ts', {}] },
      'claims[1]: expected names of files or claims that defineClaim made, received object',
    ],
    [
      'no folder',
      { counterexamples: '' },
      'counterexamples: expected the name of a folder, received ""',
    ],
    [
      'an unknown option',
      { profiles: { night: { run: 3 } } },
      'profiles.night: expected the keys runs, time, seed, jobs, shrinks, runLimit, strategy, received run',
    ],
    [
      'a strategy that there is none',
      { profiles: { night: { strategy: 'greedy' } } },
      'profiles.night.strategy: expected one of random, guided, received "greedy"',
    ],
    [
      'an option of another type',
      { profiles: { night: { time: 3 } } },
      'profiles.night.time: expected a string, received number',
    ],
    [
      'a profile that is none',
      { profiles: { night: 3 } },
      'profiles.night: expected an object, received number',
    ],
  ])('refuses %s', (_, body, message) => {
    expect(() => defineConfig(body as Config)).toThrow(message);
  });
});

describe('findConfig', () => {
  it('looks in the folder and above it', () => {
    const folder = project({ 'falsim.config.mjs': '' });
    const below = join(folder, 'a', 'b');
    mkdirSync(below, { recursive: true });
    expect(findConfig(below)).toBe(join(folder, 'falsim.config.mjs'));
    writeFileSync(join(folder, 'a', 'falsim.config.ts'), '');
    expect(findConfig(below)).toBe(join(folder, 'a', 'falsim.config.ts'));
    expect(findConfig(folder)).toBe(join(folder, 'falsim.config.mjs'));
  });
});

describe('loadConfig', () => {
  it('registers models and reads claims, from files and as they are', async () => {
    const folder = project({
      'model.ts': userModelText,
      'claim.ts': claimText,
      'falsim.config.ts': `import { mine } from './claim.ts';\n${config(
        `{ models: ['./model.ts'], claims: ['./other.ts', mine], counterexamples: 'found' }`,
      )}`,
      'other.ts': claimText.replace("'mine'", "'other'"),
    });
    const loaded = await loadConfig(join(folder, 'falsim.config.ts'));
    expect(loaded.claims.map(({ id }) => id)).toEqual(['other', 'mine']);
    expect(loaded.counterexamples).toBe(join(folder, 'found'));
    expect(originOf('user-bump')?.file).toBe(join(folder, 'model.ts'));
  });

  it('serves the threads of a hunt', async () => {
    const folder = project({
      'model.ts': userModelText.replaceAll('user-bump', 'user-thread'),
      'claim.ts': claimText.replaceAll('user-bump', 'user-thread'),
      'falsim.config.ts': config(`{ models: ['model.ts'], claims: ['claim.ts'] }`),
    });
    const file = join(folder, 'falsim.config.ts');
    // As a command does, which hands on what it has transformed.
    await loadConfig(file);
    const registry = registryUrl(file);
    const pool = createWorkerPool({ jobs: 1, claims: [], registry, runLimit: 60 });
    try {
      const spec = { claimId: 'mine', dropped: [], seed: 1, index: 0, runs: 5 };
      const done = await pool.run({ kind: 'chunk', spec });
      expect(done).toMatchObject({ kind: 'chunk', result: { counts: { survived: 5 } } });
    } finally {
      await pool.close();
    }
  });

  it.each<[string, { readonly [name: string]: string }, RegExp]>([
    ['is not there', {}, /^x\/falsim\.config\.ts: expected a config file, received no such file$/],
    [
      'exports nothing',
      { 'falsim.config.ts': 'export const a = 1;' },
      /^x\/falsim\.config\.ts: expected a default export: .*, received none$/,
    ],
    [
      'throws',
      { 'falsim.config.ts': 'throw new Error("no luck")' },
      /^x\/falsim\.config\.ts: expected a module that can be loaded, received an exception: no luck$/,
    ],
    [
      'has a wrong key',
      { 'falsim.config.ts': 'export default { folder: "x" };' },
      /^x\/falsim\.config\.ts: config: expected the keys .* received folder$/,
    ],
    [
      'names a model file that is not there',
      { 'falsim.config.ts': config(`{ models: ['none.ts'] }`) },
      /^x\/none\.ts: .*no such file/,
    ],
    [
      'names a claim file without claims',
      { 'falsim.config.ts': config(`{ claims: ['c.ts'] }`), 'c.ts': 'export const a = 1;' },
      /^x\/c\.ts: expected an export that defineClaim made, received exports of other things: a$/,
    ],
    [
      'names a claim that is wrongly defined',
      {
        'falsim.config.ts': config(`{ claims: ['c.ts'] }`),
        'c.ts': claimText.replace("'mine'", "'My Claim'"),
      },
      /^x\/c\.ts: .*claim definition: id: expected a name in kebab-case.* received "My Claim"$/,
    ],
    [
      'takes the id of a claim of falsim',
      {
        'falsim.config.ts': config(`{ claims: ['c.ts'] }`),
        'c.ts': claimText.replace("'mine'", "'orbit-is-sim'"),
      },
      /^x\/falsim\.config\.ts: claims: expected ids of their own, received "orbit-is-sim" again$/,
    ],
  ])('says of a config that %s, and in which file', async (_, files, message) => {
    const folder = project(files);
    const error = await loadConfig(join(folder, 'falsim.config.ts')).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message.replaceAll(folder, 'x')).toMatch(message);
    expect(claimById('orbit-is-sim')).toBeDefined();
  });
});

it('keeps sweeps in its folder, apart from hunts', async () => {
  const folder = project({ 'falsim.config.ts': config('{}') });
  const words = [
    'bounded',
    '--complexity',
    '2',
    '--jobs',
    '0',
    '--config',
    `${folder}/falsim.config.ts`,
  ];
  const { code } = await falsim(['sweep', ...words]);
  expect(code).toBeLessThan(2);
  expect(readdirSync(join(folder, '.falsim'))).toEqual(['sweeps']);
});

describe('profiles', () => {
  const loaded = {
    file: 'falsim.config.ts',
    folder: process.cwd(),
    claims: [],
    counterexamples: 'found',
    profiles: {
      default: { runs: 7 },
      night: { time: '2m', jobs: 3, runLimit: '500ms', strategy: 'guided' as const },
      quick: { time: '5s', jobs: 2 },
      deep: { jobs: 9 },
    },
  };
  const options = (named?: string, variable?: string, own = {}) =>
    optionsOf(chosenProfile(named, variable, own), 'falsim.config.ts');

  it('are there without a config, by name or from the environment', () => {
    expect(options()).toEqual({});
    expect(options(undefined, '')).toEqual({});
    expect(options('quick')).toEqual({ runs: 60, seed: 1, shrinks: 2000 });
    expect(options(undefined, 'quick')).toEqual(options('quick'));
    expect(options('nightly', 'quick')).toEqual({ time: 3600 });
    expect(options('deep')).toEqual({ time: 86_400, shrinks: 100_000, runLimit: 600 });
  });

  it('are added and changed by a config, a budget in the place of one of another kind', () => {
    const own = loaded.profiles;
    expect(placesOf(loaded)).toEqual({ out: 'found', state: '.falsim/campaigns' });
    expect(options(undefined, undefined, own)).toEqual({ runs: 7 });
    expect(options('night', 'quick', own)).toEqual({
      ...{ jobs: 3, time: 120, runLimit: 0.5 },
      strategy: 'guided',
    });
    expect(options('quick', undefined, own)).toEqual({ time: 5, jobs: 2, seed: 1, shrinks: 2000 });
    expect(options('deep', undefined, own)).toEqual({ ...options('deep'), jobs: 9 });
  });

  it('are refused where there is none of that name, or a time is none', () => {
    expect(() => options('nightli', undefined, loaded.profiles)).toThrow(
      '--profile: expected one of quick, default, nightly, deep, night, received nightli',
    );
    expect(() => options(undefined, 'toString')).toThrow(
      'FALSIM_PROFILE: expected one of quick, default, nightly, deep, received toString',
    );
    expect(() => options('night', undefined, { night: { time: 'soon' } })).toThrow(
      'falsim.config.ts: profiles.night.time: expected a time such as 30s, 2m or 1h, received "soon"',
    );
  });
});

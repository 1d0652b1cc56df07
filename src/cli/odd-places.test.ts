/** Where a file is looked for there may be anything: each command says so, and ends as the help tells. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeJson } from '../json/write-json.ts';
import { falsim, temporaryFolder } from '../testing/command-line.ts';
import { large } from '../testing/found-counterexample.ts';

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  process.chdir(folder);
});
afterEach(() => process.chdir(home));

describe('init', () => {
  const nothingIn = (name: string) => {
    expect(readdirSync(folder)).toEqual([name]);
  };

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /^falsim: package\.json, line 1, column 2: expected a key/],
    ['a list', '[]', /package\.json: expected an object, received an empty array/],
    ['null', 'null', /package\.json: expected an object, received null/],
    [
      'scripts that are none',
      '{"scripts":null}',
      /package\.json: scripts: expected an object, received null/,
    ],
    [
      'a script that is none',
      '{"scripts":{"test":1}}',
      /package\.json: scripts\.test: expected a text, received 1/,
    ],
    [
      'dependencies that are none',
      '{"dependencies":"falsim"}',
      /package\.json: dependencies: expected an object, received "falsim"/,
    ],
  ])('refuses a package.json of %s, and writes nothing', async (_, text, said) => {
    writeFileSync('package.json', text);
    const { code, out, err } = await falsim(['init']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
    nothingIn('package.json');
    expect(readFileSync('package.json', 'utf8')).toBe(text);
  });

  it('refuses a folder of that name, and a link that leads nowhere', async () => {
    mkdirSync('package.json');
    expect(await falsim(['init'])).toEqual({
      code: 2,
      out: '',
      err: 'falsim: package.json: expected a readable JSON file, received a directory\n',
    });
    rmSync('package.json', { recursive: true });
    symlinkSync('nowhere', 'package.json');
    expect((await falsim(['init'])).err).toMatch(/received no such file\n$/);
    nothingIn('package.json');
  });

  it.each(['.github', 'counterexamples'])('refuses a file %s, and writes nothing', async (name) => {
    writeFileSync(name, '');
    const { code, err } = await falsim(['init']);
    expect(code).toBe(2);
    expect(err).toContain(`${name}: expected a folder, or nothing of that name`);
    nothingIn(name);
  });

  it('keeps what is in a package.json', async () => {
    writeFileSync('package.json', '{"name":"mine","scripts":{"test":"mine"}}');
    expect((await falsim(['init'])).code).toBe(0);
    const { name, scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect({ name, scripts }).toEqual({
      name: 'mine',
      scripts: { test: 'mine', hunt: 'falsim hunt' },
    });
  });
});

describe('hunt', () => {
  const hunt = ['hunt', 'never-negative', '--runs', '40', '--seed', '1', '--jobs', '0'];

  it('refuses a file where the folder of a claim should be', async () => {
    mkdirSync('counterexamples');
    writeFileSync('counterexamples/never-negative', '');
    const { code, err } = await falsim(hunt);
    expect(code).toBe(2);
    expect(err).toMatch(
      /falsim: .*never-negative.*: expected a file that can be written, received/,
    );
  });

  it('tells of a folder where a counterexample should be, and goes on', async () => {
    await falsim(hunt);
    const [file] = readdirSync('counterexamples/never-negative');
    const path = join('counterexamples/never-negative', file);
    rmSync(path);
    mkdirSync(path);
    const { code, out, err } = await falsim(hunt);
    expect(`${out}${err}`).toMatch(/received a directory/);
    expect(code).toBe(1);
  });

  it.each([
    [
      'campaign.lock',
      /campaign\.lock: expected a file that can be (?:written|removed), received a directory/,
    ],
    ['campaign.json', /campaign\.json: expected a readable .* file, received a directory/],
    ['snapshot.json', /snapshot\.json: expected a readable .* file, received a directory/],
  ])('refuses a folder in the place of its %s', async (name, said) => {
    await falsim(hunt);
    const [campaign] = readdirSync('.falsim/campaigns');
    const path = join('.falsim/campaigns', campaign, name);
    rmSync(path, { force: true });
    mkdirSync(path);
    const { code, err } = await falsim(hunt);
    expect(code).toBe(2);
    expect(err).toMatch(said);
  });
});

describe('a folder of counterexamples', () => {
  it('may have folders that are named like files, and pipes, of which replay tells', async () => {
    mkdirSync('found/a.json', { recursive: true });
    writeFileSync('found/a.json/b.json', writeJson(large()));
    expect(spawnSync('mkfifo', ['found/c.json', 'found/d']).status).toBe(0);
    const { code, out, err } = await falsim(['replay', 'found']);
    expect(code).toBe(2);
    expect(err).toBe('falsim: found/c.json: expected a file, received a pipe or a device\n');
    expect(out).toContain('1 counterexample replayed');
    expect(out).toContain('found/a.json/b.json');
  });

  it('may be one pipe, which gives its text once', async () => {
    expect(spawnSync('mkfifo', ['pipe.json']).status).toBe(0);
    const env = { ...process.env, TEXT: writeJson(large()) };
    const writer = spawn('sh', ['-c', 'printf %s "$TEXT" > pipe.json'], { env });
    const { code, out } = await falsim(['replay', 'pipe.json']);
    writer.kill();
    expect(out).toMatch(/^reproduced\s+bounded/);
    expect(code).toBe(0);
  });
});

it('an import waits for no writer of a pipe', async () => {
  expect(spawnSync('mkfifo', ['pipe']).status).toBe(0);
  const { code, err } = await falsim(['import', 'pipe']);
  expect({ code, err }).toEqual({
    code: 2,
    err: 'falsim: pipe: expected a checkpoint, received no file\n',
  });
});

it('a working directory that is gone is no defect', async () => {
  rmSync(folder, { recursive: true });
  const { code, err } = await falsim(['claims']);
  expect(code).toBe(2);
  expect(err).toBe('falsim: working directory: expected a folder, received one that was removed\n');
});

/**
 * A theorist's own repository, from an empty folder: the packed package, `falsim init`, her tests, a hunt of
 * her claim on her model, and the counterexample in her folder that her tests replay.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type UserProject, userProject } from '../testing/packed-package.ts';

let project: UserProject;
beforeAll(() => {
  project = userProject();
}, 120_000);

const read = (name: string) => readFileSync(join(project.folder, name), 'utf8');
const write = (name: string, text: string) => writeFileSync(join(project.folder, name), text);

describe.sequential('a project of a user', () => {
  it('has a package of less than 1 MB, with what its fields name and nothing that is for tests', () => {
    expect(project.packedBytes).toBeLessThan(1e6);
    const home = join(project.folder, 'node_modules/falsim');
    const { exports, bin, files } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const entries = Object.values<string | { readonly default: string }>(exports).map((entry) =>
      typeof entry === 'string' ? entry : entry.default,
    );
    for (const entry of [...entries, ...Object.values<string>(bin)])
      expect([entry, existsSync(join(home, entry))]).toEqual([entry, true]);
    expect(files).toContain('dist');
    const main = join(home, bin.falsim);
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(main).mode & 0o111).toBe(0o111);
    const code = readdirSync(join(home, 'dist'), { recursive: true, encoding: 'utf8' });
    expect(code.filter((name) => /\.test\.|\.map$|^testing\//.test(name))).toEqual([]);
  });

  it('answers for an orbit as it is built', () => {
    const { code, text } = project.falsim(
      ...['orbit', 'node_modules/falsim/docs/examples/gelu-origin.json'],
    );
    expect(text).toContain('The orbit has dimension 0 of 2 parameters');
    expect(code).toBe(0);
  });

  it('begins with files that pass at once', () => {
    const { code, text } = project.falsim('init');
    expect(text).toContain('npx vitest run');
    expect(code).toBe(0);
    expect(JSON.parse(read('package.json'))).toMatchObject({
      scripts: { test: 'vitest run', hunt: 'falsim hunt' },
      devDependencies: { falsim: '^0.1.0', vitest: '^4.0.0' },
    });
    expect(read('.github/workflows/falsim.yml')).toContain('npx vitest run');
    const run = project.test();
    expect(run.text).toMatch(/^balance-is-kept \(seed 7\): 100 survived, 0 falsified/m);
    expect(run.text).toMatch(/Tests +4 passed/);
    expect(run.code).toBe(0);
  });

  it('overwrites nothing, and says what is in the way', () => {
    write('models/one-neuron.ts', `${read('models/one-neuron.ts')}// mine\n`);
    rmSync(join(project.folder, 'counterexamples/README.md'));
    const { code, text } = project.falsim('init');
    expect(code).toBe(2);
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /init: expected a folder without these files, received .*falsim\.config\.ts/,
    );
    expect(read('models/one-neuron.ts')).toMatch(/\/\/ mine\n$/);
    expect(existsSync(join(project.folder, 'counterexamples/README.md'))).toBe(false);
  });

  it('hunts its claim on its model with two threads, and replays what it stored', () => {
    const hunt = project.falsim(
      ...['hunt', '--drop', 'identity', '--runs', '60', '--seed', '1', '--jobs', '2'],
    );
    expect(hunt.text).toContain('balance-is-kept, without identity');
    expect(hunt.text).not.toContain('two-layer-exhaustive');
    expect(hunt.code).toBe(1);
    const folder = 'counterexamples/balance-is-kept';
    const [name, ...others] = readdirSync(join(project.folder, folder));
    expect(others).toEqual([]);
    const stored = JSON.parse(read(`${folder}/${name}`));
    // Shrunk within the domain: simpler kinds of models and simpler functions fail as well, and are not taken.
    // Of its functions neither identity nor square, for which a² − w² and 2a² − w² are conserved; at a = 0
    // or w = a = 0 the weight w does not move, so a is 1.
    expect(stored.instance.model).toEqual({ kind: 'one-neuron', activation: 'tanh' });
    expect(stored.instance.parameters).toEqual({ w: [0], a: [1] });
    expect(stored.minimality.proven).toBe(true);
    expect(stored.modelDigest).toMatch(/^[0-9a-f]{64}$/);
    const again = project.falsim('replay');
    expect(again.text).toContain('1 counterexample replayed, all as stored');
    expect(again.code).toBe(0);
  });

  it('replays what is stored, and turns red for what was altered, a theorem that falls and a false claim that does not', () => {
    const folder = 'counterexamples/balance-is-kept';
    const [name] = readdirSync(join(project.folder, folder));
    mkdirSync(join(project.folder, 'alone'));
    write(`alone/${name}`, read(`${folder}/${name}`));
    write(
      'properties/alone.test.ts',
      `import { replayStored } from 'falsim/vitest'; replayStored({ folder: 'alone' });`,
    );
    const altered = `${folder}/altered.json`;
    write(altered, read(`${folder}/${name}`).replace('"a": [1]', '"a": [2]'));
    mkdirSync(join(project.folder, 'statuses'));
    write(
      'statuses/statuses.test.ts',
      `import { decided, defineClaim } from 'falsim';
      import { attack } from 'falsim/vitest';
      for (const status of ['theorem', 'published', 'conjecture', 'refuted', 'known-false'] as const)
        for (const falls of [true, false])
          attack(defineClaim({
            id: status + (falls ? '-falls' : '-stands'),
            statement: 'It stands.',
            status,
            domain: { kinds: ['linear'] },
            check: () => falls
              ? decided({ clause: 'x-it', margin: -1, says: 'it falls', evidence: {} }, { integers: [0, 1] })
              : decided({ clause: 'x-it', margin: 1, says: 'it stands', evidence: {} }),
          }), { runs: 10 });`,
    );
    const { code, text } = project.test(
      ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', 'out.json'],
      ...['--no-isolate', '--maxWorkers', '1'],
    );
    expect(code).toBe(1);
    type Result = { ancestorTitles: string[]; status: string; failureMessages: string[] };
    type File = { name: string; assertionResults: Result[] };
    const { testResults } = JSON.parse(read('out.json')) as { testResults: File[] };
    const ofStatuses = ({ name: file }: File) => file.endsWith('statuses.test.ts');
    const [{ assertionResults: claims }] = testResults.filter(ofStatuses);
    const others = testResults.filter((file) => !ofStatuses(file));
    const red = others
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'failed');
    expect(red.map(({ failureMessages }) => failureMessages)).toEqual([
      [expect.stringContaining('of 2 in counterexamples')],
    ]);
    expect(text).toContain(`${altered}: altered`);
    expect(text).toMatch(/^1 stored counterexample fails as stored$/m);
    expect(text).not.toContain(`${folder}/${name}: `);
    const results = claims.map(({ ancestorTitles, status }) => `${ancestorTitles[0]} ${status}`);
    expect(results).toEqual([
      'theorem-falls failed',
      'theorem-stands passed',
      'published-falls passed',
      'published-stands passed',
      'conjecture-falls passed',
      'conjecture-stands passed',
      'refuted-falls passed',
      'refuted-stands failed',
      'known-false-falls passed',
      'known-false-stands failed',
    ]);
    expect(text.match(/^FINDING (\S+) \(seed 7\)/gm)).toEqual([
      'FINDING published-falls (seed 7)',
      'FINDING conjecture-falls (seed 7)',
    ]);
    const [fallen] = claims;
    // The smallest linear network, and how to have it again.
    expect(fallen.failureMessages[0]).toContain('"widths": [1, 1]');
    expect(fallen.failureMessages[0]).toContain('npx falsim hunt theorem-falls --seed 7');
  });
});

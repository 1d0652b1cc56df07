import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { example, falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { falsimVersion } from '../version.ts';

const commands = ['hunt', 'replay', 'claims', 'check', 'flow', 'orbit', 'strata', 'verify'];

function linear(...theta: number[]): string {
  return JSON.stringify({
    model: { kind: 'linear', widths: [theta.length, 1] },
    parameters: { layers: [{ weights: [theta] }] },
  });
}

describe('falsim', () => {
  it.each(commands)('%s has help', async (command) => {
    const { code, out, err } = await falsim([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: falsim ${command}`);
    expect(err).toBe('');
  });

  it('explains itself', async () => {
    const { code, out } = await falsim(['--help']);
    expect(code).toBe(0);
    for (const word of [...commands, 'Exit codes']) expect(out).toContain(word);
    expect(await falsim(['--version'])).toEqual({ code: 0, out: `${falsimVersion}\n`, err: '' });
    const packageJson: unknown = createRequire(import.meta.url)('falsim/package.json');
    expect(packageJson).toMatchObject({ version: falsimVersion });
  });

  it.each([
    [[], /Usage: falsim/],
    [['hnt'], /falsim: unknown command 'hnt'[\s\S]*hunt/],
    [['hunt', '--fast'], /falsim: unknown option '--fast'/],
    [['check', 'bounded'], /falsim: missing required argument 'instance.json'/],
    [['hunt', '--runs', 'many'], /falsim: --runs: expected an integer from 1/],
    [['hunt', '--time', '3 days'], /falsim: --time: expected a time such as 30s/],
    [['hunt', '--time', '1s', '--runs', '3'], /falsim: --time: expected either --runs or --time/],
    [['hunt', 'bound'], /falsim: claim: expected one of bounded, .*received bound/],
    [['hunt', '--drop', 'x'], /falsim: --drop: expected one of small, kind, received x/],
    [['claims', 'bound'], /falsim: claim: expected one of bounded/],
    [['flow', 'x.json', '--rtol', '-1'], /falsim: --rtol: expected a number ≥ 0/],
  ])('%j is bad input', async (argv, message) => {
    const { code, out, err } = await falsim(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
  });

  it.each([
    ['{"model": ', /, line 1, column 11: expected a JSON value/],
    ['{}', /: model: expected an object with the keys kind/],
    [linear(1).replace('[1,1]', '[2,1]'), /: parameters.layers\[0\].weights: expected 1 × 2/],
    [linear(1).replace('linear', 'cubic'), /: model.kind: expected one of linear, diagonal-linear/],
    [linear(1).replace('[[1]]', '[[null]]'), /weights\[0\]\[0\]: expected a finite number/],
    [
      readFileSync(example('gelu-origin'), 'utf8').replace('"gelu"', '"gleu"'),
      /: model.activation: expected one of identity, .*gelu.*received "gleu"/,
    ],
    [
      readFileSync(example('tanh-equal'), 'utf8').replace('"squared"', '"cubed"'),
      /: loss: expected one of squared, .*received "cubed"/,
    ],
    [
      readFileSync(example('polynomial-uv'), 'utf8').replace('2*u*v', '2*u*'),
      /: model.features\[1\]: expected/,
    ],
  ])('says in one line what is wrong with %j, and writes nothing', async (content, message) => {
    const file = temporaryFile('wrong.json', content);
    const certificate = join(dirname(file), 'certificate.json');
    const csv = join(dirname(file), 'out.csv');
    for (const argv of [
      ['orbit', file, '--certificate', certificate],
      ['flow', file, '--csv', csv],
      ['check', 'bounded', file],
    ]) {
      const { code, out, err } = await falsim(argv);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toMatch(message);
      expect(err.startsWith(`falsim: ${file}`)).toBe(true);
      expect(err.trimEnd()).not.toContain('\n');
    }
    expect(readdirSync(dirname(file))).toEqual(['wrong.json']);
  });

  it('names a directory and a missing file', async () => {
    const folder = temporaryFolder();
    expect((await falsim(['orbit', folder])).err).toMatch(/received a directory\n$/);
    expect(await falsim(['verify', join(folder, 'none.json')])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/received no such file\n$/),
    });
  });

  it('does not mind a reader that closes the pipe', async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'claims', '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (data) => {
      err += data;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(err).toBe('');
    expect(code).toBe(0);
  });
});

describe('falsim claims', () => {
  it('lists ids, statements and hypotheses', async () => {
    const { code, out } = await falsim(['claims']);
    expect(code).toBe(0);
    for (const text of ['bounded', 'No parameter exceeds 9.', '--drop small']) {
      expect(out).toContain(text);
    }
    const { out: json } = await falsim(['claims', 'bounded', '--json']);
    expect(JSON.parse(json)).toMatchObject([{ id: 'bounded', hypotheses: [{ id: 'small' }, {}] }]);
  });
});

describe('falsim check', () => {
  it.each([
    [[3], [], 0, 'survived'],
    [[12], ['--drop', 'small'], 1, 'falsified'],
    [[12], [], 3, 'vacuous'],
  ])('%j %j gives exit code %i, %s', async (theta, drop, expected, kind) => {
    const file = temporaryFile('instance.json', linear(...theta));
    const { code, out } = await falsim(['check', 'bounded', file, ...drop]);
    expect(code).toBe(expected);
    expect(out.startsWith(kind)).toBe(true);
    const { out: json } = await falsim(['check', 'bounded', file, ...drop, '--json']);
    expect(JSON.parse(json)).toMatchObject({ claim: 'bounded', kind });
  });
});

/** In the folder of a campaign. */
const LOCK = 'campaign.lock';

describe('falsim hunt and replay', () => {
  const hunt = (folder: string, ...argv: string[]) =>
    falsim([
      'hunt',
      ...argv,
      '--jobs',
      '0',
      '--out',
      join(folder, 'found'),
      '--state',
      join(folder, 'state'),
    ]);
  const files = (folder: string) =>
    readdirSync(join(folder, 'found'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .sort();

  it('finds, prints, stores and replays; the same seed gives the same bytes', async () => {
    const [a, b] = [temporaryFolder(), temporaryFolder()];
    const argv = ['bounded', '--drop', 'small', '--runs', '120', '--seed', '1'];
    const first = await hunt(a, ...argv);
    expect(first.code).toBe(1);
    expect(first.out).toMatch(/✗ bounded, without small\n {2}Claim: No parameter exceeds 9\.\n/);
    expect(first.out).toMatch(/claim +tries +survived +falsified +undecided +margin\n/);
    await hunt(b, ...argv);
    expect(files(a)).toHaveLength(2);
    expect(files(b)).toEqual(files(a));
    for (const name of files(a)) {
      const bytes = readFileSync(join(a, 'found', name));
      expect(readFileSync(join(b, 'found', name)).equals(bytes)).toBe(true);
    }
    const replayed = await falsim(['replay', join(a, 'found')]);
    expect(replayed).toMatchObject({ code: 0, err: '' });
    expect(replayed.out).toContain('2 counterexamples replayed, all as stored');

    const edited = join(a, 'found', files(a)[0]);
    writeFileSync(edited, readFileSync(edited, 'utf8').replace('"seed": 1', '"seed": 2'));
    const again = await falsim(['replay', join(a, 'found')]);
    expect(again.code).toBe(1);
    expect(again.out).toContain('1 not as stored');
    const { out } = await falsim(['replay', edited, '--json']);
    expect(JSON.parse(out)).toMatchObject([{ status: 'altered', passed: false }]);
  });

  it('has an exit code for each outcome', async () => {
    const folder = temporaryFolder();
    const runs = ['--runs', '5', '--seed', '1'];
    expect((await hunt(folder, 'bounded', ...runs)).code).toBe(0);
    expect((await hunt(folder, 'undecided', ...runs)).code).toBe(3);
    expect((await hunt(folder, 'never-negative', 'undecided', ...runs)).code).toBe(1);
    const broken = await hunt(folder, 'broken', ...runs);
    expect(broken.code).toBe(3);
    expect(broken.out).toMatch(/DEFECTS of falsim itself\n {2}broken: RangeError: no such thing/);
  });

  it('prints JSON that has everything', async () => {
    const { code, out } = await hunt(temporaryFolder(), 'never-negative', '--runs', '20', '--json');
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.targets).toHaveLength(1);
    const [target] = report.targets;
    expect(target).toMatchObject({ claim: 'never-negative', status: 'known-false', tries: 20 });
    expect(existsSync(target.counterexamples[0].file)).toBe(true);
    expect(target.counterexamples[0].counterexample.search.seed).toBe(report.seed);
  });

  it('ends on Ctrl-C with what it found, and resumes', async () => {
    const argv = ['never-negative', 'slow', '--runs', '400', '--seed', '1'];
    const common = ['--jobs', '0'];
    const folder = temporaryFolder();
    const out = join(folder, 'found');
    const state = join(folder, 'state');
    const all = ['hunt', ...argv, ...common, '--out', out, '--state', state];
    const interrupted = await falsim(all, (text, interrupt) => {
      if (text.includes(' shrunk to ')) interrupt();
    });
    expect(interrupted.code).toBe(1);
    expect(interrupted.out).toContain('interrupted after');
    expect(files(folder)).toHaveLength(1);
    const resumed = await falsim([...all, '--resume', '--json']);
    expect(JSON.parse(resumed.out).targets.map((t: { tries: number }) => t.tries)).toEqual([
      400, 400,
    ]);
    expect(files(folder)).toHaveLength(1);
    expect((await falsim(['replay', out])).code).toBe(0);
  });

  it('resumes the last hunt when no seed is named, and says which there are', async () => {
    const folder = temporaryFolder();
    const json = async (...argv: string[]) => JSON.parse((await hunt(folder, ...argv)).out);
    expect((await hunt(folder, '--resume')).err).toMatch(/--resume: expected a hunt in .*none\n$/);
    const { seed } = await json('slow', '--runs', '10', '--json');
    const { seed: other } = await json('undecided', '--runs', '5', '--json');
    const last = await json('--resume', '--json');
    expect(last).toMatchObject({ seed: other, targets: [{ claim: 'undecided', tries: 5 }] });
    const more = await json('slow', '--resume', '--runs', '130', '--json');
    expect(more).toMatchObject({ seed, targets: [{ claim: 'slow', tries: 130 }] });
    const { code, err } = await hunt(folder, 'bounded', '--resume');
    expect(code).toBe(2);
    expect(err).toContain(`slow --seed ${seed}; undecided --seed ${other}, received bounded`);
  });

  it('refuses a second hunt on one state, and one that was edited', async () => {
    const folder = temporaryFolder();
    const argv = ['slow', '--runs', '150', '--seed', '1'];
    const state = join(folder, 'state');
    const first = hunt(folder, ...argv);
    const isLocked = () =>
      existsSync(state) && readdirSync(state).some((n) => existsSync(join(state, n, LOCK)));
    while (!isLocked()) await new Promise((resolve) => setTimeout(resolve, 1));
    const second = await hunt(folder, ...argv);
    expect(second).toMatchObject({ code: 2, out: '' });
    expect(second.err).toMatch(/nothing else works/);
    // Another campaign has a folder of its own.
    expect((await hunt(folder, 'undecided', '--runs', '2', '--seed', '1')).code).toBe(3);
    expect((await first).code).toBe(0);
    const [name] = readdirSync(state).filter((n) => n.startsWith('slow--seed-1--'));
    const file = join(state, name, 'snapshot.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"survived": 100', '"survived": 99'));
    const edited = await hunt(folder, ...argv, '--resume');
    expect(edited.code).toBe(2);
    expect(edited.err).toContain(`${file}: expected a checksum that fits the content`);
  });

  it('says that a file is no folder of campaigns', async () => {
    const file = temporaryFile('hunt.json', '');
    const { code, err } = await falsim(['hunt', 'slow', '--runs', '1', '--state', file]);
    expect(code).toBe(2);
    expect(err).toBe(`falsim: ${file}: expected a folder of campaigns, received a file\n`);
  });

  it('goes on with a hunt that was longer, and counts all of it', async () => {
    const folder = temporaryFolder();
    const argv = ['undecided', '--seed', '1', '--json'];
    await hunt(folder, ...argv, '--runs', '250');
    const { out, err } = await hunt(folder, ...argv, '--runs', '120', '--resume');
    expect(JSON.parse(out).targets[0].tries).toBe(200);
    expect(err).toContain('200 instances of a claim were checked before');
    const more = await hunt(folder, ...argv, '--runs', '250', '--resume');
    expect(JSON.parse(more.out).targets[0].tries).toBe(250);
  });

  it('looks for false alarms', async () => {
    const folder = temporaryFolder();
    const argv = ['--schedule', 'false-alarms', '--cases', '60'];
    const { code, out, err } = await hunt(folder, 'bounded', 'slow', ...argv, '--json');
    expect(err).toBe('');
    const { targets, seed } = JSON.parse(out);
    expect(seed).toBe(1);
    expect(targets.map((t: { tries: number }) => t.tries)).toEqual([30, 30]);
    // Every case of `slow` survives; those of `bounded` are made larger than it allows, or survive.
    expect(code).toBe(0);
    expect((await hunt(folder, 'undecided', ...argv)).code).toBe(3);
    expect((await hunt(folder, 'never-negative', ...argv)).code).toBe(1);
    expect((await hunt(folder, 'bounded', ...argv, '--drop', 'small')).code).toBe(2);
  });

  it('takes a counterexample where it takes an instance, and replays past a bad file', async () => {
    const folder = temporaryFolder();
    await hunt(folder, 'never-negative', '--runs', '20', '--seed', '1');
    const [name] = files(folder);
    const file = join(folder, 'found', name);
    const { code, out } = await falsim(['check', 'never-negative', file, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ kind: 'falsified' });
    expect((await falsim(['orbit', file])).code).toBe(0);
    writeFileSync(join(folder, 'found', 'a.json'), '{');
    const replayed = await falsim(['replay', join(folder, 'found')]);
    expect(replayed.code).toBe(2);
    expect(replayed.err).toMatch(/^falsim: .*a\.json, line 1[^\n]*\n$/);
    expect(replayed.out).toContain('1 counterexample replayed, all as stored; 1 file could not');
  });

  it('replay says which file is no counterexample', async () => {
    const file = temporaryFile('other.json', linear(1));
    const { code, err } = await falsim(['replay', file]);
    expect(code).toBe(2);
    expect(err.startsWith(`falsim: ${file}: schemaVersion: expected schema 2`)).toBe(true);
    expect((await falsim(['replay', join(dirname(file), 'none')])).code).toBe(2);
  });
});

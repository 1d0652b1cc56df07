import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withDigest } from '../counterexamples/counterexample.ts';
import { writeJson } from '../json/write-json.ts';
import { compiledFile } from '../testing/built.ts';
import { example, falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { large } from '../testing/found-counterexample.ts';
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
    [['hunt', '--status', 'theorm'], /known-false; did you mean theorem\?/],
    [['hunt', '--strategy', 'wild'], /Allowed choices are random, guided\./],
    [['hunt', '--drop', 'each,smal'], /falsim: --drop: expected either each or ids of hypotheses/],
    [['hunt', '--fast'], /falsim: unknown option '--fast'/],
    [['check'], /falsim: check: expected a claim and a file, or a counterexample/],
    [['check', 'bounded'], /falsim: check: expected a file after the claim bounded/],
    [['check', example('gelu-origin')], /gelu-origin.json: expected a counterexample, or a claim/],
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
    const child = spawn(process.execPath, [compiledFile('cli/main'), 'claims', '--json'], {
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

  it('of one status, for hunts and tables as well', async () => {
    const all = JSON.parse((await falsim(['claims', '--json'])).out);
    for (const status of new Set(all.map((claim: { status: string }) => claim.status))) {
      const { out } = await falsim(['claims', '--status', String(status), '--json']);
      const own = all.filter((claim: { status: string }) => claim.status === status);
      expect(JSON.parse(out)).toEqual(own);
    }
    for (const command of ['claims', 'hunt', 'necessity']) {
      const { code, err } = await falsim([command, 'bounded', '--status', 'theorem']);
      expect(code).toBe(2);
      expect(err).toContain('either ids or --status');
    }
    const none = await falsim(['necessity', '--status', 'refuted']);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('--status: expected')]);
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
    expect(JSON.parse(json)).not.toHaveProperty('takenFromFile');
  });

  // A counterexample of `bounded` without `small`.
  it.each([
    [[], [], 1, 'As the file says: bounded without small.\nfalsified', ['small']],
    [['bounded'], [], 1, 'As the file says: without small.\nfalsified', ['small']],
    [[], ['--drop', 'kind'], 3, 'As the file says: bounded.\nvacuous', ['kind']],
    [[], ['--drop', 'none'], 3, 'As the file says: bounded.\nvacuous', []],
    [['bounded'], ['--drop', 'none'], 3, 'vacuous', []],
    [['never-negative'], [], 0, 'survived', []],
  ])(
    '%j, the file and %j: asks what the file names, unless it is told otherwise',
    async (id, drop, expected, begin, dropped) => {
      const file = temporaryFile('found.json', writeJson(large()));
      const { code, out } = await falsim(['check', ...id, file, ...drop]);
      expect(out.slice(0, begin.length)).toBe(begin);
      expect(code).toBe(expected);
      const { out: json } = await falsim(['check', ...id, file, ...drop, '--json']);
      const { claim, droppedHypotheses, takenFromFile = [] } = JSON.parse(json);
      expect([claim, droppedHypotheses]).toEqual([id[0] ?? 'bounded', dropped]);
      expect(takenFromFile.includes('claim')).toBe(id.length === 0);
      expect(takenFromFile.includes('droppedHypotheses')).toBe(/without/.test(begin));
    },
  );

  it('asks of what a hunt gave up, and of a weaker form, what the file names', async () => {
    const instance = JSON.parse(linear(12));
    const given = { claim: 'bounded', droppedHypotheses: ['small'], instance };
    const lost = { lostVersion: 1, ...given, cause: 'crashed', reason: 'it ended' };
    const { out } = await falsim(['check', temporaryFile('lost.json', JSON.stringify(lost))]);
    expect(out).toMatch(/^As the file says: bounded without small\.\nfalsified/);
    const file = temporaryFile('found.json', writeJson(withDigest({ ...large(), instead: ['x'] })));
    const { code, err } = await falsim(['check', file]);
    expect([code, err]).toEqual([2, expect.stringContaining('instead: expected one of none')]);
  });
});

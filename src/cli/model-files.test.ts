/** Models of a user's own: loaded from files, told apart from bad files, taken into threads, replayed. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWorkerPool } from '../campaigns/worker-pool.ts';
import { decided } from '../claims/verdict.ts';
import { withDigest } from '../counterexamples/counterexample.ts';
import { replay } from '../counterexamples/replay.ts';
import { sha256 } from '../json/canonical-json.ts';
import { writeJson } from '../json/write-json.ts';
import { loadModelFile } from '../models/model-file.ts';
import { isRegistered, unregisterModel } from '../models/registry.ts';
import { importUserModule, takeTransformed, transformedFiles } from '../models/user-module.ts';
import { falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { instanceOfUser, userModelText } from '../testing/user-model.ts';
import { claims } from '../testing/user-model-claims.ts';

describe('--model FILE', () => {
  it.each(['ts', 'js', 'mjs'])(
    'registers the models that a .%s file exports',
    async (extension) => {
      const kind = `user-bump-${extension}`;
      const typed = userModelText.replaceAll('user-bump', kind);
      const text = extension === 'ts' ? typed : typed.replaceAll('!', '');
      const file = temporaryFile(`mine.${extension}`, text);
      const { code, out } = await falsim(['models', '--json', '--model', file]);
      expect(code).toBe(0);
      const found = JSON.parse(out).find((model: { kind: string }) => model.kind === kind);
      expect(found).toEqual({ kind, formula: 'F(x) = a tanh(w x)', file });
      expect((await falsim(['models', '--model', file])).out).toContain('fully-connected\n');
    },
  );

  it('takes several files, and default exports', async () => {
    const text = userModelText.replaceAll('user-bump', 'user-default');
    const file = temporaryFile('default.ts', text.replace('export const bump =', 'export default'));
    const other = temporaryFile('other.ts', userModelText.replaceAll('user-bump', 'user-other'));
    const { out } = await falsim(['models', '--json', '--model', file, '--model', other]);
    const kinds = JSON.parse(out).map((model: { kind: string }) => model.kind);
    expect(kinds).toEqual(expect.arrayContaining(['user-default', 'user-other']));
  });

  /** What is wrong with a file, and the one line that says so; `x` stands for the file's name. */
  const variant = (from: string | RegExp, to: string) => userModelText.replace(from, to);
  it.each<[string, string, RegExp]>([
    [
      'throws',
      'throw new Error("no luck today");',
      /^x: expected a module that can be loaded, received an exception: no luck today$/,
    ],
    [
      'is no program',
      'export const = 3;',
      /^x: expected a module that can be loaded, received an exception: /,
    ],
    [
      'exports no model',
      'export const a = 1;',
      /^x: expected an export that defineModel made, received exports of other things: a$/,
    ],
    ['exports nothing', '', /^x: expected an export that defineModel made, received no exports$/],
    [
      'takes a kind',
      variant("kind: 'user-bump',", "kind: 'linear',"),
      /^x: kind: expected a kind of its own, received "linear" again$/,
    ],
    [
      'has a bad kind',
      variant("kind: 'user-bump',", "kind: 'User Bump',"),
      /^x: .*kind.*User Bump/,
    ],
    [
      'has the wrong shape',
      variant('field.mul(a[0]!, ', 'field.one, field.mul(a[0]!, '),
      /^x: model "user-bump": evaluate: expected an array of 1 numbers, one an index of "outputs", received an array of 2$/,
    ],
    [
      'branches on a value',
      variant('=> [', '=> (w[0] as unknown as number) > 0 ? [] : ['),
      /^x: model "user-bump": evaluate: expected operations of the field only, received a number read as a value: F may not branch on it$/,
    ],
    [
      'is not analytic',
      variant('tanh, field', "resolveFunction('relu'), field").replace(
        ' tanh,',
        ' resolveFunction,',
      ),
      /^x: model "user-bump": evaluate: expected analytic functions, received "relu", which is not$/,
    ],
    [
      'throws in evaluate',
      variant('w[0]!', '(w as never)[3][4]'),
      /^x: model "user-bump": evaluate: expected no exception, received "Cannot read/,
    ],
    [
      'throws in architecture',
      variant(
        'architecture: () => ({',
        'architecture: () => ({ ...(undefined as never as { a: { b: 1 } }).a.b,',
      ),
      /^x: model "user-bump": architecture: expected no exception, received "Cannot read/,
    ],
    [
      'has an axis of size 0',
      variant("'one', 1,", "'one', 0,"),
      /^x: model "user-bump": architecture: axis "one": expected a size from 1 to 1048576, received 0$/,
    ],
    [
      'has an axis of size 1e9',
      variant("'one', 1,", "'one', 1e9,"),
      /^x: model "user-bump": architecture: axis "one": expected a size from 1 to 1048576, received 1000000000$/,
    ],
    [
      'is another at each reading',
      variant('export const', 'let readings = 0;\n\nexport const').replace(
        'w[0]!',
        'readings++ % 2 ? w[0]! : a[0]!',
      ),
      /^x: model "user-bump": evaluate: expected the same operations each time, received others the second time$/,
    ],
    [
      'has no x',
      variant('inputs: { x:', 'inputs: { y:'),
      /^x: model "user-bump": architecture: expected a tensor inputs.x, received y$/,
    ],
  ])('says in one line that a file %s, and writes nothing', async (_, text, message) => {
    const file = temporaryFile('bad.ts', text);
    const instance = temporaryFile('instance.json', writeJson(instanceOfUser([1, 2])));
    const certificate = join(temporaryFolder(), 'certificate.json');
    const folder = temporaryFolder();
    const state = join(folder, 'state.json');
    for (const argv of [
      ['orbit', instance, '--model', file, '--certificate', certificate],
      ['laws', file],
      ['hunt', '--model', file, '--jobs', '2', '--out', join(folder, 'out'), '--state', state],
    ]) {
      const { code, out, err } = await falsim(argv);
      const said = err.replace(/^falsim: /, '').replaceAll(file, 'x');
      expect(said.trimEnd()).toMatch(message);
      expect({ code, out }).toEqual({ code: 2, out: '' });
    }
    expect(existsSync(certificate)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    // What was registered goes when the file is loaded anew.
    writeFileSync(file, userModelText);
    for (const model of (await loadModelFile(file)).models) unregisterModel(model);
  });

  it('says that a file is missing', async () => {
    const file = join(temporaryFolder(), 'none.ts');
    const { code, err } = await falsim(['models', '--model', file]);
    expect(code).toBe(2);
    expect(err).toBe(`falsim: ${file}: expected a readable model file, received no such file\n`);
  });
});

describe('threads', () => {
  const registry = new URL('../testing/user-model-claims.ts', import.meta.url).href;
  const spec = { claimId: 'user-model-at-zero', dropped: [], seed: 1, index: 0, runs: 20 };
  const survived = { kind: 'chunk', result: { tries: 20, counts: { survived: 20 } } };
  /** What a thread makes of a file. */
  async function inThread(file: string) {
    const pool = createWorkerPool({ jobs: 1, claims, registry, modelFiles: [file], runLimit: 60 });
    try {
      return await pool.run({ kind: 'chunk', spec });
    } finally {
      await pool.close();
    }
  }

  it('load the same files, as they are by then', async () => {
    const file = temporaryFile('mine.ts', 'export const a = 1;');
    await importUserModule(file);
    writeFileSync(file, userModelText);
    expect(await inThread(file)).toMatchObject(survived);
  });

  it('have from the command what their text is as a program', async () => {
    const [file, model] = ['export const a = 1;', userModelText].map((text) =>
      temporaryFile('mine.ts', text),
    );
    await Promise.all([file, model].map((one) => importUserModule(one)));
    const transformed = (path: string) =>
      transformedFiles().find(({ what }) => what.includes(JSON.stringify(path)))!;
    // The code of the other file: who reads this one's text finds no model.
    takeTransformed([{ ...transformed(file), code: transformed(model).code }]);
    expect(await inThread(file)).toMatchObject(survived);
  });
});

describe('a counterexample of a user model', () => {
  const [claim] = claims as [(typeof claims)[number]];
  const decision = { clause: 'x-value', margin: -16, says: '3', evidence: {} } as const;
  const verdict = decided(decision, { integers: [0, 3] });
  if (verdict.kind !== 'falsified') throw new Error(`${verdict.kind}, not falsified`);
  const { by, proof } = verdict;
  const refutation = { margin: -16, reason: '3', by, proof, instance: instanceOfUser([1, 2]) };
  const stored = withDigest({
    schemaVersion: 2,
    falsimVersion: '0.1.0',
    claim: { id: claim.id, statement: claim.statement },
    planted: true,
    droppedHypotheses: [],
    clause: 'x-value',
    signature: 'x-value',
    ...refutation,
    irrelevant: [],
    minimality: { proven: false, stepsTried: 0 },
    original: refutation,
    search: { seed: 1, tries: 1, shrinks: 0 },
    modelDigest: sha256(userModelText),
  });
  const failing = {
    ...claim,
    status: 'known-false' as const,
    check: () => verdict,
  };

  it('is unknown without the file, which is no failure', async () => {
    expect(isRegistered('user-bump')).toBe(false);
    const file = temporaryFile('stored.json', writeJson(stored));
    const { code, out } = await falsim(['replay', file]);
    expect(code).toBe(3);
    expect(out).toMatch(/unknown/);
    expect(out).toContain('the model "user-bump" is not known here: name its file with --model');
    expect(readFileSync(file, 'utf8')).toBe(writeJson(stored));
  });

  it('is reproduced with the file, and says when that has changed', async () => {
    const file = temporaryFile('mine.ts', userModelText);
    const first = await loadModelFile(file);
    expect(first.digest).toBe(stored.modelDigest);
    expect(replay(stored, 'a', () => failing)).toMatchObject({
      status: 'reproduced',
      passed: true,
      failed: false,
      reason: '3',
    });
    writeFileSync(file, `${userModelText}\n// changed\n`);
    const second = await loadModelFile(file);
    expect(second.digest).not.toBe(first.digest);
    expect(replay(stored, 'a', () => failing)).toMatchObject({
      status: 'reproduced',
      reason: '3; the file of the model has changed since this was stored',
    });
    expect(replay(stored, 'a', () => claim)).toMatchObject({ status: 'differs', failed: true });
    for (const model of second.models) unregisterModel(model);
  });
});

/** What the process does when the disk or the reader fails. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withDigest } from '../counterexamples/counterexample.ts';
import { writeJson } from '../json/write-json.ts';
import { compiledFile } from '../testing/built.ts';
import { example, falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { large, linear } from '../testing/found-counterexample.ts';

/** A line of shell in which "$@" is the command line of falsim. */
function shell(line: string, ...argv: string[]) {
  const falsimWords = [process.execPath, compiledFile('cli/main'), ...argv];
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line, 'bash', ...falsimWords], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe.skipIf(!existsSync('/dev/full'))('on a full disk', () => {
  it('what cannot be printed ends with exit code 74', () => {
    const { code, err } = shell('"$@" > /dev/full', 'claims', '--json');
    expect(code).toBe(74);
    expect(err).toMatch(/^falsim: stdout: not written: ENOSPC[^\n]*\n$/);
  });

  it('a table of steps that cannot be written does too', async () => {
    const { code, err } = await falsim(['flow', example('tanh-equal'), '--csv', '/dev/full']);
    expect(code).toBe(74);
    expect(err).toBe('falsim: /dev/full: not written: no space is left (ENOSPC)\n');
  });
});

describe('where files may not be larger than a kilobyte', () => {
  it('a hunt ends with one message, and what was there stays', () => {
    const folder = temporaryFolder();
    const state = join(folder, 'state');
    const hunt = ['hunt', 'momentum-keeps-balance', '--runs', '5', '--seed', '1', '--jobs', '0'];
    const { code, err } = shell(
      'ulimit -f 1; "$@"',
      ...[...hunt, '--out', join(folder, 'found'), '--state', state],
    );
    expect(code).toBe(74);
    expect(err.replace(/\s+/g, ' ')).toMatch(
      /falsim: .*larger than is allowed \(EFBIG\).*is kept $/,
    );
    expect(err.match(/falsim:/g)).toHaveLength(1);
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => /^found.*\.json$|\.tmp$/.test(name))).toEqual([]);
  });

  it('or than nothing, a hunt has no lock: one message, and none is left', () => {
    const state = temporaryFolder();
    const hunt = ['hunt', 'momentum-keeps-balance', '--runs', '5', '--seed', '1', '--jobs', '0'];
    const { code, out, err } = shell('ulimit -f 0; "$@"', ...hunt, '--state', state);
    expect({ code, out }).toEqual({ code: 74, out: '' });
    expect(err.replace(/\s+/g, ' ')).toMatch(
      /^falsim: \S+campaign\.lock: not written: the file would be larger than is allowed \(EFBIG\) $/,
    );
    const left = readdirSync(state, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.includes('.'))).toEqual([]);
  });

  it('a certificate that is there stays as it is', () => {
    const file = temporaryFile('certificate.json', 'old');
    writeFileSync(file, 'old');
    const { code } = shell(
      'ulimit -f 1; "$@"',
      ...['orbit', example('tanh-opposite'), '--certificate', file],
    );
    expect(code).toBe(74);
    expect(readFileSync(file, 'utf8')).toBe('old');
  });
});

describe('text from files', () => {
  it('is never printed raw, nor at any length', async () => {
    const kind = `\u001b[31m${'x'.repeat(1e5)}\u009b31m`;
    const file = temporaryFile('escape.json', JSON.stringify({ model: { kind }, [kind]: 1 }));
    for (const argv of [
      ['orbit', file],
      ['check', kind, file],
      ['hunt', kind],
      ['orbit', `${kind.slice(0, 100)}.json`],
    ]) {
      const { code, out, err } = await falsim(argv);
      expect(code).toBe(2);
      expect(`${out}${err}`).not.toMatch(/[^\P{Cc}\n]/u);
      expect(err.length).toBeLessThan(2500);
    }
  });
});

describe('names from files', () => {
  const hostileName = '\u001b[31mred\u009b2J\u202e';
  /** Neither control characters nor what turns the direction of writing, but for ends of lines. */
  const RAW = /[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069]/u;

  /** As it should be, with escapes wherever there are words. */
  const hostile = (changed: object = {}) => {
    const { digest: _, ...plain } = large();
    return withDigest({
      ...plain,
      claim: { id: 'bounded', statement: `No parameter ${hostileName}.` },
      falsimVersion: hostileName,
      reason: `too large ${hostileName}`,
      ...changed,
    });
  };
  const model = { kind: hostileName, widths: [1, 1] };
  const lost = {
    ...{ lostVersion: 1, claim: 'costly', droppedHypotheses: [], cause: 'too-costly' },
    reason: hostileName,
    instance: linear(1, 2, 3),
  };

  it.each<[string, object, number, string[]]>([
    ['a counterexample', hostile(), 0, ['replay']],
    ['a counterexample', hostile(), 0, ['replay', '--json']],
    ['a counterexample', hostile(), 1, ['check']],
    ['a counterexample', hostile(), 1, ['check', '--json']],
    [
      'one of a model that can have no such name',
      hostile({ modelDigest: 'a'.repeat(64), instance: { model, parameters: {} } }),
      2,
      ['replay'],
    ],
    ['a lost instance', lost, 0, ['replay']],
  ])('of %s are not printed raw (%#)', async (_, content, expected, argv) => {
    const file = temporaryFile(`${hostileName}.json`, writeJson(content));
    const { code, out, err } = await falsim([...argv, file]);
    expect(code, err).toBe(expected);
    if (argv[0] === 'replay') expect(`${out}${err}`).toContain('u001b[31mred');
    expect(`${out}${err}`).not.toMatch(RAW);
  });

  it('are neither printed nor written into a page by report', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.json'), writeJson(hostile()));
    const page = join(folder, `${hostileName}.html`);
    const { code, out, err } = await falsim(['report', folder, '-o', page]);
    expect(code, err).toBe(0);
    expect(out).toContain('\\u001b[31mred\\u009b2J\\u202e.html');
    expect(`${out}${err}`).not.toMatch(RAW);
    expect(readFileSync(page, 'utf8')).toContain('too large');
  });

  it('are not printed raw by explain, import and condense of a checkpoint', async () => {
    const name = `${hostileName}.weight`;
    const tensors = { [`0.${name}`]: [[1, 2]], 'fc.weight': [[1, 2]] };
    const file = temporaryFile(`${hostileName}.json`, JSON.stringify(tensors));
    for (const argv of [
      ['explain', file, '--only', 'fc'],
      ['explain', file, '--ignore'],
      ['import', file, '--ignore'],
      ['condense', file, '--ignore'],
    ]) {
      const { out, err } = await falsim(argv);
      expect(`${out}${err}`, argv.join(' ')).not.toMatch(RAW);
    }
    const { code, out, err } = await falsim(['explain', file, '--only', 'fc', '--json']);
    expect(`${out}${err}`).not.toMatch(RAW);
    expect(code, err).toBe(0);
  });
});

/** What the process does when the disk or the reader fails. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compiledFile } from '../testing/built.ts';
import { example, falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';

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

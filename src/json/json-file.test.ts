import { execFileSync, spawn } from 'node:child_process';
import { existsSync, ftruncateSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { inFile, LARGEST_FILE, readJsonFile, readTextFile } from './json-file.ts';

/** A file that is said to be long and takes no room. */
function sparse(size: number): string {
  const file = join(mkdtempSync(join(tmpdir(), 'falsim-json-')), 'long.json');
  ftruncateSync(openSync(file, 'w'), size);
  return file;
}

it('a file that is too long is refused before it is read, with the bound', () => {
  const json = sparse(LARGEST_FILE.JSON + 1);
  expect(() => readJsonFile(json)).toThrow(
    `${json}: expected a JSON file of at most 32 MiB, received one of 33 MiB`,
  );
  const csv = sparse(LARGEST_FILE.other + 1);
  expect(() => readTextFile(csv, 'CSV')).toThrow(
    `${csv}: expected a CSV file of at most 64 MiB, received one of 65 MiB`,
  );
  expect(readTextFile(json, 'CSV')).toHaveLength(LARGEST_FILE.JSON + 1);
});

describe.skipIf(!existsSync('/dev/zero'))('what has no size', () => {
  it('is read up to the bound, and refused beyond it', () => {
    expect(() => readJsonFile('/dev/zero')).toThrow(
      '/dev/zero: expected a JSON file of at most 32 MiB, received one that is longer',
    );
    expect(readTextFile('/dev/null', 'JSON')).toBe('');
  });

  it('may be a pipe, of any length up to it', () => {
    const pipe = join(mkdtempSync(join(tmpdir(), 'falsim-json-')), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const given = (command: string) => spawn('sh', ['-c', `${command} > "$0"`, pipe]);
    for (const bytes of [1, 65_536, 300_000]) {
      given(`head -c ${bytes} /dev/zero`);
      expect(readTextFile(pipe, 'JSON')).toHaveLength(bytes);
    }
    given('cat /dev/zero');
    expect(() => readTextFile(pipe, 'CSV')).toThrow(/at most 64 MiB, received one that is longer/);
  });
});

it('an error about the whole of a file names the file and nothing else', () => {
  const refuse = (path: string) => () =>
    inFile('a.json', () => {
      throw new InputError(path, 'an object', '3');
    });
  expect(refuse('')).toThrow(/^a\.json: expected an object, received 3$/);
  expect(refuse('claim')).toThrow(/^a\.json: claim: expected an object, received 3$/);
  expect(new InputError('', 'an object', '3').message).toBe('expected an object, received 3');
});

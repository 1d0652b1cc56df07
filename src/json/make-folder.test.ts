import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { lock } from './lock-file.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole } from './write-file.ts';

const fresh = () => mkdtempSync(join(tmpdir(), 'falsim-folder-'));

describe('a folder', () => {
  it('is made with those above it, and left alone where it is', () => {
    const folder = join(fresh(), 'a', 'b', 'c');
    makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
    makeFolder(folder);
    makeFolder('/');
  });

  it('that cannot be is said so by whoever wants to write there', () => {
    const file = join(fresh(), 'file');
    writeFileSync(file, '');
    const below = join(file, 'folder', 'state.json');
    expect(() => lock(below)).toThrow(InputError);
    expect(() => lock(below)).toThrow('expected a file that can be written');
    expect(() => writeWhole(below, '')).toThrow(InputError);
  });

  it.runIf(existsSync('/sys/kernel'))('to which there is no right is not called missing', () => {
    for (const write of [(file: string) => lock(file), (file: string) => writeWhole(file, '')])
      expect(() => write('/sys/falsim/state/state.json')).toThrow(
        /^\/sys\/falsim\S*: expected a file that can be written, received a (file to which there is no right|read-only file system)$/,
      );
  });

  it.runIf(existsSync('/proc/self'))('below /proc is refused, and at once', () => {
    expect(() => lock('/proc/falsim/state/state.json')).toThrow(InputError);
    expect(() => writeWhole('/proc/falsim/state/state.json', '')).toThrow(InputError);
  });
});

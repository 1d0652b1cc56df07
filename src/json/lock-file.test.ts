import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { lock } from './lock-file.ts';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'falsim-lock-')), 'folder', 'state.json');

describe('a lock', () => {
  it('keeps a second one out until it is given back', () => {
    const file = fresh();
    const unlock = lock(file);
    expect(() => lock(file)).toThrow(InputError);
    expect(() => lock(file)).toThrow(`process ${process.pid}`);
    unlock();
    expect(existsSync(`${file}.lock`)).toBe(false);
    lock(file)();
  });

  it('of a living process is respected', () => {
    const file = fresh();
    lock(file)();
    writeFileSync(`${file}.lock`, `${process.ppid} \n`);
    expect(() => lock(file)).toThrow(`process ${process.ppid} does`);
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe(`${process.ppid} \n`);
  });

  it('of a process that has ended is taken over, and so is a broken one', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    for (const left of [`${pid} \n`, `${pid} 1\n`, '', 'no number\n', `${process.pid} \n`]) {
      const file = fresh();
      lock(file)();
      writeFileSync(`${file}.lock`, left);
      lock(file)();
    }
  });

  it.skipIf(!existsSync('/proc/self/stat'))(
    'of a process whose number was used again is too',
    () => {
      const file = fresh();
      lock(file)();
      // No process began with the first tick of the system but its first.
      writeFileSync(`${file}.lock`, `${process.ppid} 1\n`);
      lock(file)();
    },
  );
});

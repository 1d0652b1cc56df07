import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskError, InputError } from '../errors.ts';
import { lock } from './lock-file.ts';
import { type Disk, fileSystem } from './write-file.ts';

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

  it.skipIf(!existsSync('/proc/self/stat'))(
    'of a process that was killed and not yet buried is too',
    () => {
      const file = fresh();
      lock(file)();
      // The shell puts itself into the place of a program that does not ask after its child.
      const script = 'sleep 0.1 & echo $!; exec sleep 5';
      const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
      return new Promise<void>((resolve, reject) => {
        parent.stdout.once('data', (text) => {
          writeFileSync(`${file}.lock`, `${Number(String(text))} \n`);
          setTimeout(() => {
            try {
              lock(file)();
              resolve();
            } catch (error) {
              reject(error);
            } finally {
              parent.kill();
            }
          }, 1000);
        });
      });
    },
  );
});

describe('a lock on a disk that fails', () => {
  const fails = (code: string) => () => {
    throw Object.assign(new Error(), { code });
  };

  it.each(
    (['open', 'write', 'close'] as const).flatMap((operation) =>
      ['ENOSPC', 'EIO', 'EDQUOT'].map((code) => [operation, code] as const),
    ),
  )('is none, and the disk is blamed: %s ends in %s', (operation, code) => {
    const file = fresh();
    const disk: Disk = { ...fileSystem, [operation]: fails(code) };
    expect(() => lock(file, disk)).toThrow(DiskError);
    expect(() => lock(file, disk)).toThrow(`${file}.lock: not written: `);
    expect(() => lock(file, disk)).toThrow(`(${code})`);
    expect(existsSync(`${file}.lock`)).toBe(false);
    lock(file)();
  });

  it('is whole though the system takes one byte at a time, and none where it takes no more', () => {
    const file = fresh();
    let room = 1000;
    const slow: Disk = {
      ...fileSystem,
      write: (descriptor, bytes) =>
        room-- > 0 ? fileSystem.write(descriptor, bytes.subarray(0, 1)) : 0,
    };
    const unlock = lock(file, slow);
    expect(readFileSync(`${file}.lock`, 'utf8')).toMatch(new RegExp(`^${process.pid} \\d*\\n$`));
    unlock();
    room = 3;
    expect(() => lock(file, slow)).toThrow(/not written: only 3 of \d+ bytes were taken$/);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('cannot be given back, and that is told', () => {
    const file = fresh();
    const unlock = lock(file, { ...fileSystem, remove: fails('EIO') });
    expect(unlock).toThrow(DiskError);
    expect(unlock).not.toThrow();
    // It is this process's own, which has given it up.
    lock(file)();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('that was left and cannot be removed is refused', () => {
    const file = fresh();
    lock(file)();
    writeFileSync(`${file}.lock`, '');
    const remove = (code: string) => () => lock(file, { ...fileSystem, remove: fails(code) });
    expect(remove('EIO')).toThrow(`${file}.lock: not removed: the device reports an error (EIO)`);
    expect(remove('EACCES')).toThrow(InputError);
    expect(remove('ENOENT')).toThrow(/nothing else works/);
    lock(file)();
  });
});

import { spawn, spawnSync } from 'node:child_process';
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

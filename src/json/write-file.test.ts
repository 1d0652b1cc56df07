import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskError, InputError } from '../errors.ts';
import { beginWhole, type Disk, fileSystem, writeWhole } from './write-file.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'falsim-write-'));

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The file system with one operation that fails. */
function failing(operation: keyof Disk, code: string): Disk {
  return {
    ...fileSystem,
    [operation]: () => {
      throw systemError(code);
    },
  };
}

describe('writeWhole', () => {
  it('writes new files and replaces old ones, with folders as needed', () => {
    const file = join(folder(), 'a', 'b.json');
    writeWhole(file, 'old');
    writeWhole(file, 'nëw');
    expect(readFileSync(file, 'utf8')).toBe('nëw');
    expect(readdirSync(join(file, '..'))).toEqual(['b.json']);
  });

  it.each(
    (['open', 'write', 'flush', 'readInto', 'rename'] as const).flatMap((operation) =>
      ['ENOSPC', 'EIO', 'EDQUOT', 'EFBIG'].map((code) => [operation, code] as const),
    ),
  )('%s that ends in %s leaves the old content and no other file', (operation, code) => {
    const file = join(folder(), 'kept.json');
    writeFileSync(file, 'old');
    const write = () => writeWhole(file, 'new', failing(operation, code));
    expect(write).toThrow(DiskError);
    expect(write).toThrow(`${file}: not written: `);
    expect(write).toThrow(`(${code})`);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(join(file, '..'))).toEqual(['kept.json']);
  });

  it('says so when the new name may not last', () => {
    const file = join(folder(), 'x');
    let flushes = 0;
    const disk: Disk = {
      ...fileSystem,
      flush: () => {
        if (flushes++ === 1) throw systemError('EIO');
      },
    };
    expect(() => writeWhole(file, 'x', disk)).toThrow(/reports an error \(EIO\)$/);
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('goes on after a short write, and notices a disk that takes nothing more', () => {
    const file = join(folder(), 'short.json');
    const one: Disk = {
      ...fileSystem,
      write: (descriptor, bytes) => fileSystem.write(descriptor, bytes.subarray(0, 1)),
    };
    writeWhole(file, 'letters', one);
    expect(readFileSync(file, 'utf8')).toBe('letters');
    const none: Disk = { ...fileSystem, write: () => 0 };
    expect(() => writeWhole(file, 'other', none)).toThrow('only 0 of 5 bytes were taken');
    expect(readFileSync(file, 'utf8')).toBe('letters');
  });

  it('reads back what it wrote: a byte that was lost is noticed', () => {
    const file = join(folder(), 'lost.json');
    writeFileSync(file, 'old');
    // Claims to have taken everything, and drops the last byte.
    const lossy: Disk = {
      ...fileSystem,
      write: (descriptor, bytes) => {
        fileSystem.write(descriptor, bytes.subarray(0, bytes.length - 1));
        return bytes.length;
      },
    };
    expect(() => writeWhole(file, 'new', lossy)).toThrow(
      'what is read back is not what was written',
    );
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(join(file, '..'))).toEqual(['lost.json']);
  });

  it('grows beside the old content, which stays until it is finished or for good', () => {
    const file = join(folder(), 'grown.csv');
    writeFileSync(file, 'old');
    const line = 'x'.repeat(99_999);
    const growing = beginWhole(file);
    for (let k = 0; k < 3; k++) growing.add(`${line}\n`);
    expect(readFileSync(file, 'utf8')).toBe('old');
    growing.finish();
    expect(readFileSync(file, 'utf8')).toBe(`${line}\n`.repeat(3));
    const other = beginWhole(file);
    other.add('other');
    other.discard();
    other.discard();
    expect(readFileSync(file, 'utf8')).toHaveLength(300_000);
    expect(readdirSync(join(file, '..'))).toEqual(['grown.csv']);
  });

  it('gives up what the disk has no room for, at once', () => {
    const file = join(folder(), 'full.csv');
    let left = 2;
    const full: Disk = {
      ...fileSystem,
      write(descriptor, bytes) {
        if (left-- === 0) throw systemError('ENOSPC');
        return fileSystem.write(descriptor, bytes);
      },
    };
    const growing = beginWhole(file, full);
    growing.add('a');
    growing.add('b');
    expect(() => growing.add('c')).toThrow('no space is left (ENOSPC)');
    expect(readdirSync(join(file, '..'))).toEqual([]);
  });

  it('flushes the file before it takes the name, and the folder after', () => {
    const steps: string[] = [];
    const log: Disk = {
      ...fileSystem,
      flush: (descriptor) => {
        steps.push('flush');
        fileSystem.flush(descriptor);
      },
      rename: (from, to) => {
        steps.push('rename');
        fileSystem.rename(from, to);
      },
    };
    writeWhole(join(folder(), 'x'), 'x', log);
    expect(steps).toEqual(['flush', 'rename', 'flush']);
  });

  it('calls a name that cannot be one bad input', () => {
    const place = folder();
    writeFileSync(join(place, 'file'), '');
    expect(() => writeWhole(place, 'x')).toThrow(InputError);
    expect(() => writeWhole(join(place, 'file', 'x'), 'x')).toThrow(InputError);
    const readOnly = failing('open', 'EROFS');
    expect(() => writeWhole(join(place, 'x'), 'x', readOnly)).toThrow(
      'received a read-only file system',
    );
    const denied = failing('open', 'EACCES');
    expect(() => writeWhole(join(place, 'x'), 'x', denied)).toThrow('no right');
  });

  it('removes what processes left that were killed, and nothing of one that works', () => {
    const place = folder();
    // No process has a number as large; this one has a parent, which works.
    const [dead, alive] = ['.x.json.99999999.tmp', `.x.json.${process.ppid}.tmp`];
    const others = ['.y.json.99999999.tmp', '.x.json.old.tmp', '.x.json.tmp'];
    for (const name of [dead, alive, ...others]) writeFileSync(join(place, name), '');
    writeWhole(join(place, 'x.json'), 'new');
    expect(readdirSync(place).sort()).toEqual([alive, 'x.json', ...others].sort());
  });

  it('follows a link to the file that it names', () => {
    const place = folder();
    writeFileSync(join(place, 'file'), 'old');
    symlinkSync('file', join(place, 'link'));
    writeWhole(join(place, 'link'), 'new');
    expect(readFileSync(join(place, 'file'), 'utf8')).toBe('new');
  });

  it.skipIf(!existsSync('/dev/full'))('does not replace a device', () => {
    expect(() => writeWhole('/dev/full', 'x')).toThrow('no space is left (ENOSPC)');
    writeWhole('/dev/null', 'x');
    expect(() => writeWhole('/dev/full', 'x')).toThrow(DiskError);
  });
});

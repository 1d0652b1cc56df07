import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskError, InputError } from '../errors.ts';
import { beginLog, readLog } from './record-log.ts';
import { type Disk, fileSystem } from './write-file.ts';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'falsim-log-')), 'a', 'log');
const records = [{ n: 1 }, { text: 'π\n' }, [-0], { n: 4 }];

/** A log of all records, flushed after the given number of them. */
function written(flushedAfter: number): string {
  const file = fresh();
  const log = beginLog(file, 'name');
  records.forEach((record, i) => {
    log.append(record);
    if (i + 1 === flushedAfter) log.flush();
  });
  log.close();
  return file;
}

/** Where each line begins, and the end. */
function linesOf(file: string): number[] {
  const bytes = readFileSync(file);
  const starts = [0];
  bytes.forEach((byte, i) => {
    if (byte === 10) starts.push(i + 1);
  });
  return starts;
}

/** Writes zeros over a stretch, as file systems leave behind what was never written. */
function blank(file: string, from: number, to: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0, from, to);
  writeFileSync(file, bytes);
}

describe('a log', () => {
  it('gives back what was appended, and nothing where there is none', () => {
    expect(readLog(fresh(), 'name')).toEqual([]);
    expect(readLog(written(4), 'name')).toStrictEqual(records);
  });

  it('is begun anew, and is none of another name', () => {
    const file = written(4);
    expect(readLog(file, 'other')).toEqual([]);
    beginLog(file, 'name').close();
    expect(readLog(file, 'name')).toEqual([]);
  });

  it('without its last bytes lacks only the record that they belong to', () => {
    const file = written(0);
    const starts = linesOf(file);
    for (let length = readFileSync(file).length; length >= 0; length--) {
      truncateSync(file, length);
      const complete = starts.filter((start) => start <= length).length - 1;
      expect(readLog(file, 'name')).toStrictEqual(records.slice(0, complete));
    }
  });

  it('after a loss of power ends before what was not on disk, whatever came after', () => {
    const file = written(1);
    const [, second, third] = linesOf(file);
    blank(file, second, third);
    expect(readLog(file, 'name')).toStrictEqual(records.slice(0, 1));
  });

  it('is refused where something that was on disk is wrong, with its place', () => {
    const file = written(3);
    const [, second, third] = linesOf(file);
    blank(file, second, third);
    expect(() => readLog(file, 'name')).toThrow(InputError);
    expect(() => readLog(file, 'name')).toThrow(`${file}, byte ${second}: expected a record`);
  });

  it('is refused where a line was taken out or put in twice', () => {
    const shorter = written(4);
    const lines = readFileSync(shorter, 'utf8').split('\n');
    writeFileSync(shorter, [lines[0], ...lines.slice(2)].join('\n'));
    expect(() => readLog(shorter, 'name')).toThrow('it was edited or is damaged');
    const longer = written(4);
    appendFileSync(longer, `${lines[0]}\n`);
    expect(() => readLog(longer, 'name')).toThrow('it was edited or is damaged');
  });

  it('on a full disk keeps what it had, and takes no more', () => {
    const file = fresh();
    let room = 150;
    const disk: Disk = {
      ...fileSystem,
      write(descriptor, bytes) {
        if (room === 0) throw Object.assign(new Error(), { code: 'ENOSPC' });
        const taken = fileSystem.write(descriptor, bytes.subarray(0, Math.min(50, room)));
        room -= taken;
        return taken;
      },
    };
    const log = beginLog(file, 'name', disk);
    log.append(records[0]);
    const more = () => log.append(records[1]);
    expect(() => {
      more();
      more();
    }).toThrow('no space is left (ENOSPC); what was entered before is kept');
    room = 1000;
    expect(more).toThrow(DiskError);
    log.close();
    expect(readLog(file, 'name')[0]).toStrictEqual(records[0]);
  });

  it('says when it cannot be flushed or begun', () => {
    let fails: keyof Disk | undefined;
    const failing = (operation: 'flush' | 'open', code: string): Disk => ({
      ...fileSystem,
      [operation](...given: never[]) {
        if (fails === operation) throw Object.assign(new Error(), { code });
        return (fileSystem[operation] as (...args: never[]) => unknown)(...given);
      },
    });
    const log = beginLog(fresh(), 'name', failing('flush', 'EIO'));
    log.append(1);
    fails = 'flush';
    expect(() => log.flush()).toThrow('the device reports an error (EIO)');
    fails = 'open';
    const denied = failing('open', 'EACCES');
    expect(() => beginLog(fresh(), 'name', denied)).toThrow(InputError);
  });
});

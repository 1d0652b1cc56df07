import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CsvOptions, parseCsv, readCsv } from './csv.ts';

const refusal = (path: string, received?: string) =>
  expect.objectContaining({ name: 'InputError', path, ...(received ? { received } : {}) });

describe('parseCsv', () => {
  const plain = {
    inputs: [
      [1, 2],
      [4, 5],
    ],
    targets: [[3], [6]],
  };

  it.each<[string, string, CsvOptions]>([
    ['no header', '1,2,3\n4,5,6\n', {}],
    ['a header', 'a,b,y\n1,2,3\n4,5,6\n', {}],
    ['CRLF, byte-order mark, blank lines, spaces', '\uFEFFa, b, y\r\n1, 2 ,3\r\n\r\n4,5,6', {}],
    ['quotes', '"a","b ""x""",y\n"1",2,3\n4,5,"6"\n', {}],
    ['targets by name', 'y,a,b\n3,1,2\n6,4,5\n', { targets: ['y'] }],
    ['targets by number', '3,1,2\n6,4,5\n', { targets: [1] }],
    ['a header forced upon numbers', '7,8,9\n1,2,3\n4,5,6\n', { header: true }],
  ])('reads %s', (_name, text, options) => {
    expect(parseCsv(text, options)).toEqual(plain);
  });

  it('keeps targets in the order asked for, and numbers as they were written', () => {
    const data = parseCsv('1,3/7,-0,1e-3\n', { targets: [4, 1] });
    expect(data).toEqual({ inputs: [['3/7', -0]], targets: [[0.001, 1]] });
  });

  it.each<[string, string, CsvOptions, string]>([
    ['a word', 'a,y\n1,2\n3,x\n', {}, 'iris.csv, line 3, column 2 (y)'],
    ['NaN', '1,2\nNaN,3\n', {}, 'iris.csv, line 2, column 1'],
    ['infinity', '1,2\n4,Infinity\n', {}, 'iris.csv, line 2, column 2'],
    ['beyond doubles', '1,2\n4,1e999\n', {}, 'iris.csv, line 2, column 2'],
    ['hexadecimal', '1,0x10\n', {}, 'iris.csv, line 1, column 2'],
    ['an empty field', '1,2\n,3\n', {}, 'iris.csv, line 2, column 1'],
    ['a ragged row', '1,2\n1,2,3\n', {}, 'iris.csv, line 2'],
    ['a short row', 'a,b\n1\n', {}, 'iris.csv, line 2'],
    ['nothing', '', {}, 'iris.csv'],
    ['blank lines only', '\n\n', {}, 'iris.csv'],
    ['a header only', 'a,b\n', {}, 'iris.csv'],
    ['one column', '1\n2\n', {}, 'iris.csv'],
    ['an open quote, where the text ends', 'a,b\n1,"2\n3,4\n', {}, 'iris.csv, line 3, column 2'],
    ['a stray quote', '1,2\n3,4"5\n', {}, 'iris.csv, line 2, column 2'],
    ['an unknown target name', 'a,b\n1,2\n', { targets: ['c'] }, 'iris.csv, targets'],
    ['a target number out of range', '1,2\n', { targets: [3] }, 'iris.csv, targets'],
    ['target number 0', '1,2\n', { targets: [0] }, 'iris.csv, targets'],
    ['no target', '1,2\n', { targets: [] }, 'iris.csv, targets'],
  ])('refuses %s with its place', (_name, text, options, path) => {
    expect(() => parseCsv(text, options, 'iris.csv')).toThrow(refusal(path));
  });
});

describe('readCsv', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'falsim-csv-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads a file', () => {
    const file = join(folder, 'data.csv');
    writeFileSync(file, 'a,y\n1,2\n');
    expect(readCsv(file)).toEqual({ inputs: [[1]], targets: [[2]] });
  });

  it('refuses a directory, a missing file and bytes that are no text', () => {
    const binary = join(folder, 'binary.csv');
    writeFileSync(binary, Uint8Array.of(0x31, 0x2c, 0xff, 0xfe, 0x0a));
    const missing = join(folder, 'missing.csv');
    expect(() => readCsv(folder)).toThrow(refusal(folder, 'a directory'));
    expect(() => readCsv(missing)).toThrow(refusal(missing, 'no such file'));
    expect(() => readCsv(binary)).toThrow(refusal(binary, 'bytes that are not UTF-8'));
  });
});

it('holds half a million lines and four million fields, and no more', () => {
  expect(() => parseCsv('1,1\n'.repeat(2 ** 19 + 1))).toThrow(
    'csv: expected at most 524288 lines, received 524289',
  );
  expect(() => parseCsv('\r'.repeat(2 ** 20))).toThrow('received 1048576');
  expect(() => parseCsv('\r\n'.repeat(2 ** 19))).toThrow('an empty file');
  expect(() => parseCsv(`${','.repeat(2 ** 22)}\n`)).toThrow(
    'csv: expected at most 4194304 fields, received 4194305',
  );
});

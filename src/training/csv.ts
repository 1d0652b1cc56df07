/**
 * Datasets from CSV text: one datum a row, some columns inputs, the others targets. Every error names
 * the file, the line and the column. Numbers are decimals or fractions such as 3/7.
 */
import { CsvError, parse as parseCsvRecords } from 'csv-parse/sync';
import { InputError } from '../errors.ts';
import type { Data, Numeral } from '../instances/instance.ts';
import { readTextFile } from '../json/json-file.ts';
import { parse as parseRational } from '../numerics/rational.ts';
import { plural } from '../plural.ts';

export interface CsvOptions {
  /** Whether the first record names the columns. Absent: it does when none of its fields is a number. */
  readonly header?: boolean;
  /**
   * Target columns, by name or by number from 1 (from the end when negative). All others are inputs.
   * Absent: the last column.
   */
  readonly targets?: readonly (string | number)[];
}

interface CsvRow {
  readonly fields: readonly string[];
  /** Line of the file on which the record ends, from 1. */
  readonly line: number;
}

/** A record takes some kilobyte of memory while it is read, a field a hundred bytes. */
const MOST = { lines: 2 ** 19, fields: 2 ** 22 };

/** @throws InputError when the file cannot be read as text or as data. */
export function readCsv(file: string, options: CsvOptions = {}): Data {
  return parseCsv(readTextFile(file, 'CSV'), options, file);
}

/** @throws InputError, with `name` as the file's name, for whatever is not a table of numbers. */
export function parseCsv(text: string, options: CsvOptions = {}, name = 'csv'): Data {
  const rows = records(text, name);
  const first = rows[0];
  if (first === undefined) throw new InputError(name, 'at least one datum', 'an empty file');
  const numeric = (field: string) => parseRational(field) !== undefined;
  const header = options.header ?? !first.fields.some(numeric);
  const names = first.fields.map((field, j) => (header ? field : String(j + 1)));
  const body = header ? rows.slice(1) : rows;
  if (body.length === 0) throw new InputError(name, 'at least one datum', 'a header only');
  const targets = targetColumns(options.targets ?? [-1], names, header, name);
  if (targets.size === names.length)
    throw new InputError(
      name,
      'at least one input column',
      `${plural(names.length, 'target column')} only`,
    );
  const read = (row: CsvRow, wanted: (j: number) => boolean): Numeral[] =>
    row.fields.flatMap((field, j) => (wanted(j) ? [numeral(field, name, row.line, names, j)] : []));
  for (const row of body) {
    if (row.fields.length !== names.length)
      throw new InputError(
        `${name}, line ${row.line}`,
        `${names.length} columns, as in line ${first.line}`,
        `${row.fields.length}`,
      );
  }
  return {
    inputs: body.map((row) => read(row, (j) => !targets.has(j))),
    targets: body.map((row) =>
      [...targets].map((j) => numeral(row.fields[j], name, row.line, names, j)),
    ),
  };
}

/** Before anything is made of them. */
function requireFew(text: string, name: string): void {
  let lines = 0;
  let fields = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) lines++;
    else if (code !== COMMA) continue;
    fields++;
  }
  if (lines > MOST.lines) throw new InputError(name, `at most ${MOST.lines} lines`, `${lines}`);
  if (fields > MOST.fields)
    throw new InputError(name, `at most ${MOST.fields} fields`, `${fields}`);
}

const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;

function records(text: string, name: string): CsvRow[] {
  requireFew(text, name);
  try {
    const parsed = parseCsvRecords(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return parsed.map(({ info, record }) => ({ fields: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? `, line ${error['lines']}` : '';
    const column = typeof error['column'] === 'number' ? `, column ${error['column'] + 1}` : '';
    throw new InputError(`${name}${line}${column}`, 'well-formed CSV', error.message);
  }
}

function numeral(
  field: string,
  name: string,
  line: number,
  names: readonly string[],
  j: number,
): Numeral {
  const received = field === '' ? 'an empty field' : JSON.stringify(field);
  const label = names[j] === String(j + 1) ? '' : ` (${names[j]})`;
  const path = `${name}, line ${line}, column ${j + 1}${label}`;
  if (parseRational(field) === undefined) throw new InputError(path, 'a number', received);
  if (field.includes('/')) return field;
  const value = Number(field);
  if (!Number.isFinite(value))
    throw new InputError(path, 'a number in the range of doubles', received);
  return value;
}

/** Indices of the target columns, in the order asked for. */
function targetColumns(
  wanted: readonly (string | number)[],
  names: readonly string[],
  header: boolean,
  name: string,
): Set<number> {
  const found = new Set<number>();
  for (const column of wanted) {
    const j =
      typeof column === 'string'
        ? names.indexOf(column)
        : column < 0
          ? names.length + column
          : column - 1;
    if (!(j in names)) {
      const known = header ? `one of the columns ${names.join(', ')}` : `1 to ${names.length}`;
      throw new InputError(`${name}, targets`, known, JSON.stringify(column));
    }
    found.add(j);
  }
  if (found.size === 0) throw new InputError(`${name}, targets`, 'at least one column', 'none');
  return found;
}

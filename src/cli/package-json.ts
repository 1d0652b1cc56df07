/** The `package.json` of a user's project, as far as falsim reads it. */
import { InputError } from '../errors.ts';
import { described } from '../json/field-reader.ts';
import { readJsonFile } from '../json/json-file.ts';

type Texts = { readonly [name: string]: string };

export interface Package {
  readonly [key: string]: unknown;
  readonly scripts?: Texts;
  readonly dependencies?: Texts;
  readonly devDependencies?: Texts;
}

const TABLES = ['scripts', 'dependencies', 'devDependencies'] as const;

/** @throws InputError when it cannot be read, or is not of the form that npm writes. */
export function readPackage(file: string): Package {
  const json = readJsonFile(file);
  if (!isObject(json)) throw new InputError(file, 'an object', described(json));
  for (const name of TABLES)
    if (Object.hasOwn(json, name)) requireTexts(`${file}: ${name}`, json[name]);
  return json as Package;
}

function requireTexts(path: string, table: unknown): void {
  if (!isObject(table)) throw new InputError(path, 'an object', described(table));
  for (const [key, value] of Object.entries(table))
    if (typeof value !== 'string')
      throw new InputError(`${path}.${key}`, 'a text', described(value));
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

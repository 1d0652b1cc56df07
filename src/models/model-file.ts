/**
 * Models of one's own: a `.ts` or `.js` file that exports what `defineModel` gave, loaded into this
 * thread and registered. `falsim/model` is the library that runs, wherever the file stands.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { readTextFile } from '../json/json-file.ts';
import { type AnyModel, isModel } from './contract.ts';
import { isRegistered, registerModel, unregisterModel } from './registry.ts';
import { importUserModule, type Libraries } from './user-module.ts';

export interface ModelFile {
  readonly file: string;
  /** SHA-256 of the file's text. Files that it imports do not count. */
  readonly digest: string;
  readonly models: readonly AnyModel[];
}

/** What was loaded, by absolute path. */
const loaded = new Map<string, ModelFile>();

/**
 * Loads a file once, and again when its text has changed or its models were forgotten.
 *
 * @param libraries besides `falsim/model`, what the file may import from falsim.
 * @throws InputError that names the file: it is missing, throws, exports no model, or one of a kind that
 *   is taken.
 */
export async function loadModelFile(file: string, libraries: Libraries = {}): Promise<ModelFile> {
  const path = resolve(file);
  const digest = createHash('sha256').update(readTextFile(file, 'model')).digest('hex');
  const before = loaded.get(path);
  if (before?.digest === digest && before.models.every(({ kind }) => isRegistered(kind)))
    return before;
  const models = modelsIn(file, await importUserModule(file, libraries));
  before?.models.forEach(unregisterModel);
  loaded.delete(path);
  const registered: AnyModel[] = [];
  try {
    for (const model of models) {
      registerModel(model, { file, digest });
      registered.push(model);
    }
  } catch (error) {
    registered.forEach(unregisterModel);
    throw error instanceof InputError
      ? new InputError(`${file}: kind`, error.expected, error.received)
      : error;
  }
  const result = { file, digest, models };
  loaded.set(path, result);
  return result;
}

function modelsIn(file: string, module: object): AnyModel[] {
  const exported = Object.entries(module).flatMap(([name, value]) =>
    name === 'default' && Array.isArray(value) ? value : [value],
  );
  const models = [...new Set(exported.filter(isModel))];
  if (models.length > 0) return models;
  const names = Object.keys(module).filter((name) => name !== '__esModule');
  const received =
    names.length === 0 ? 'no exports' : `exports of other things: ${names.join(', ')}`;
  throw new InputError(file, 'an export that defineModel made', received);
}

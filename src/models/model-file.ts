/**
 * Models of one's own: a `.ts` or `.js` file that exports what `defineModel` gave, loaded into this
 * thread and registered. `falsim/model` is the library that runs, wherever the file stands.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../errors.ts';
import { readTextFile } from '../json/json-file.ts';
import { type AnyModel, isModel } from './contract.ts';
import * as library from './library.ts';
import { registerModel, unregisterModel } from './registry.ts';

export interface ModelFile {
  readonly file: string;
  /** SHA-256 of the file's text. Files that it imports do not count. */
  readonly digest: string;
  readonly models: readonly AnyModel[];
}

/** What was loaded, by absolute path. */
const loaded = new Map<string, ModelFile>();

/**
 * Loads a file once, and again when its text has changed.
 *
 * @param libraries besides `falsim/model`, what the file may import from falsim.
 * @throws InputError that names the file: it is missing, throws, exports no model, or one of a kind that
 *   is taken.
 */
export async function loadModelFile(file: string, libraries: Libraries = {}): Promise<ModelFile> {
  const path = resolve(file);
  const digest = createHash('sha256').update(readTextFile(file, 'model')).digest('hex');
  const before = loaded.get(path);
  if (before?.digest === digest) return before;
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

/** What `import` gives for names of this package, so that there is only one copy of it. */
export interface Libraries {
  readonly [name: string]: object;
}

/**
 * The exports of a user's `.ts`, `.js` or `.mjs` file. `falsim/model` is the library that runs, and so are
 * those that are given.
 *
 * @throws InputError that names the file.
 */
export async function importUserModule(file: string, libraries: Libraries = {}): Promise<object> {
  const path = resolve(file);
  const { createJiti } = await import('jiti');
  const jiti = createJiti(pathToFileURL(path).href, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { 'falsim/model': library, ...libraries },
  });
  try {
    return await jiti.import<object>(path);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const line = text.split('\n', 1)[0].trim();
    throw new InputError(file, 'a module that can be loaded', `an exception: ${line}`);
  }
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

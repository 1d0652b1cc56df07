/**
 * Modules of a user's, TypeScript or JavaScript, loaded while falsim runs. What takes most of the time is turning their text
 * into what can be run; what one thread has turned another takes over (`transformedFiles`, `takeTransformed`).
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TransformOptions } from 'jiti';
import { InputError } from '../errors.ts';
import { described } from '../json/field-reader.ts';
import * as library from './library.ts';

/** What `import` gives for names of this package, so that there is only one copy of it. */
export interface Libraries {
  readonly [name: string]: object;
}

/** A text, and what it is as a program. */
export interface TransformedFile {
  /** Name of the file, and how it is loaded, as JSON. */
  readonly what: string;
  readonly source: string;
  readonly code: string;
}

/** The last of each file, by `what`. */
const transformed = new Map<string, TransformedFile>();

/** What this thread has transformed or taken over, of each file the last. */
export function transformedFiles(): readonly TransformedFile[] {
  return [...transformed.values()];
}

/** From another thread. A file whose text is another by now is transformed again. */
export function takeTransformed(files: readonly TransformedFile[]): void {
  for (const file of files) transformed.set(file.what, file);
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
  const options = { fsCache: false, moduleCache: false, interopDefault: false };
  const plain = createJiti(pathToFileURL(path).href, options);
  const transform = (text: TransformOptions) => {
    const { source, ...how } = text;
    const what = JSON.stringify(how);
    const before = transformed.get(what);
    if (before?.source === source) return before;
    const code = plain.transform(text);
    transformed.set(what, { what, source, code });
    return { code };
  };
  const jiti = createJiti(pathToFileURL(path).href, {
    ...options,
    transform,
    virtualModules: { 'falsim/model': library, ...libraries },
  });
  let module: unknown;
  try {
    module = await jiti.import(path);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const line = text.split('\n', 1)[0].trim();
    throw new InputError(file, 'a module that can be loaded', `an exception: ${line}`);
  }
  // JSON is loaded too, whatever it is.
  if (typeof module === 'object' && module !== null) return module;
  throw new InputError(file, 'a module with exports', described(module));
}

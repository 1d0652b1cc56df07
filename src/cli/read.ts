/** Reading files that are named on the command line. Imported only by commands that read some. */

import { parseCounterexample } from '../counterexamples/read-counterexample.ts';
import type { Instance } from '../instances/instance.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { bind } from '../models/bind.ts';
import { tryModel } from '../models/try-model.ts';
import { checkNames } from '../training/known-names.ts';

/**
 * The instance in a file, or that of a counterexample.
 *
 * @throws InputError whose path starts with the file's name; ModelError where a user's model does what
 *   none may do.
 */
export function readInstance(file: string): Instance {
  const json = readJsonFile(file);
  const isCounterexample = typeof json === 'object' && json !== null && 'schemaVersion' in json;
  const instance = inFile(file, () => {
    const read = isCounterexample
      ? parseInstance(parseCounterexample(json).instance)
      : parseInstance(json);
    checkNames(read);
    return read;
  });
  inFile(file, () => tryModel(bind(instance.model)));
  return instance;
}

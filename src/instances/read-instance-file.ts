/** Instances from files: apart from `read-instance.ts`, which runs in a page too. */
import { inFile, readJsonFile } from '../json/json-file.ts';
import type { Instance } from './instance.ts';
import { parseInstance } from './read-instance.ts';

/**
 * An instance from its file.
 *
 * @param validate further checks, e.g. of names; an InputError it throws gets the file's name.
 * @throws InputError whose path starts with the file's name.
 */
export function readInstanceFile(
  file: string,
  validate: (instance: Instance) => void = () => undefined,
): Instance {
  const json = readJsonFile(file);
  return inFile(file, () => {
    const instance = parseInstance(json);
    validate(instance);
    return instance;
  });
}

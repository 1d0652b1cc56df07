/** Reading files that are named on the command line. Imported only by commands that read some. */
import type { Instance } from '../instances/instance.ts';
import { readInstanceFile } from '../instances/read-instance.ts';
import { checkNames } from '../training/known-names.ts';

/** @throws InputError whose path starts with the file's name. */
export function readInstance(file: string): Instance {
  return readInstanceFile(file, checkNames);
}

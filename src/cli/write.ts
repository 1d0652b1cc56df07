/** Writing files that are named on the command line: whole or not at all. */
import writeFileAtomic from 'write-file-atomic';
import { InputError } from '../errors.ts';
import { obstacle } from '../json/json-file.ts';

/** @throws InputError when the file cannot be written. */
export function writeWhole(file: string, content: string): void {
  try {
    writeFileAtomic.sync(file, content);
  } catch (error) {
    throw new InputError(file, 'a file that can be written', obstacle(error));
  }
}

/** Reading files that are named on the command line. Imported only by commands that read some. */

import { parseCounterexample } from '../counterexamples/read-counterexample.ts';
import { ModelError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { type BoundModel, bind } from '../models/bind.ts';
import { originOf } from '../models/registry.ts';
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

/** Runs the page of a user's model once, before anything rests on it. @throws ModelError */
export function tryModel(bound: Pick<BoundModel, 'json' | 'program'>): void {
  const { json } = bound;
  const origin = originOf(json.kind);
  if (origin === undefined) return;
  for (const operation of bound.program.operations) {
    if (operation.op !== 'apply' || operation.f.analytic) continue;
    throw new ModelError(
      `${origin.file}: model "${json.kind}": evaluate`,
      'analytic functions',
      `"${operation.f.name}", which is not`,
    );
  }
}

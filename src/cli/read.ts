/** Reading files that are named on the command line. Imported only by commands that read some. */
import { ModelError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { readInstanceFile } from '../instances/read-instance.ts';
import { inFile } from '../json/json-file.ts';
import { type BoundModel, bind } from '../models/bind.ts';
import { originOf } from '../models/registry.ts';
import { checkNames } from '../training/known-names.ts';

/**
 * @throws InputError whose path starts with the file's name; ModelError where a user's model does what
 *   none may do.
 */
export function readInstance(file: string): Instance {
  const instance = readInstanceFile(file, checkNames);
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

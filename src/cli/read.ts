/** Reading files that are named on the command line. Imported only by commands that read some. */
import { type HeldInstance, heldInstance } from '../counterexamples/held-instance.ts';
import { isLost } from '../counterexamples/lost-instance.ts';
import type { Instance } from '../instances/instance.ts';
import { readFields } from '../json/field-reader.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { readModel } from '../models/read-model.ts';
import { tryModel } from '../models/try-model.ts';

/**
 * The instance in a file, or that of a counterexample, or one that a hunt lost.
 *
 * @throws InputError whose path starts with the file's name; ModelError where a user's model does what
 *   none may do.
 */
export function readInstance(file: string): Instance {
  return readHeld(file).instance;
}

/** The same with what stands around it. @throws as `readInstance`. */
export function readHeld(file: string): HeldInstance {
  const json = readJsonFile(file);
  return inFile(file, () => heldInstance(json));
}

/**
 * The model of an instance of which nothing else is needed: `parameters` may be absent.
 *
 * @throws InputError, ModelError as `readInstance` does.
 */
export function readModelOf(file: string): ModelJson {
  const json = readJsonFile(file);
  if (
    typeof json === 'object' &&
    json !== null &&
    ('schemaVersion' in json || 'parameters' in json || isLost(json))
  )
    return readInstance(file).model;
  return inFile(file, () => {
    const { model: given } = readFields(json, '', INSTANCE_KEYS);
    const model = readModel(given, 'model');
    tryModel(bind(model));
    return model;
  });
}

const INSTANCE_KEYS = ['model', 'parameters', 'data', 'loss', 'training', 'then'] as const;

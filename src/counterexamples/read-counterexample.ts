/** Counterexamples from JSON: the schema, then the instances, then the names in them. */
import { parseInstance } from '../instances/read-instance.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { isRegistered } from '../models/registry.ts';
import { readWith } from '../models/schema.ts';
import { checkNames } from '../training/known-names.ts';
import type { StoredCounterexample } from './counterexample.ts';
import { counterexampleSchema, legacyCounterexampleSchema } from './schema.ts';

/**
 * A counterexample from parsed JSON.
 *
 * @throws InputError for anything that is no counterexample of schema 1 or 2.
 */
export function parseCounterexample(tree: unknown): StoredCounterexample {
  const isLegacy =
    typeof tree === 'object' &&
    tree !== null &&
    'schemaVersion' in tree &&
    tree.schemaVersion === 1;
  if (isLegacy) readWith(legacyCounterexampleSchema, tree, '');
  else readWith(counterexampleSchema, tree, '');
  // As it was written: a copy would have its keys in another order. What `by` holds is the claim's business.
  const json = tree as StoredCounterexample;
  // Without the file that defines its model an instance cannot be read; replay says so.
  if (json.modelDigest !== undefined && !isRegistered(json.instance.model.kind)) return json;
  for (const [key, instance] of [
    ['instance', json.instance],
    ['original.instance', json.original.instance],
  ] as const) {
    checkNames(parseInstance(instance, key), key);
  }
  return json;
}

/**
 * A counterexample from its file.
 *
 * @throws InputError whose path starts with the file's name.
 */
export function readCounterexampleFile(file: string): StoredCounterexample {
  const json = readJsonFile(file);
  return inFile(file, () => parseCounterexample(json));
}

/** Counterexamples from JSON: the schema, then the instances, then the names in them. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { InputError } from '../errors.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { described } from '../json/field-reader.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { isRegistered } from '../models/registry.ts';
import { checkNames } from '../training/known-names.ts';
import type { StoredCounterexample } from './counterexample.ts';
import { counterexampleSchema, legacyCounterexampleSchema } from './schema.ts';

const compiled = new Map<object, ValidateFunction<StoredCounterexample>>();

/** Schema 1 where the file says so, else the one that is written now. */
function validatorOf(json: unknown): ValidateFunction<StoredCounterexample> {
  const isLegacy =
    typeof json === 'object' &&
    json !== null &&
    'schemaVersion' in json &&
    json.schemaVersion === 1;
  const schema = isLegacy ? legacyCounterexampleSchema : counterexampleSchema;
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = new Ajv2020({ allowUnionTypes: true }).compile<StoredCounterexample>(schema);
    compiled.set(schema, validate);
  }
  return validate;
}

/** @throws InputError for anything that is no counterexample of schema 1 or 2. */
export function parseCounterexample(json: unknown): StoredCounterexample {
  const validate = validatorOf(json);
  if (!validate(json)) throw inputErrorOf(validate.errors![0], json);
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

/** @throws InputError whose path starts with the file's name. */
export function readCounterexampleFile(file: string): StoredCounterexample {
  const json = readJsonFile(file);
  return inFile(file, () => parseCounterexample(json));
}

/** `/original/search/0` as `original.search[0]`. */
function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

function inputErrorOf(error: ErrorObject, json: unknown): InputError {
  const path = pathOf(error.instancePath) || 'counterexample';
  const keys = error.instancePath.split('/').slice(1);
  const received = keys.reduce<unknown>(
    (at, key) => (at as { readonly [key: string]: unknown })[key],
    json,
  );
  const { additionalProperty, missingProperty } = error.params;
  if (error.keyword === 'additionalProperties') {
    return new InputError(path, 'only known keys', `"${additionalProperty}"`);
  }
  if (error.keyword === 'required') {
    return new InputError(path, `the key ${missingProperty}`, 'none');
  }
  return new InputError(
    path,
    (error.message ?? 'a valid value').replace(/^must be /, ''),
    described(received),
  );
}

/** `model` of an instance from JSON: its kind, and what the kind's schema says. */
import { mismatch } from '../json/field-reader.ts';
import { bind } from './bind.ts';
import type { ModelJson } from './contract.ts';

/**
 * @param path where it stands in the user's file.
 * @throws InputError on anything that no registered model reads.
 */
export function readModel(value: unknown, path: string): ModelJson {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw mismatch(path, 'an object with the keys kind, …', value);
  bind(value as ModelJson, path);
  return value as ModelJson;
}

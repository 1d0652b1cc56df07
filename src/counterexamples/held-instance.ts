/** The instance that a file holds: alone, in a counterexample, or as what a hunt lost. */
import type { Instance } from '../instances/instance.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { bind } from '../models/bind.ts';
import { tryModel } from '../models/try-model.ts';
import { checkNames } from '../training/known-names.ts';
import type { StoredCounterexample } from './counterexample.ts';
import { isLost, parseLost } from './lost-instance.ts';
import { parseCounterexample } from './read-counterexample.ts';

export interface HeldInstance {
  readonly instance: Instance;
  /** What it stands in; null where it is no counterexample. */
  readonly counterexample: StoredCounterexample | null;
}

/**
 * @throws InputError for what holds none; ModelError where a user's model does what none may do.
 */
export function heldInstance(json: unknown): HeldInstance {
  const held = parsed(json);
  tryModel(bind(held.instance.model));
  return held;
}

function parsed(json: unknown): HeldInstance {
  if (isLost(json)) return { instance: parseLost(json).instance, counterexample: null };
  const isCounterexample = typeof json === 'object' && json !== null && 'schemaVersion' in json;
  const counterexample = isCounterexample ? parseCounterexample(json) : null;
  const instance = parseInstance(counterexample === null ? json : counterexample.instance);
  checkNames(instance);
  return { instance, counterexample };
}

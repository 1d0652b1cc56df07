/** Instances of the layered kinds, for tests that look inside. */

import type { Instance } from '../instances/instance.ts';
import { asKnown, type KnownSpec, type LayeredParameters } from '../models/kinds/specs.ts';

export interface KnownInstance extends Instance {
  readonly model: KnownSpec;
  readonly parameters: LayeredParameters;
}

/** @throws UnsupportedError for instances of other kinds. */
export function asKnownInstance(instance: Instance): KnownInstance {
  asKnown(instance.model);
  return instance as KnownInstance;
}

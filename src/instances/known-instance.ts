/** Transitional: instances of the layered kinds, for code that is not yet about any model. */
import { asKnown, type KnownSpec, type LayeredParameters } from '../models/kinds/specs.ts';
import type { Instance } from './instance.ts';

export interface KnownInstance extends Instance {
  readonly model: KnownSpec;
  readonly parameters: LayeredParameters;
}

/** @throws UnsupportedError for instances of other kinds. */
export function asKnownInstance(instance: Instance): KnownInstance {
  asKnown(instance.model);
  return instance as KnownInstance;
}

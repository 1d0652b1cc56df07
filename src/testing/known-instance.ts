/** Instances of the layered kinds, for tests that look inside. */
import type { Instance } from '../instances/instance.ts';
import type { KnownKind, KnownSpec } from '../models/kinds/specs.ts';
import type { Numeral } from '../numerics/numeral.ts';

/** `weights` is output × input, row by row. */
type LayerParameters = {
  readonly weights: readonly (readonly Numeral[])[];
  readonly bias: readonly Numeral[] | null;
};

/** A polynomial model has one layer whose single row holds its variables in order. */
export type LayeredParameters = {
  readonly layers: readonly LayerParameters[];
};

export interface KnownInstance extends Instance {
  readonly model: KnownSpec;
  readonly parameters: LayeredParameters;
}

const KNOWN: ReadonlySet<string> = new Set<KnownKind>([
  'fully-connected',
  'linear',
  'relu-paths',
  'diagonal-linear',
  'polynomial',
]);

/** @throws Error for any other kind. */
export function asKnown(model: { readonly kind: string }): KnownSpec {
  if (!KNOWN.has(model.kind)) throw new Error(`"${model.kind}" is no layered kind`);
  return model as KnownSpec;
}

/** @throws Error for instances of other kinds. */
export function asKnownInstance(instance: Instance): KnownInstance {
  asKnown(instance.model);
  return instance as KnownInstance;
}

/** The tensors of a model of any size: nothing is asked of F, and no bound is set to the number of parameters. */
import { bind } from './bind.ts';
import type { Axis, ModelJson } from './contract.ts';
import { isRegistered, modelOf } from './registry.ts';
import { readWith } from './schema.ts';
import { withValueAt } from './spec-fields.ts';
import { axesOf, type PlacedTensor, placedTensors } from './structure.ts';

export interface Outline {
  readonly tensors: readonly PlacedTensor[];
  readonly axes: readonly Axis[];
  /** M. */
  readonly size: number;
}

/** @throws InputError on a bad spec. */
export function outlineOf(json: ModelJson): Outline {
  if (!isRegistered(json.kind)) return bind(json);
  const model = modelOf(json.kind);
  const { parameters } = model.architecture(readWith(model.spec, json, 'model'));
  const tensors = placedTensors(parameters);
  return {
    tensors,
    axes: axesOf(parameters),
    size: tensors.reduce((sum, { size }) => sum + size, 0),
  };
}

/**
 * The same model with every size of its spec at most `largest`: what its units may do among themselves is the same, whatever
 * there are of them.
 */
export function smallSibling(json: ModelJson, largest: number): ModelJson {
  let small = json;
  for (const { path, size } of outlineOf(json).axes)
    if (path !== null && size > largest) small = withValueAt(small, path, largest);
  return small;
}

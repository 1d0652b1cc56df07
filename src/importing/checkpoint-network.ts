/** A checkpoint as a network: an instance where it is small enough, and its tensors block by block in any case. */
import { outlineOf } from '../models/outline.ts';
import type { Network } from '../reports/explanation.ts';
import { axisSources } from '../symmetry/strata/axis-source.ts';
import {
  instanceFrom,
  type MappedTensor,
  type Mapping,
  MOST_PARAMETERS,
  mappedTensors,
} from './mapping.ts';
import type { Checkpoint } from './stored-tensor.ts';
import { unitLayout } from './tensor-view.ts';

/** Half a unit in the last place of formats that are coarser than float32. */
const COARSE: { readonly [type: string]: number } = { F16: 2 ** -11, BF16: 2 ** -8 };
const BLOCK = 2 ** 20;

/** @throws InputError where a tensor does not fit. What is read later is read while the checkpoint is open. */
export function checkpointNetwork(checkpoint: Checkpoint, mapping: Mapping): Network {
  const tensors = mappedTensors(checkpoint, mapping);
  const parameters = outlineOf(mapping.model).size;
  const instance = parameters > MOST_PARAMETERS ? null : instanceFrom(checkpoint, mapping);
  const { norm, rounding } = measured(tensors);
  return {
    model: mapping.model,
    parameters,
    instance,
    rounding,
    axes: () =>
      axisSources(mapping.model, (index, axis) => {
        const { placed, view } = tensors[index];
        const layout =
          view === null
            ? { outer: 1, inner: placed.size / placed.axes[axis].size }
            : unitLayout(view, axis);
        return {
          ...layout,
          read: (from, count) => (view === null ? new Float64Array(count) : view.read(from, count)),
        };
      }),
    norm: () => norm,
  };
}

/** ‖θ‖ and the rounding of its numbers, in one pass. @throws InputError on numbers that are not finite. */
function measured(tensors: readonly MappedTensor[]): {
  readonly norm: number;
  readonly rounding: number;
} {
  let square = 0;
  let rounding = 2 ** -53;
  for (const { placed, view } of tensors) {
    if (view === null) continue;
    rounding = Math.max(rounding, COARSE[view.type] ?? 0);
    let isSingle = true;
    for (let from = 0; from < placed.size; from += BLOCK) {
      const values = view.read(from, Math.min(BLOCK, placed.size - from));
      for (let i = 0; i < values.length; i++) {
        square += values[i] * values[i];
        isSingle &&= Math.fround(values[i]) === values[i];
      }
    }
    if (isSingle) rounding = Math.max(rounding, 2 ** -24);
  }
  return { norm: Math.sqrt(square), rounding };
}

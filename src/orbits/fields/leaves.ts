/** Steps that are only written or read, in lists of their own: most of a program are parameters. */
import type { Operation } from '../../models/program.ts';

export interface Leaves {
  /** Slots of numbers. */
  readonly rationals: Int32Array;
  /** Indices in θ, and the places of their runs. */
  readonly parameters: Int32Array;
  readonly parameterPlaces: Int32Array;
  readonly inputs: Int32Array;
  readonly inputSlots: Int32Array;
  /** Slots that are computed, in order. */
  readonly others: Int32Array;
}

/** @param runs where each slot's coefficients stand. */
export function leavesOf(
  operations: readonly Operation[],
  runs: readonly { readonly at: number }[],
): Leaves {
  const [rationals, parameters, places, inputs, inputSlots, others] = Array.from(
    { length: 6 },
    () => [] as number[],
  );
  operations.forEach((operation, slot) => {
    if (operation.op === 'rational') rationals.push(slot);
    else if (operation.op === 'parameter') {
      parameters.push(operation.index);
      places.push(runs[slot].at);
    } else if (operation.op === 'input') {
      inputs.push(operation.index);
      inputSlots.push(slot);
    } else others.push(slot);
  });
  return {
    rationals: Int32Array.from(rationals),
    parameters: Int32Array.from(parameters),
    parameterPlaces: Int32Array.from(places),
    inputs: Int32Array.from(inputs),
    inputSlots: Int32Array.from(inputSlots),
    others: Int32Array.from(others),
  };
}

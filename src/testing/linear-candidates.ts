/** Linear networks with given numbers, and what the passes of the shrinker propose for them. */
import type { Instance, Numeral } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { passes, shrinkTargetOf } from '../shrinking/passes.ts';

/** θ in the order of the layers, row by row. */
export const linear = (
  widths: readonly number[],
  theta: readonly Numeral[],
  more: Partial<Instance> = {},
): Instance => {
  let next = 0;
  const layers = widths.slice(1).map((rows, l) => ({
    weights: Array.from({ length: rows }, () =>
      Array.from({ length: widths[l]! }, () => theta[next++]!),
    ),
    bias: null,
  }));
  return { model: { kind: 'linear', widths }, parameters: { layers }, ...more };
};
export const data = (inputs: Numeral[][], targets: Numeral[][]) => ({ data: { inputs, targets } });

export function offered(name: string, instance: Instance): Instance[] {
  const pass = passes.find((one) => one.name === name)!;
  return [...pass.candidates(shrinkTargetOf(instance, 'by-parity'))];
}
/** θ, inputs and targets of each candidate, and what is not the start's of the rest. */
export const numbers = (name: string, instance: Instance): Numeral[][] =>
  offered(name, instance).map(({ parameters, data: d, then }) => [
    ...flatten(parameters),
    ...[d, then?.data].flatMap((set) => (set ? [...set.inputs.flat(), ...set.targets.flat()] : [])),
  ]);

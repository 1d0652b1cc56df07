/** Two-layer networks of one input and one output, as instances. */
import type { FunctionSpec } from '../analytic/function-spec.ts';
import type { Instance } from '../instances/instance.ts';
import type { Numeral } from '../numerics/numeral.ts';

/** Σₖ aₖ σ(wₖx). */
export function oneInput(
  activation: FunctionSpec,
  w: readonly Numeral[],
  a: readonly Numeral[],
): Instance {
  const model = { kind: 'fully-connected', widths: [1, w.length, 1], bias: false, activation };
  const layers = [
    { weights: w.map((x) => [x]), bias: null },
    { weights: [a], bias: null },
  ];
  return { model, parameters: { layers } } as Instance;
}

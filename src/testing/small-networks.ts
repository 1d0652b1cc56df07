/** Instances from a model and θ in its order. */

import type { FunctionSpec, Instance, ModelSpec, Numeral } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';

export function instanceOf(model: ModelSpec, theta: readonly Numeral[]): Instance {
  return { model, parameters: unflatten(model, theta) };
}

export function network(
  widths: readonly number[],
  activation: FunctionSpec,
  theta: readonly Numeral[],
  bias = false,
): Instance {
  return instanceOf({ kind: 'fully-connected', widths, bias, activation }, theta);
}

export const GENERIC = [1, 2, 3, -5, 7, 4, 1, 2, 5];

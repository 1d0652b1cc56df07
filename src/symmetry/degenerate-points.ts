/**
 * Points that look special but lie on no stratum of their own: where a first-order span drops and the
 * orbit need not, or where an orbit is smaller than every symmetry says. Hunts start here too.
 */

import { layoutOf } from '../instances/layout.ts';
import type { ModelJson } from '../models/contract.ts';
import type { Rng } from '../numerics/random.ts';

/**
 * `equal-inputs`: two neurons with the same incoming weights (and biases), outgoing ones free;
 * `opposite-inputs`: with opposite ones; `parallel`: one's incoming weights a small multiple of the
 * other's; `zero-inputs`, `zero-outputs`: of one neuron; `dead`: both, the bias included;
 * `zero-layer`: all weights of a layer.
 */
export type Degeneracy =
  | 'equal-inputs'
  | 'opposite-inputs'
  | 'parallel'
  | 'zero-inputs'
  | 'zero-outputs'
  | 'dead'
  | 'zero-layer';

export const degeneracies: readonly Degeneracy[] = [
  'equal-inputs',
  'opposite-inputs',
  'parallel',
  'zero-inputs',
  'zero-outputs',
  'dead',
  'zero-layer',
];

export interface DegeneratePoint {
  readonly theta: Float64Array;
  readonly kind: Degeneracy;
}

/**
 * A copy of θ made degenerate at random neurons of a random hidden layer; kinds that need two neurons
 * leave θ as it is where the layer has but one.
 */
export function makeDegenerate(
  model: ModelJson,
  theta: Float64Array,
  rng: Rng,
  kind: Degeneracy = rng.pick(degeneracies),
): DegeneratePoint {
  const { layers } = layoutOf(model);
  const point = theta.slice();
  const hidden = layers.length - 1;
  if (kind === 'zero-layer') {
    const { weights, rows, columns } = rng.pick(layers);
    point.fill(0, weights, weights + rows * columns);
    return { theta: point, kind };
  }
  if (hidden === 0) return { theta: point, kind };
  const l = rng.integer(0, hidden - 1);
  const into = layers[l]!;
  const out = layers[l + 1]!;
  const [one, other] = rng.shuffle(Array.from({ length: into.rows }, (_, k) => k));
  const copyScaled = (factor: number): void => {
    if (other === undefined) return;
    const [from, to] = [into.weights + one! * into.columns, into.weights + other * into.columns];
    for (let j = 0; j < into.columns; j++) point[to + j] = factor * point[from + j]!;
    if (into.bias >= 0) point[into.bias + other] = factor * point[into.bias + one!]!;
  };
  const clearInputs = (): void => {
    const row = into.weights + one! * into.columns;
    point.fill(0, row, row + into.columns);
  };
  const clearOutputs = (): void => {
    for (let o = 0; o < out.rows; o++) point[out.weights + o * out.columns + one!] = 0;
  };
  switch (kind) {
    case 'equal-inputs':
      copyScaled(1);
      break;
    case 'opposite-inputs':
      copyScaled(-1);
      break;
    case 'parallel':
      copyScaled(rng.pick([2, 3, -2, 0.5]));
      break;
    case 'zero-inputs':
      clearInputs();
      break;
    case 'zero-outputs':
      clearOutputs();
      break;
    case 'dead':
      clearInputs();
      clearOutputs();
      if (into.bias >= 0) point[into.bias + one!] = 0;
      break;
  }
  return { theta: point, kind };
}

/**
 * The finite symmetry group of a layered network, seen from its hidden neurons.
 *
 * An element permutes the neurons of each hidden layer and reflects some of them; neurons are numbered
 * 0 … N−1 across the hidden layers. With π the permutation and s ∈ {±1} the reflections it acts by
 *
 *   W′[π i, π j] = s(i)·ε(s(j))·W[i, j],     b′[π i] − c = s(i)·(b[i] − c),
 *
 * where ε(s) = s for an activation that is odd about c and ε(s) = 1 for one that is even about c.
 * Inputs and outputs never move. Every such map is an isometry of θ-space that leaves F unchanged
 * (Chen, Lu, Hecht-Nielsen, Neural Computation 5, 1993; Kůrková, Kainen, 1994, for tanh).
 *
 * A network whose gates are free scalars keeps F(·; x, g) under sign changes of a neuron (between gates
 * it is linear), but a permutation would carry the gates along: F(Qθ; x, πg) = F(θ; x, g) says nothing
 * about one and the same g, so Fix of a permutation is not invariant and permutations do not count.
 */

import { type Layout, layoutOf } from '../instances/layout.ts';
import type { FullyConnectedSpec, LinearSpec, ReluPathsSpec } from '../models/kinds/specs.ts';
import type { Rational } from '../numerics/rational.ts';

export type LayeredSpec = FullyConnectedSpec | LinearSpec | ReluPathsSpec;

/** σ(c + z) = −σ(c − z) (odd) or σ(c + z) = σ(c − z) (even) for all z. */
export interface Reflection {
  readonly parity: 'odd' | 'even';
  readonly center: Rational;
}

export interface HiddenNeurons {
  readonly layout: Layout;
  /** Neurons of hidden layer h (0-based) are `offsets[h] … offsets[h + 1] − 1`. */
  readonly offsets: Int32Array;
  /** N. */
  readonly total: number;
  /** The reflection each single neuron admits. */
  readonly reflection: Reflection | null;
  /** Whether neurons of a layer may be permuted. */
  readonly permutable: boolean;
  /** Image and sign of each neuron, the identity between calls of `visitMoved`. */
  readonly workspace: { readonly image: Int32Array; readonly sign: Int8Array };
}

/** A group element; neurons that are not listed stay where they are. */
export interface NeuronAction {
  readonly moved: Int32Array;
  /** π of each moved neuron, a neuron of the same layer. */
  readonly image: Int32Array;
  /** s of each moved neuron. */
  readonly sign: Int8Array;
}

export function hiddenNeurons(
  model: LayeredSpec,
  reflection: Reflection | null,
  permutable = model.kind !== 'relu-paths',
): HiddenNeurons {
  const widths = model.widths.slice(1, -1);
  const offsets = new Int32Array(widths.length + 1);
  widths.forEach((n, h) => {
    offsets[h + 1] = offsets[h]! + n;
  });
  const total = offsets[widths.length]!;
  const workspace = {
    image: Int32Array.from({ length: total }, (_, k) => k),
    sign: new Int8Array(total).fill(1),
  };
  return { layout: layoutOf(model), offsets, total, reflection, permutable, workspace };
}

/** Hidden layer (0-based) of a neuron. */
export function layerOf(neurons: HiddenNeurons, neuron: number): number {
  let h = 0;
  while (neurons.offsets[h + 1]! <= neuron) h++;
  return h;
}

export function actionOf(pairs: readonly (readonly [number, number, number])[]): NeuronAction {
  const kept = pairs.filter(([from, to, sign]) => from !== to || sign < 0);
  return {
    moved: Int32Array.from(kept, ([from]) => from),
    image: Int32Array.from(kept, ([, to]) => to),
    sign: Int8Array.from(kept, ([, , sign]) => sign),
  };
}

/** Exchanges neurons i and j of one layer: i ↦ s·j, j ↦ s·i. */
export function exchange(i: number, j: number, sign: 1 | -1): NeuronAction {
  return actionOf([
    [i, j, sign],
    [j, i, sign],
  ]);
}

export function flip(neuron: number): NeuronAction {
  return actionOf([[neuron, neuron, -1]]);
}

/** Called with each parameter p that the action may move, its new place q and its sign. */
export type VisitParameter = (p: number, q: number, sign: 1 | -1) => void;

/** Walks the parameters touched by an action: θ′[q] = sign·θ[p] in coordinates centred at c. */
export function visitMoved(
  neurons: HiddenNeurons,
  action: NeuronAction,
  visit: VisitParameter,
): void {
  const { image, sign } = neurons.workspace;
  const { moved } = action;
  for (let k = 0; k < moved.length; k++) {
    image[moved[k]!] = action.image[k]!;
    sign[moved[k]!] = action.sign[k]!;
  }
  try {
    for (let l = 0; l < neurons.layout.layers.length; l++) {
      for (let k = 0; k < moved.length; k++) {
        visitRow(neurons, l, moved[k]!, visit);
        visitColumn(neurons, l, moved[k]!, visit);
      }
    }
  } finally {
    for (let k = 0; k < moved.length; k++) {
      image[moved[k]!] = moved[k]!;
      sign[moved[k]!] = 1;
    }
  }
}

/** Incoming weights and bias of a moved neuron, if it is a row of layer l. */
function visitRow(neurons: HiddenNeurons, l: number, neuron: number, visit: VisitParameter): void {
  const { layout, offsets, reflection, workspace } = neurons;
  const first = offsets[l]!;
  if (l + 1 >= offsets.length || neuron < first || neuron >= offsets[l + 1]!) return;
  const { columns, weights, bias } = layout.layers[l]!;
  const odd = reflection?.parity === 'odd';
  const rowSign = workspace.sign[neuron]! as 1 | -1;
  const from = weights + (neuron - first) * columns;
  const to = weights + (workspace.image[neuron]! - first) * columns;
  const below = l > 0 ? offsets[l - 1]! : 0;
  for (let j = 0; j < columns; j++) {
    const column = l > 0 ? workspace.image[below + j]! - below : j;
    const flipped = l > 0 && odd && workspace.sign[below + j]! < 0;
    visit(from + j, to + column, flipped ? (-rowSign as 1 | -1) : rowSign);
  }
  if (bias >= 0) visit(bias + neuron - first, bias + workspace.image[neuron]! - first, rowSign);
}

/** Outgoing weights of a moved neuron to neurons that stay, if it is a column of layer l. */
function visitColumn(
  neurons: HiddenNeurons,
  l: number,
  neuron: number,
  visit: VisitParameter,
): void {
  const { layout, offsets, reflection, workspace } = neurons;
  if (l === 0 || neuron < offsets[l - 1]! || neuron >= offsets[l]!) return;
  const { rows, columns, weights } = layout.layers[l]!;
  const hidden = l + 1 < offsets.length;
  const flipped = reflection?.parity === 'odd' && workspace.sign[neuron]! < 0;
  const from = weights + neuron - offsets[l - 1]!;
  const to = weights + workspace.image[neuron]! - offsets[l - 1]!;
  for (let i = 0; i < rows; i++) {
    const row = hidden ? offsets[l]! + i : -1;
    if (hidden && (workspace.image[row] !== row || workspace.sign[row]! < 0)) continue;
    visit(from + i * columns, to + i * columns, flipped ? -1 : 1);
  }
}

/** Whether parameter p is the bias of a hidden neuron, which reflections move about the centre c. */
export function isHiddenBias(neurons: HiddenNeurons, p: number): boolean {
  const { layers } = neurons.layout;
  for (let l = 0; l + 1 < layers.length; l++) {
    const { rows, bias } = layers[l]!;
    if (bias >= 0 && p >= bias && p < bias + rows) return true;
  }
  return false;
}

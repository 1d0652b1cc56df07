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
import type { FullyConnectedSpec, LinearSpec, ReluPathsSpec } from '../instances/instance.ts';
import { type Layout, layoutOf } from '../instances/layout.ts';
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
  return { layout: layoutOf(model), offsets, total, reflection, permutable };
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
  const { layout, offsets, reflection } = neurons;
  const odd = reflection?.parity === 'odd';
  const last = layout.layers.length - 1;
  layout.layers.forEach(({ rows, columns, weights, bias }, l) => {
    const rowImage = new Int32Array(rows).map((_, i) => i);
    const rowSign = new Int8Array(rows).fill(1);
    const columnImage = new Int32Array(columns).map((_, j) => j);
    const columnSign = new Int8Array(columns).fill(1);
    const movedColumns: number[] = [];
    const movedRow = new Uint8Array(rows);
    for (let k = 0; k < action.moved.length; k++) {
      const neuron = action.moved[k]!;
      if (l < last && neuron >= offsets[l]! && neuron < offsets[l + 1]!) {
        const i = neuron - offsets[l]!;
        rowImage[i] = action.image[k]! - offsets[l]!;
        rowSign[i] = action.sign[k]!;
        movedRow[i] = 1;
      }
      if (l > 0 && neuron >= offsets[l - 1]! && neuron < offsets[l]!) {
        const j = neuron - offsets[l - 1]!;
        columnImage[j] = action.image[k]! - offsets[l - 1]!;
        columnSign[j] = odd ? action.sign[k]! : 1;
        movedColumns.push(j);
      }
    }
    if (action.moved.length === 0) return;
    for (let i = 0; i < rows; i++) {
      const from = weights + i * columns;
      const to = weights + rowImage[i]! * columns;
      if (movedRow[i] === 1) {
        for (let j = 0; j < columns; j++) {
          visit(from + j, to + columnImage[j]!, rowSign[i] === columnSign[j] ? 1 : -1);
        }
        if (bias >= 0) visit(bias + i, bias + rowImage[i]!, rowSign[i] as 1 | -1);
      } else {
        for (const j of movedColumns) {
          visit(from + j, to + columnImage[j]!, columnSign[j] as 1 | -1);
        }
      }
    }
  });
}

/** Whether parameter p is the bias of a hidden neuron, which reflections move about the centre c. */
export function isHiddenBias(neurons: HiddenNeurons, p: number): boolean {
  return neurons.layout.layers
    .slice(0, -1)
    .some(({ rows, bias }) => bias >= 0 && p >= bias && p < bias + rows);
}
